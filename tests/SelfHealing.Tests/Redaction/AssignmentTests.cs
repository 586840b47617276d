using SelfHealing.Redaction;

namespace SelfHealing.Tests.Redaction;

/// <summary>In each row * stands for the secret, so that the whole text around it is checked.</summary>
public class AssignmentTests
{
    static readonly Redactor Redactor = new();

    [Theory]
    [InlineData("password = \"*\"")]
    [InlineData("    self.db_password: str = '*'")]
    [InlineData("connect(user='app', password='*', port=5432)")]
    [InlineData("const password: string = `*`;")]
    [InlineData("String dbPassword = \"*\";")]
    [InlineData("var adminPassword = @\"*\";")]
    [InlineData("password := \"*\"")]
    [InlineData("password => '*',")]
    [InlineData("#define DB_PASSWORD \"*\"")]
    [InlineData("if (password == \"*\") {")]
    [InlineData("{\"user\": \"app\", \"password\": \"*\", \"port\": 1}")]
    [InlineData("{\\\"user\\\":\\\"app\\\",\\\"password\\\":\\\"*\\\",\\\"port\\\":1}")]
    [InlineData("{'user': 'app', 'passwd': '*'}")]
    [InlineData("config[\"password\"] = \"*\"")]
    [InlineData("props.setProperty(\"password\", \"*\");")]
    [InlineData("builder.password(\"*\").build()")]
    [InlineData("<password>*</password>")]
    [InlineData("<db:password>*</db:password>")]
    [InlineData("<add key=\"Password\" value=\"*\"/>")]
    [InlineData("- name: DB_PASSWORD\n  value: \"*\"")]
    [InlineData("- name: DB_PASSWORD\n  value: *\n- name: NEXT")]
    [InlineData("DB_PASSWORD=*\nDB_HOST=db1")]
    [InlineData("export PGPASSWORD=*")]
    [InlineData("  password: *\n  user: app")]
    [InlineData("spring.datasource.password=*")]
    [InlineData("password = *\n")]
    [InlineData("mysql --user=app --password=* db")]
    [InlineData("login --password * --quiet")]
    [InlineData("POST /login?user=app&password=*&next=/home")]
    [InlineData("user=app&password=*&next=/home")]
    [InlineData("Server=db,1433;Database=app;User Id=sa;Password=*;Encrypt=true")]
    [InlineData("\"Server=db;Uid=sa;Pwd=*\"")]
    [InlineData("ERROR login failed user=app password=* ip=10.0.0.1")]
    [InlineData("User(name=app, password=*, roles=[admin])")]
    [InlineData("User{name='app', password='*'}")]
    [InlineData("password is *")]
    [InlineData("login of app with password * failed")]
    [InlineData("curl -u app:* https://example.org")]
    [InlineData("curl --user 'app:*' https://example.org")]
    [InlineData("requests.get(url, auth=(\"app\", \"*\"))")]
    [InlineData("requests.get(url, auth=HTTPBasicAuth('app', '*'))")]
    [InlineData("?next=%2Flogin%3Fpassword%3D*")]
    [InlineData("CREATE USER app WITH PASSWORD '*';")]
    public void A_password_is_replaced_and_what_surrounds_it_stays(string form)
    {
        foreach (var password in new[] { "hunter" + "2", "Tr0ub4dor&3"[..8] + "x9", "S3cr" + "et!Pw" })
            Redactor.Redact(form.Replace("*", password, StringComparison.Ordinal)).ShouldBe(form.Replace("*", "[redacted:password]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("api_key = \"*\"", "key")]
    [InlineData("apiKey: '*',", "key")]
    [InlineData("X-Api-Key: *", "key")]
    [InlineData("curl -H 'X-Api-Key: *' https://api.example.org", "key")]
    [InlineData("\"X-Auth-Token\": \"*\"", "token")]
    [InlineData("PRIVATE-TOKEN: *", "token")]
    [InlineData("DD_API_KEY=*", "key")]
    [InlineData("CLOUDFLARE_API_TOKEN=*", "token")]
    [InlineData("client_secret=*&grant_type=code", "secret")]
    [InlineData("\"clientSecret\": \"*\"", "secret")]
    [InlineData("SECRET_KEY = '*'", "key")]
    [InlineData("secret_key_base: *", "key")]
    [InlineData("aws_secret_access_key = *", "key")]
    [InlineData("\"SecretAccessKey\": \"*\"", "key")]
    [InlineData("AccountName=store;AccountKey=*;EndpointSuffix=core.windows.net", "key")]
    [InlineData("Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=*", "key")]
    [InlineData("//registry.npmjs.org/:_authToken=*", "token")]
    [InlineData("GET /v1/items?access_token=* HTTP/1.1", "token")]
    [InlineData("session_id: *", "token")]
    [InlineData("TOKEN = SecretStr(\"*\")", "token")]
    [InlineData("var key = []byte(\"x\"); signingKey := []byte(\"*\")", "key")]
    [InlineData("token = (\"*\"\n    \"*\")", "token")]
    [InlineData("let refreshToken = \"*\" +\n    \"*\";", "token")]
    public void A_generated_value_of_a_secrets_name_is_replaced(string form, string kind)
    {
        foreach (var secret in new[] { Secrets.Hex(32), Secrets.Letters(40), Secrets.Letters(20) + "+/" + Secrets.Letters(20) + "==" })
        {
            if (secret.Contains('+') && form.Contains('&'))
                continue;
            Redactor.Redact(form.Replace("*", secret, StringComparison.Ordinal)).ShouldBe(form.Replace("*", $"[redacted:{kind}]", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("DB_PASSWORD=*")]
    [InlineData("?password=*&x=1")]
    [InlineData("Server=db;Password=*;X=1")]
    [InlineData("--password=*")]
    [InlineData("password = \"*\"")]
    public void Where_nothing_but_a_value_can_stand_a_word_is_a_password(string form)
    {
        Redactor.Redact(form.Replace("*", "sword" + "fish", StringComparison.Ordinal)).ShouldBe(form.Replace("*", "[redacted:password]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("JWT_SECRET=this_is_our_signing_secret", "JWT_SECRET=[redacted:secret]")]
    [InlineData("jwtSecret = \"this-is-our-own-signing-secret-2024\"", "jwtSecret = \"[redacted:secret]\"")]
    [InlineData("password: Pa$$w0rd", "password: [redacted:password]")]
    [InlineData("password=P@$$w0rd,comma(1)x", "password=[redacted:password]")]
    public void A_secret_may_be_made_of_words_and_symbols(string text, string expected)
    {
        Redactor.Redact(text).ShouldBe(expected);
    }

    [Fact]
    public void A_value_that_the_log_cut_off_is_replaced_as_well()
    {
        Redactor.Redact("{\"password\": \"hunter" + "22").ShouldBe("{\"password\": \"[redacted:password]");
    }
}
