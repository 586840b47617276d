using System.Text.Json;

namespace SelfHealing.Steps.FetchCode.Frames;

/// <summary>Packages that the repository itself holds, and where they are installed: Go modules, gems and npm packages.</summary>
sealed class OwnPackages
{
    readonly List<(string Name, string Folder)> goModules = [];
    readonly Dictionary<string, string> gems = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> npm = new(StringComparer.Ordinal);

    public OwnPackages(TreeFiles files)
    {
        foreach (var path in files.Paths)
        {
            var folder = path[..(path.LastIndexOf('/') + 1)];
            var name = path[folder.Length..];
            if (name == "go.mod" && GoModule(files.Text(path)) is { } module)
                goModules.Add((module, folder));
            else if (name.EndsWith(".gemspec", StringComparison.Ordinal))
                gems.TryAdd(name[..^".gemspec".Length], folder);
            else if (name == "package.json" && NpmName(files.Text(path)) is { } package)
                npm.TryAdd(package, folder);
        }
        // The innermost module is the one.
        goModules.Sort((one, other) => other.Name.Length.CompareTo(one.Name.Length));
    }

    /// <summary>The repository path that an installed file was made from; null when it is of no package of the repository.</summary>
    public string? PathOf(string printed, string? function) => InGoModule(printed, function) ?? InGem(printed) ?? InNpmPackage(printed);

    string? InGoModule(string printed, string? function)
    {
        if (!printed.EndsWith(".go", StringComparison.Ordinal))
            return null;
        var path = "/" + printed.Replace("!", "", StringComparison.Ordinal);
        foreach (var (name, folder) in goModules)
        {
            if (After(path, "/" + name) is { } rest && rest.IndexOf('/') is >= 0 and var slash && (slash == 0 || rest[0] == '@'))
                return folder + rest[(slash + 1)..];
            // The function's name holds the path of its package: github.com/acme/shop/cart.(*Cart).Add.
            if (GoPackage(function) is { } package && (package == name || package.StartsWith(name + "/", StringComparison.Ordinal)))
                return folder + package[name.Length..].TrimStart('/') + (package == name ? "" : "/") + printed[(printed.LastIndexOf('/') + 1)..];
        }
        return null;
    }

    // …/gems/shop-core-1.2.0/lib/shop.rb, …/bundler/gems/shop-core-0123456789ab/lib/shop.rb
    string? InGem(string printed)
    {
        if (After(printed, "/gems/") is not { } rest || rest.Split('/', 2) is not [var installed, var path])
            return null;
        var dash = installed.LastIndexOf('-');
        return dash > 0 && gems.TryGetValue(installed[..dash], out var folder) ? folder + path : null;
    }

    string? InNpmPackage(string printed)
    {
        if (After("/" + printed, "/node_modules/") is not { } rest)
            return null;
        var parts = rest.Split('/');
        var length = rest.StartsWith('@') ? 2 : 1;
        return parts.Length > length && npm.TryGetValue(string.Join('/', parts[..length]), out var folder) ? folder + string.Join('/', parts[length..]) : null;
    }

    static string? After(string text, string mark) =>
        text.LastIndexOf(mark, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? text[(at + mark.Length)..] : null;

    static string? GoPackage(string? function)
    {
        var slash = function?.LastIndexOf('/') ?? -1;
        return slash > 0 && function!.IndexOf('.', slash) is > 0 and var dot ? function[..dot] : null;
    }

    static string? GoModule(string text) => text.Split('\n')
        .Where(line => line.StartsWith("module ", StringComparison.Ordinal))
        .Select(line => line["module ".Length..].Split("//")[0].Trim().Trim('"'))
        .FirstOrDefault(name => name.Length > 0);

    static string? NpmName(string text)
    {
        try
        {
            using var package = JsonDocument.Parse(text);
            return package.RootElement.ValueKind == JsonValueKind.Object && package.RootElement.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
                ? name.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
