using SelfHealing.Code.Python;
using SelfHealing.Code.Review;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A name that is used and never imported, where the repository or the standard library has exactly one place for it.</summary>
static class MissingImport
{
    /// <summary>Names that many standard modules have, with the module that is meant when nothing is said.</summary>
    static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["datetime"] = "datetime", ["date"] = "datetime", ["timedelta"] = "datetime", ["timezone"] = "datetime", ["Path"] = "pathlib", ["defaultdict"] = "collections",
        ["Counter"] = "collections", ["deque"] = "collections", ["OrderedDict"] = "collections", ["namedtuple"] = "collections", ["Decimal"] = "decimal",
        ["dataclass"] = "dataclasses", ["field"] = "dataclasses", ["asdict"] = "dataclasses", ["replace"] = "dataclasses", ["Enum"] = "enum", ["reduce"] = "functools",
        ["partial"] = "functools", ["wraps"] = "functools", ["lru_cache"] = "functools", ["contextmanager"] = "contextlib", ["suppress"] = "contextlib",
        ["Optional"] = "typing", ["List"] = "typing", ["Dict"] = "typing", ["Tuple"] = "typing", ["Iterable"] = "typing", ["Any"] = "typing", ["Callable"] = "typing",
        ["Fraction"] = "fractions", ["sleep"] = "time", ["sqrt"] = "math", ["ceil"] = "math", ["floor"] = "math", ["chain"] = "itertools", ["groupby"] = "itertools",
        ["islice"] = "itertools", ["accumulate"] = "itertools", ["combinations"] = "itertools", ["product"] = "itertools", ["uuid4"] = "uuid", ["mean"] = "statistics", ["median"] = "statistics",
        ["StringIO"] = "io", ["BytesIO"] = "io", ["heappush"] = "heapq", ["heappop"] = "heapq", ["deepcopy"] = "copy", ["itemgetter"] = "operator", ["attrgetter"] = "operator",
        ["ABC"] = "abc", ["abstractmethod"] = "abc", ["urlparse"] = "urllib.parse", ["urlencode"] = "urllib.parse", ["quote"] = "urllib.parse", ["urljoin"] = "urllib.parse", ["Thread"] = "threading", ["Lock"] = "threading",
        ["bisect_left"] = "bisect", ["bisect_right"] = "bisect", ["sha256"] = "hashlib", ["TemporaryDirectory"] = "tempfile", ["ZoneInfo"] = "zoneinfo",
    };

    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("NameError") || site.Says("name '{}' is not defined") is not [var name] || MissingSelfPrefix.IsMember(site, name))
            return null;
        var cause = $"{site.Place}: '{name}' is used but never imported in {site.Module.Path}";
        var sources = Statements(site, name).ToList();
        if (sources.Count == 0)
            return null;
        if (sources.Count > 1)
            return new Doubt($"{cause}.", $"It could be any of: {string.Join("; ", sources.Select(s => s.Text))}.");
        var (statement, evidence) = sources[0];
        return new Repair($"{cause}; {evidence}.", 0.92, Imports.Add(site.Module, statement));
    }

    /// <summary>True when an import would explain the name, so that it is not a misspelling.</summary>
    public static bool IsKnown(CrashSite site, string name) => Statements(site, name).Any();

    static IEnumerable<(string Text, string Evidence)> Statements(CrashSite site, string name)
    {
        var used = site.Nodes.Where(n => n.Kind == "identifier" && n.Text == name).FirstNode();
        var member = used?.Parent is { Kind: "attribute" } attribute && attribute.Field("object") == used ? attribute.Field("attribute")!.Text : null;
        // What is read like an object or a dict is no function.
        var isValue = used?.Parent is { Kind: "attribute" or "subscript" } holder && (holder.Field("object") ?? holder.Field("value")) == used;
        var defined = site.Project.Modules.Where(m => m != site.Module && (!ReviewedFile.IsTestPath(m.Path) || ReviewedFile.IsTestPath(site.Module.Path)) && m.Scope[name].Any(b => b.Kind == BindingKind.Class || b.Kind == BindingKind.Function && !isValue || b.Kind == BindingKind.Assignment && IsConstant(name))).ToList();
        if (defined.Count > 0)
        {
            foreach (var module in defined.Where(m => !Imports.Reaches(site, m, site.Module)))
                yield return ($"from {Imports.NameOf(site, module)} import {name}", $"it is defined in {module.Path}");
            yield break;
        }
        // How the other files of the repository import the same name.
        var siblings = site.Project.Modules.Where(m => m != site.Module)
            .SelectMany(m => m.Scope[name].Where(b => b.Kind == BindingKind.Import).Select(b => (Module: m, Import: ImportedName.Of(b.Source!).First(i => i.Node == b.Node))))
            .Where(s => !s.Import.Module.StartsWith('.') && Fits(s.Import, member)).ToList();
        var written = siblings.Select(s => Write(s.Import)).Distinct(StringComparer.Ordinal).ToList();
        if (written.Count > 0)
        {
            foreach (var text in written)
                yield return (text, $"{siblings[0].Module.Path} has '{text}'");
            yield break;
        }
        var isModule = StandardLibrary.Modules.Contains(name);
        if (isModule && IsPlainWord(name) && char.IsLower(member?[0] ?? 'A') && used?.Parent?.Parent is not { Kind: "call" })
            yield break;
        if (isModule && member is not null && (StandardLibrary.Members(name) is var known && (known.Count == 0 || known.Contains(member))))
            yield return ($"import {name}", "it is a module of the standard library");
        else if (Usual.TryGetValue(name, out var home) && !(isValue && char.IsLower(name[0]) && home is not ("datetime" or "collections")))
            yield return ($"from {home} import {name}", $"it is '{name}' of the standard module {home}");
    }

    /// <summary>Whether an import gives a thing that has the member that is read from it: the class datetime has now(), the module has not.</summary>
    static bool Fits(ImportedName import, string? member)
    {
        if (member is null)
            return import.Member is not null || !StandardLibrary.Modules.Contains(import.Module);
        if (import.Member is null && StandardLibrary.Members(import.Module) is { Count: > 0 } members)
            return members.Contains(member);
        return import.Member is null || BuiltinTypes.Attributes(import.Member) is not { Count: > 0 } attributes || attributes.Contains(member);
    }

    static string Write(ImportedName import) => import.Member is null ? $"import {import.Node.Text}" : $"from {import.Module} import {import.Node.Text}";

    /// <summary>Modules whose names are usual names of variables: a month of <c>calendar</c> is hardly the module's.</summary>
    static bool IsPlainWord(string name) => name is "calendar" or "token" or "queue" or "email" or "code" or "signal" or "statistics" or "numbers" or "operator" or "select" or "platform" or "site" or "profile"
        or "resource" or "types" or "array" or "copy" or "test" or "secrets" or "keyword" or "trace" or "wave" or "cmd" or "time" or "random" or "http" or "html" or "shelve" or "sched" or "parser" or "symbol";

    static bool IsConstant(string name) => name.Length > 1 && name.All(c => char.IsUpper(c) || char.IsDigit(c) || c == '_');
}
