using CsCheck;
using SelfHealing.Crashes.Revisions;

namespace SelfHealing.Tests.Crashes;

public class LoggedRevisionsTests
{
    const string Hash = "3f786850e387550fdab836ed7e6dc881de23001b";

    [Theory]
    [InlineData("""{"level":"error","git.commit":"3f786850e387"}""", "3f786850e387")]
    [InlineData("""{"git":{"commit":{"sha":"3f786850e387"}},"message":"x"}""", "3f786850e387")]
    [InlineData("""{"git":{"commit":{"id":{"abbrev":"3f78685"}}}}""", "3f78685")]
    [InlineData("""{"attributes":{"vcs.ref.head.revision":"3f786850e387"}}""", "3f786850e387")]
    [InlineData("""{"commit":"3f786850e387550fdab836ed7e6dc881de23001b"}""", Hash)]
    [InlineData("""{"sha":"3F78685"}""", "3f78685")]
    [InlineData("""{"service":{"name":"shop","version":"1.4.0"}}""", "1.4.0")]
    [InlineData("""{"dd":{"service":"shop","version":"2.0.1-rc.1"}}""", "2.0.1-rc.1")]
    [InlineData("""{"dd.version":"3f78685","message":"x"}""", "3f78685")]
    [InlineData("""{"version":"v7.1"}""", "v7.1")]
    [InlineData("""{"log":"{\"level\":\"error\",\"version\":\"1.4.0\"}\n","stream":"stderr"}""", "1.4.0")]
    [InlineData("""{"kubernetes":{"container_image":"registry.acme.dev:5000/shop/api:v1.2.3"}}""", "v1.2.3")]
    [InlineData("""{"container":{"image":{"tag":["sha-3f78685"]}}}""", "3f78685")]
    [InlineData("2026-03-02 10:00:00 ERROR commit=3f78685 Unhandled", "3f78685")]
    [InlineData("starting (commit: 3f78685)", "3f78685")]
    [InlineData("level=error release=shop@3f786850e387 msg=x", "3f786850e387")]
    [InlineData("GIT_COMMIT=3f786850e387550fdab836ed7e6dc881de23001b", Hash)]
    [InlineData("version=1.2.3+3f78685", "3f78685")]
    [InlineData("version=v1.2.3-14-g3f78685", "3f78685")]
    [InlineData("image=123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop:v1.2.3@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "v1.2.3")]
    [InlineData("service_version: 1.2.3", "1.2.3")]
    public void Read_takes_the_commit_or_version_of_the_application(string log, string name) => Names(log)[0].ShouldBe(name);

    [Theory]
    [InlineData("2026/03/02/[42]0123456789abcdef0123456789abcdef")]
    [InlineData("Node.js v18.17.0")]
    [InlineData("Python version: 3.12.1")]
    [InlineData("INIT_START Runtime Version: python:3.12.v38\tRuntime Version ARN: arn:aws:lambda:eu-central-1::runtime:0123456789abcdef0123456789abcdef")]
    [InlineData("""{"@version":"1","message":"x"}""")]
    [InlineData("""{"version":"1.1","short_message":"x","host":"a"}""")]
    [InlineData("""{"agent":{"version":"8.1.0"},"ecs":{"version":"1.6.0"},"runtime":{"version":"3.12.1"}}""")]
    [InlineData("""{"version":"0","functionVersion":"42"}""")]
    [InlineData("""{"image":"shop:latest"}""")]
    [InlineData("image=registry.acme.dev:5000/shop")]
    [InlineData("image=shop:main")]
    [InlineData("commit=HEAD~3")]
    [InlineData("version=../../1.2")]
    [InlineData("release=:/secret")]
    [InlineData("")]
    public void Read_leaves_what_names_no_commit_of_the_application(string log) => Names(log).ShouldBeEmpty();

    [Fact]
    public void Read_puts_commits_before_versions_before_image_tags_and_what_is_logged_last_first() => Names(
        """
        commit=aaaaaaa1 starting
        {"version":"1.0.0","image":"shop:v9.0.0"}
        {"version":"1.1.0"}
        commit=bbbbbbb2 starting
        """).ShouldBe(["bbbbbbb2", "aaaaaaa1", "1.1.0", "1.0.0", "v9.0.0"]);

    [Fact]
    public void Read_looks_for_the_tag_of_a_monorepo_s_package_too() =>
        Names("release=acme/shop@1.2.3").ShouldBe(["acme/shop@1.2.3", "1.2.3"]);

    [Fact]
    public void Read_takes_any_text() => Gen.String.Sample(text => LoggedRevisions.Read(text).Count.ShouldBeLessThanOrEqualTo(6));

    [Fact]
    public void Read_of_a_long_line_takes_linear_time() => Names(string.Concat(Enumerable.Repeat("commit=", 20_000))).ShouldBeEmpty();

    [Fact]
    public void Read_of_deeply_nested_records_ends() =>
        Names(string.Concat(Enumerable.Repeat("""{"log":""", 60)) + "1" + new string('}', 60)).ShouldBeEmpty();

    static List<string> Names(string log) => LoggedRevisions.Read(log).Select(revision => revision.Name).ToList();
}
