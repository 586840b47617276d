namespace SelfHealing.Crashes;

/// <summary>Takes off a path what depends on where and when the code was deployed.</summary>
static class CodePath
{
    // Folders that hold an application directly, wherever they stand in the path.
    static readonly string[] Roots =
    [
        "/var/task/", "/usr/src/app/", "/usr/app/", "/home/site/wwwroot/", "/var/app/current/", "/github/workspace/", "/workspace/",
        "/workspaces/", "/code/", "/app/", "/function/", "/project/", "/repo/", "/build/", "/src/",
    ];

    // Folders that hold applications, each in a folder of its own, or a folder per user and application.
    static readonly (string Folder, int Levels)[] Parents =
    [
        ("/srv/", 1), ("/opt/", 1), ("/var/www/", 1), ("/usr/local/", 1), ("/builds/", 2), ("/home/", 2), ("/Users/", 2),
        ("/root/", 1), ("/tmp/", 1), ("/data/", 1), ("/apps/", 1),
    ];

    /// <summary>
    /// The path from the application's own folder on, with forward slashes; the last two parts when that folder is not recognized.
    /// </summary>
    public static string? Stable(string? file)
    {
        if (string.IsNullOrEmpty(file))
            return null;
        var path = file.Replace('\\', '/');
        var query = path.IndexOfAny(['?', '#']);
        if (query > 0)
            path = path[..query];
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
            path = path[(scheme + 3)..].TrimStart('.');
        if (path.Length > 2 && path[1] == ':')
            path = path[2..];
        return TrimSource(BelowRoot(path));
    }

    static string BelowRoot(string path)
    {
        if (path.StartsWith("[PROJECT_ROOT]/", StringComparison.Ordinal))
            return path["[PROJECT_ROOT]/".Length..];
        if (!path.StartsWith('/'))
            return path.TrimStart('.', '/');
        if (BelowRelease(path) is { } released)
            return released;
        foreach (var root in Roots)
        {
            if (path.StartsWith(root, StringComparison.Ordinal))
                return path[root.Length..];
        }
        foreach (var (folder, levels) in Parents)
        {
            if (path.StartsWith(folder, StringComparison.Ordinal))
                return Skip(path, folder.Length, levels);
        }
        var parts = path.Split('/');
        return string.Join('/', parts.TakeLast(2));
    }

    // Capistrano and its like: …/releases/20240611093012/, …/current/
    static string? BelowRelease(string path)
    {
        var current = path.IndexOf("/current/", StringComparison.Ordinal);
        if (current >= 0)
            return path[(current + "/current/".Length)..];
        var releases = path.IndexOf("/releases/", StringComparison.Ordinal);
        return releases < 0 ? null : Skip(path, releases + "/releases/".Length, 1);
    }

    static string Skip(string path, int from, int levels)
    {
        for (var level = 0; level < levels; level++)
        {
            var slash = path.IndexOf('/', from);
            if (slash < 0)
                break;
            from = slash + 1;
        }
        return path[from..];
    }

    static string TrimSource(string path) => path.StartsWith("src/", StringComparison.Ordinal) ? path["src/".Length..] : path;
}
