using CsCheck;
using SelfHealing.Code.Edits;

namespace SelfHealing.Tests.Code.Edits;

public class PathGateTests
{
    [Theory]
    [InlineData("src/app.py")]
    [InlineData("a.b/c-d_e/f.min.js")]
    [InlineData("src/größe/文件.py")]
    [InlineData("app/[id]/page.tsx")]
    [InlineData(".gitignore")]
    [InlineData("docs/git/notes.md")]
    [InlineData("src/charts/Pie.tsx")]
    [InlineData("src/kubernetes/client.py")]
    [InlineData("src/secrets/manager.py")]
    [InlineData("src/environment.py")]
    [InlineData("lib/console.rb")]
    [InlineData("src/controllers/keys.js")]
    public void Source_files_may_change(string path) => new PathGate().Refusal(path).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("src/../../x.py")]
    [InlineData("./src/x.py")]
    [InlineData("/x.py")]
    [InlineData("//server/x.py")]
    [InlineData("C:x.py")]
    [InlineData("src\\x.py")]
    [InlineData("~root/x.py")]
    [InlineData("src//x.py")]
    [InlineData("src/x.py/")]
    [InlineData("src/x.py\0.txt")]
    [InlineData("src/x\n.py")]
    [InlineData("src/x\u202Eyp.py")]
    [InlineData("src/x.py ")]
    [InlineData("src/x.py.")]
    [InlineData("src/x.py::$DATA")]
    [InlineData("src/nul")]
    [InlineData("src/COM1.py")]
    [InlineData("lpt9.txt")]
    public void Paths_that_are_not_plainly_in_the_repository_are_refused(string path) => new PathGate().Refusal(path).ShouldNotBeNull();

    [Theory]
    [InlineData(".git/config")]
    [InlineData("sub/.Git/hooks/x")]
    [InlineData("GIT~1/config")]
    [InlineData(".g\u200Cit/config")]
    [InlineData(".git /config")]
    [InlineData(".git./config")]
    [InlineData("\uFEFF.git/config")]
    public void The_repositorys_own_data_is_refused_in_every_spelling(string path) => new PathGate().Refusal(path).ShouldNotBeNull();

    [Theory]
    [InlineData(".GitHub/workflows/ci.yml", "continuous integration")]
    [InlineData("ci/Jenkinsfile.release", "continuous integration")]
    [InlineData(".circleci/config.yml", "continuous integration")]
    [InlineData("azure-pipelines-nightly.yml", "continuous integration")]
    [InlineData("buildspec-test.yml", "continuous integration")]
    [InlineData("modules/net/main.tf", "infrastructure")]
    [InlineData("docker/Dockerfile.dev", "infrastructure")]
    [InlineData("deploy/helm/app/values-prod.yaml", "infrastructure")]
    [InlineData("stack.template.json", "infrastructure")]
    [InlineData("web/pnpm-lock.yaml", "lock file")]
    [InlineData("Cargo.lock", "lock file")]
    [InlineData(".ENV", "secrets")]
    [InlineData("config/.env.local", "secrets")]
    [InlineData("home/.ssh/config", "secrets")]
    [InlineData("certs/site.KEY", "secrets")]
    [InlineData(".aws/credentials", "secrets")]
    [InlineData(".cursor/rules/a.mdc", "agents")]
    [InlineData("docs/Agents.md", "agents")]
    [InlineData("web/package.json", "dependencies")]
    [InlineData("requirements/dev.txt", null)]
    [InlineData("requirements.in", "dependencies")]
    [InlineData("app/build.gradle.kts", "dependencies")]
    public void What_builds_deploys_secures_or_instructs_is_refused(string path, string? reason)
    {
        var refusal = new PathGate().Refusal(path);

        if (reason is null)
            refusal.ShouldBeNull();
        else
            refusal.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public void Manifests_may_change_where_the_settings_allow_it()
    {
        var gate = new PathGate(allowManifests: true);

        gate.Refusal("package.json").ShouldBeNull();
        gate.Refusal("package-lock.json").ShouldNotBeNull();
    }

    [Fact]
    public void Nothing_is_written_through_a_symbolic_link()
    {
        var gate = new PathGate(new HashSet<string> { "vendor/lib", "link.py" });

        gate.Refusal("vendor/lib/a.py").ShouldNotBeNull().ShouldContain("is a link");
        gate.Refusal("link.py").ShouldNotBeNull();
        gate.Refusal("vendor/library/a.py").ShouldBeNull();
    }

    [Fact]
    public void A_path_that_may_change_stays_below_the_root() =>
        Gen.OneOf([.. new[] { "..", ".", "/", "\\", "a", "~", ":", ".git", " ", "C", "x.py", "\0", "*" }.Select(Gen.Const)])
            .List[1, 8].Select(string.Concat)
            .Where(path => new PathGate().Refusal(path) is null)
            .Sample(path => Path.GetFullPath(Path.Combine("/root/repository", path)).ShouldBe("/root/repository/" + path), iter: 100);
}
