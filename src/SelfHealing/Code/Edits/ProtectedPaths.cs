using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Edits;

/// <summary>Files that a fix must not touch: what builds, deploys, secures or instructs, rather than what runs.</summary>
static class ProtectedPaths
{
    static readonly string[] CiFolders =
    [
        ".github", ".gitlab", ".circleci", ".buildkite", ".azure-pipelines", ".azuredevops", ".woodpecker", ".tekton", ".drone", ".gitea",
        ".forgejo", ".teamcity", ".husky", ".githooks",
    ];

    static readonly string[] CiFiles =
    [
        ".gitlab-ci.yml", ".gitlab-ci.yaml", "jenkinsfile", ".travis.yml", "azure-pipelines.yml", "azure-pipelines.yaml", "buildspec.yml",
        "buildspec.yaml", "appveyor.yml", ".appveyor.yml", "bitbucket-pipelines.yml", "cloudbuild.yaml", "cloudbuild.yml", ".drone.yml",
        "circle.yml", ".cirrus.yml", "codefresh.yml", "wercker.yml", ".pre-commit-config.yaml", "codeowners", "renovate.json",
        "dependabot.yml", ".woodpecker.yml", "appspec.yml", "skaffold.yaml", ".gitattributes", ".gitmodules", ".gitconfig",
    ];

    static readonly string[] InfrastructureFolders =
    [
        ".terraform", "terraform", "k8s", "kubernetes", "helm", "charts", "cloudformation", "cdk.out", "kustomize", ".ebextensions",
        ".platform", ".devcontainer",
    ];

    static readonly string[] InfrastructureFiles =
    [
        "template.yaml", "template.yml", "template.json", "samconfig.toml", "samconfig.yaml", "serverless.yml", "serverless.yaml",
        "serverless.ts", "serverless.json", "cdk.json", "chart.yaml", "values.yaml", "kustomization.yaml", "kustomization.yml",
        "procfile", "app.yaml", "fly.toml", "vercel.json", "netlify.toml", "render.yaml", "vagrantfile", "pulumi.yaml", "ansible.cfg",
        "containerfile", ".dockerignore", "nginx.conf", "heroku.yml", "apprunner.yaml", "copilot.yml", "host.json", "firebase.json",
        "wrangler.toml", "deployment.yaml", "deployment.yml",
    ];

    static readonly string[] LockFiles =
    [
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lockb", "bun.lock", "poetry.lock", "pipfile.lock",
        "uv.lock", "pdm.lock", "gemfile.lock", "go.sum", "go.work.sum", "packages.lock.json", "gradle.lockfile", "composer.lock",
        "cargo.lock", "mix.lock", "project.assets.json", "paket.lock", "flake.lock", "deno.lock", "conda-lock.yml",
    ];

    static readonly string[] Manifests =
    [
        "package.json", "pyproject.toml", "setup.py", "setup.cfg", "pipfile", "environment.yml", "environment.yaml", "pom.xml",
        "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "gradle.properties", "libs.versions.toml", "go.mod",
        "go.work", "gemfile", "cargo.toml", "composer.json", "directory.packages.props", "directory.build.props",
        "directory.build.targets", "packages.config", "nuget.config", "global.json", "pnpm-workspace.yaml", "lerna.json", "build.xml",
        "ivy.xml", "build.sbt", "mix.exs", "paket.dependencies", "tox.ini", "noxfile.py", "makefile", "rakefile", "gradlew", "mvnw",
        "gradle-wrapper.properties", "maven-wrapper.properties", "conanfile.txt", "conanfile.py", "deno.json", "bower.json", ".npmrc",
        ".yarnrc", ".yarnrc.yml", "pip.conf", "constraints.txt",
    ];

    static readonly string[] ManifestEndings =
    [
        ".csproj", ".fsproj", ".vbproj", ".sln", ".slnx", ".gemspec", ".props", ".targets", ".nuspec",
    ];

    static readonly string[] SecretNames =
    [
        "credentials", "credentials.json", "credentials.yml", "credentials.yaml", "secrets.json", "secrets.yml", "secrets.yaml",
        "secrets.toml", ".netrc", "_netrc", ".pgpass", ".htpasswd", ".pypirc", ".git-credentials", "id_rsa", "id_dsa", "id_ecdsa",
        "id_ed25519", "authorized_keys", "known_hosts", "master.key", "service-account.json", "service_account.json", "kubeconfig",
        ".dockercfg", ".dockerconfigjson", "local.settings.json", "secret.json", "secret.yaml", "secret.yml", ".vault_pass",
        "terraform.tfvars", "credentials.csv",
    ];

