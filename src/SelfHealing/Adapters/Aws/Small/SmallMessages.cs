using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using ErrorType = Amazon.Runtime.ErrorType;

namespace SelfHealing.Adapters.Aws.Small;

/// <summary>One call: a POST with a body that the caller has written.</summary>
/// <param name="operation">The operation's name.</param>
/// <param name="contentType">The body's type.</param>
/// <param name="body">The body.</param>
sealed class SmallRequest(string operation, string contentType, byte[] body) : AmazonWebServiceRequest
{
    public string Operation => operation;

    public string ContentType => contentType;

    public byte[] Body => body;

    /// <summary>The path, with a name in braces for each of <see cref="PathValues"/>.</summary>
    public string Path { get; init; } = "/";

    public IReadOnlyDictionary<string, string> PathValues { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The header that names the operation, in the protocols that have one.</summary>
    public string? Target { get; init; }

    /// <summary>A call in the protocol of forms, as SNS and CloudFormation speak it.</summary>
    public static SmallRequest Form(string operation, string version, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var form = new StringBuilder($"Action={operation}&Version={version}");
        foreach (var (name, value) in fields)
            form.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return new SmallRequest(operation, "application/x-www-form-urlencoded; charset=utf-8", Encoding.UTF8.GetBytes(form.ToString()));
    }
}

/// <summary>One reply: its bytes.</summary>
sealed class SmallResponse : AmazonWebServiceResponse
{
    public byte[] Body { get; init; } = [];
}

/// <summary>Makes the SDK core's request of ours.</summary>
sealed class SmallMarshaller(string serviceId) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = (SmallRequest)input;
        var request = new DefaultRequest(call, serviceId) { HttpMethod = "POST", ResourcePath = call.Path, Content = call.Body };
        request.Headers["Content-Type"] = call.ContentType;
        if (call.Target is { } target)
            request.Headers["X-Amz-Target"] = target;
        foreach (var (name, value) in call.PathValues)
            request.AddPathResource(name, value);
        return request;
    }
}

/// <summary>Hands a reply's bytes over as they are, and reads errors in JSON or XML.</summary>
sealed class SmallUnmarshaller : JsonResponseUnmarshaller
{
    public static SmallUnmarshaller Instance { get; } = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => new SmallResponse { Body = ReadAll(input) };

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var body = ReadAll(input);
        var (code, message) = body.AsSpan().TrimStart(" \r\n\t"u8) is [(byte)'<', ..] ? FromXml(body) : FromJson(body);
        if (input.ResponseData.GetHeaderValue("x-amzn-ErrorType") is { Length: > 0 } header)
            code = header;
        // A shape's whole name, or a name and the address of its description.
        code = code[(code.LastIndexOf('#') + 1)..].Split(':')[0];
        return new AmazonServiceException(
            message.Length > 0 ? message : $"{(int)statusCode} {statusCode}",
            innerException, ErrorType.Unknown, code, input.ResponseData.GetHeaderValue("x-amzn-RequestId"), statusCode);
    }

    static byte[] ReadAll(JsonUnmarshallerContext input)
    {
        using var body = new MemoryStream();
        input.Stream.CopyTo(body);
        return body.ToArray();
    }

    static (string Code, string Message) FromJson(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return ("", "");
            return (Text("__type", "code"), Text("message", "Message"));

            string Text(params ReadOnlySpan<string> names)
            {
                foreach (var name in names)
                {
                    if (document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                        return value.GetString()!;
                }
                return "";
            }
        }
        catch (JsonException)
        {
            return ("", "");
        }
    }

    // Not by System.Xml.Linq, which would bring the whole of System.ComponentModel into the functions' executable.
    static (string Code, string Message) FromXml(byte[] body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { IgnoreComments = true });
            if (!reader.ReadToFollowing("Error"))
                return ("", "");
            var (element, code, message) = ("", "", "");
            // Of several errors the first.
            using var error = reader.ReadSubtree();
            while (error.Read())
            {
                if (error.NodeType == XmlNodeType.Element)
                    element = error.LocalName;
                else if (error.NodeType == XmlNodeType.EndElement)
                    element = "";
                else if (element == "Code")
                    code += error.Value;
                else if (element == "Message")
                    message += error.Value;
            }
            return (code, message);
        }
        catch (XmlException)
        {
            return ("", "");
        }
    }
}
