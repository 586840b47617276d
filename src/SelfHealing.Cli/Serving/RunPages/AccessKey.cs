using System.Buffers.Text;
using SelfHealing.Approvals;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>Who has it may use the run browser: it stands in the address that is printed, and then in a cookie. Ends with the process.</summary>
/// <param name="address">Where the browser is.</param>
sealed class AccessKey(Uri address, Func<int, byte[]> random)
{
    readonly string cookie = $"selfheal-{address.Port}";

    /// <summary>256 random bits.</summary>
    public string Secret { get; } = Base64Url.EncodeToString(random(32));

    /// <summary>The address to open first.</summary>
    public Uri Door => new(address, $"?key={Secret}");

    // Scripts do not see it, and other sites' requests do not carry it. Of a cookie, browsers do not look at the port: hence the name.
    public string Cookie => $"{cookie}={Secret}; Path=/; HttpOnly; SameSite=Strict";

    public bool OpensBy(string query) => FormFields.Read(query).TryGetValue("key", out var given) && ApprovalLink.AreEqual(given, Secret);

    public bool IsIn(PageRequest request) =>
        (request.Header("Cookie") ?? "").Split(';', StringSplitOptions.TrimEntries).Any(pair => ApprovalLink.AreEqual(pair, $"{cookie}={Secret}"));
}
