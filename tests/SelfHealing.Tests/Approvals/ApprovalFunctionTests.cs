using System.Text;
using System.Text.Json.Nodes;
using SelfHealing.Approvals;
using SelfHealing.Approvals.HttpApi;
using SelfHealing.Steps;

namespace SelfHealing.Tests.Approvals;

/// <summary>The page behind API Gateway or a function URL: events in payload format 2.0, as AWS documents them.</summary>
public sealed class ApprovalFunctionTests : IDisposable
{
    readonly OpenedQuestion asked = new();

    [Fact]
    public async Task An_event_is_answered_with_the_page()
    {
        var link = await asked.AskAsync();

        var answer = await HandleAsync(Event("GET", "/prod" + link));

        ((int)answer["statusCode"]!).ShouldBe(200);
        ((string?)answer["headers"]!["Content-Type"]).ShouldBe("text/html; charset=utf-8");
        ((string?)answer["body"]).ShouldNotBeNull().ShouldContain("Your decision");
        ((bool)answer["isBase64Encoded"]!).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_form_decides_however_the_body_is_encoded(bool isBase64)
    {
        var link = await asked.AskAsync();
        var nonce = OpenedQuestion.NonceOf(await asked.GetAsync(link));
        var form = OpenedQuestion.Form(("nonce", nonce), ("decision", "approve"), ("name", "Ada"));
        var request = Event("POST", link);
        request["body"] = isBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(form)) : form;
        request["isBase64Encoded"] = isBase64;

        ((int)(await HandleAsync(request))["statusCode"]!).ShouldBe(303);

        asked.Workflow.Told.ShouldHaveSingleItem().Output.ShouldContain("198.51.100.7");
    }

    [Fact]
    public async Task Who_is_signed_in_needs_no_name_and_cannot_give_another()
    {
        var link = await asked.AskAsync();
        var request = Event("GET", link);
        request["requestContext"]!["authorizer"] = JsonNode.Parse("""{"jwt":{"claims":{"sub":"8f2","email":"ada@example.org","exp":"1772"},"scopes":null}}""");
        ((string?)(await HandleAsync(request))["body"]).ShouldNotBeNull().ShouldContain("You decide as ada@example.org");
        request["requestContext"]!["http"]!["method"] = "POST";
        request["body"] = OpenedQuestion.Form(("nonce", OpenedQuestion.NonceOf(await asked.GetAsync(link))), ("decision", "approve"), ("name", "Someone Else"));

        await HandleAsync(request);

        asked.Workflow.Told.ShouldHaveSingleItem().Output.ShouldContain("\"approver\":\"ada@example.org\"");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"rawPath":"/","requestContext":{"http":{"method":"POST","sourceIp":"::1"}},"body":"%","isBase64Encoded":true}""")]
    [InlineData("not json")]
    public async Task What_is_no_event_is_refused(string bytes) =>
        await Should.ThrowAsync<StepInputException>(() => new ApprovalFunction(Page()).HandleAsync(Encoding.UTF8.GetBytes(bytes), TestContext.Current.CancellationToken));

    public void Dispose() => asked.Dispose();

    ApprovalPage Page() => asked.Page;

    async Task<JsonNode> HandleAsync(JsonNode request) => JsonNode.Parse(
        await new ApprovalFunction(Page()).HandleAsync(Encoding.UTF8.GetBytes(request.ToJsonString()), TestContext.Current.CancellationToken))!;

    static JsonNode Event(string method, string path) => JsonNode.Parse($$"""
        {
          "version": "2.0", "routeKey": "$default", "rawPath": "{{path}}", "rawQueryString": "", "cookies": [],
          "headers": { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin", "origin": "null", "user-agent": "Mozilla/5.0" },
          "requestContext": {
            "accountId": "123456789012", "apiId": "api-id", "domainName": "id.execute-api.eu-central-1.amazonaws.com", "domainPrefix": "id",
            "http": { "method": "{{method}}", "path": "{{path}}", "protocol": "HTTP/1.1", "sourceIp": "198.51.100.7", "userAgent": "Mozilla/5.0" },
            "requestId": "id", "routeKey": "$default", "stage": "$default", "time": "02/Mar/2026:12:00:00 +0000", "timeEpoch": 1772452800000
          },
          "isBase64Encoded": false
        }
        """)!;
}