    static readonly string[] SecretEndings =
    [
        ".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".kdbx", ".ppk", ".p8", ".asc", ".gpg", ".crt", ".cer", ".der",
    ];

    static readonly string[] SecretFolders = [".ssh", ".aws", ".azure", ".gnupg", ".kube", ".docker", ".gcloud"];

    static readonly string[] AgentFiles =
    [
        "agents.md", "agent.md", "claude.md", "claude.local.md", "gemini.md", "qwen.md", "codex.md", "copilot-instructions.md",
        ".cursorrules", ".cursorignore", ".windsurfrules", ".clinerules", ".aider.conf.yml", ".aiderignore", ".mcp.json", "mcp.json",
        ".roorules", ".goosehints", "skill.md",
    ];

    static readonly string[] AgentFolders =
    [
        ".cursor", ".claude", ".codex", ".gemini", ".windsurf", ".clinerules", ".roo", ".continue", ".agents", ".kiro", ".vscode", ".idea",
    ];

    /// <summary>Why a path must not be changed, in a sentence; null when it may.</summary>
    public static string? Refusal(string[] segments, bool allowManifests)
    {
        // Names are compared as a file system without case sees them.
        var folders = segments[..^1].Select(segment => segment.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        var name = segments[^1].ToLowerInvariant();
        // Program code may live in a folder that is called charts or secrets.
        var isCode = Languages.OfFile(name) is not null;
        if (folders.Overlaps(CiFolders) || CiFolders.Contains(name) || CiFiles.Contains(name) || StartsWithAny(name, ["jenkinsfile", "azure-pipelines", "buildspec"]))
            return "The file configures continuous integration or the repository, which a fix must not change.";
        if (!isCode && folders.Overlaps(InfrastructureFolders) || InfrastructureFiles.Contains(name) || IsInfrastructure(name))
            return "The file defines infrastructure or deployment, which a fix must not change.";
        if (LockFiles.Contains(name) || name.EndsWith(".lock", StringComparison.Ordinal))
            return "The file is a lock file; a tool writes it.";
        if (folders.Overlaps(SecretFolders) || !isCode && folders.Overlaps(["secrets", ".secrets"]) || SecretNames.Contains(name) || IsSecret(name))
            return "The file holds, or is likely to hold, secrets.";
        if (folders.Overlaps(AgentFolders) || AgentFiles.Contains(name))
            return "The file instructs editors or coding agents, which a fix must not change.";
        if (!allowManifests && (Manifests.Contains(name) || IsManifest(name)))
            return "The file declares dependencies or the build, which a fix must not change unless the settings allow it.";
        return null;
    }

    static bool IsInfrastructure(string name) =>
        EndsWithAny(name, [".tf", ".tf.json", ".tfvars", ".tfstate", ".bicep", ".hcl", ".nomad", ".dockerfile", ".containerfile", ".asl.json"])
        || name == "dockerfile" || StartsWithAny(name, ["dockerfile.", "dockerfile-"])
        || IsYaml(name) && (StartsWithAny(name, ["docker-compose", "compose.", "k8s"]) || name.Contains("cloudformation", StringComparison.Ordinal)
            || EndsWithAny(name, [".template.yaml", ".template.yml", ".cfn.yaml", ".cfn.yml"]))
        || EndsWithAny(name, [".template.json", ".cfn.json"]);

    static bool IsSecret(string name) =>
        name == ".envrc" || StartsWithAny(name, [".env.", ".env-", ".env_", "id_rsa", "id_ed25519"]) || EndsWithAny(name, [".env", .. SecretEndings]);

    static bool IsManifest(string name) =>
        EndsWithAny(name, ManifestEndings)
        || name.StartsWith("requirements", StringComparison.Ordinal) && EndsWithAny(name, [".txt", ".in", ".pip"]);

    static bool IsYaml(string name) => EndsWithAny(name, [".yml", ".yaml"]);

    static bool StartsWithAny(string name, ReadOnlySpan<string> beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (name.StartsWith(beginning, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    static bool EndsWithAny(string name, ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
