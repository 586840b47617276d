using SelfHealing.Adapters.Git;
using SelfHealing.Ports;

namespace SelfHealing.Tests.Adapters.Git;

public class SshAddressTests
{
    [Theory]
    [InlineData("git@github.com:acme/shop.git", "git", "github.com", 22, "acme/shop.git")]
    [InlineData("github.com:acme/shop.git", "git", "github.com", 22, "acme/shop.git")]
    [InlineData("ssh://deploy@host:2222/srv/my%20shop.git", "deploy", "host", 2222, "/srv/my shop.git")]
    [InlineData("ssh://host/srv/shop.git", "git", "host", 22, "/srv/shop.git")]
    public void Parse_reads_both_forms(string url, string user, string host, int port, string path) =>
        SshAddress.Parse(url).ShouldBe(new SshAddress(user, host, port, path));

    [Theory]
    [InlineData("ssh://host")]
    [InlineData("git@:x")]
    [InlineData("git@host:")]
    public void Parse_of_what_is_none_says_so(string url) => Should.Throw<RepositoryNotUsableException>(() => SshAddress.Parse(url));

    [Fact]
    public void Command_quotes_the_path() =>
        SshAddress.Parse("ssh://host/a'; rm -rf '").Command("git-upload-pack").ShouldBe(@"git-upload-pack '/a'\''; rm -rf '\'''");

    [Fact]
    public void Known_hosts_trust_the_key_of_the_host_only_plain_or_hashed()
    {
        var known = new KnownHosts("# comment\nhost,10.0.0.1 ssh-ed25519 AAAA note\n@cert-authority *.x ssh-rsa BBBB\n@revoked host ssh-rsa CCCC\n");

        known.Trusts("host", Convert.FromBase64String("AAAA")).ShouldBeTrue();
        known.Trusts("10.0.0.1", Convert.FromBase64String("AAAA")).ShouldBeTrue();
        known.Trusts("HOST", Convert.FromBase64String("AAAA")).ShouldBeTrue();
        known.Trusts("other", Convert.FromBase64String("AAAA")).ShouldBeFalse();
        known.Trusts("host", Convert.FromBase64String("BBBB")).ShouldBeFalse();
        known.Trusts("host", Convert.FromBase64String("CCCC")).ShouldBeFalse();
        known.Types("host").ShouldBe(["ssh-ed25519"]);
    }
}
