using SelfHealing.Code;
using SelfHealing.Crashes;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Tests.Crashes;

namespace SelfHealing.Tests.Steps.FetchCode;

/// <summary>Real traces against repositories made of the files that they name.</summary>
public class CorpusFramesTests
{
    public static TheoryData<string> Traces => new(CorpusTrace.All.Where(trace => AppFiles(trace).Count > 0).Select(trace => trace.Id));

    [Theory]
    [MemberData(nameof(Traces))]
    public void Every_frame_of_the_application_is_found_in_its_file(string id)
    {
        var trace = CorpusTrace.All.First(trace => trace.Id == id);
        var files = AppFiles(trace);
        // The repository holds the last two parts of each path, or the whole of a package's.
        var tree = new SourceTree("c", files.Values.Distinct().ToDictionary(path => path, _ => "1\n"));
        var crash = trace.Read().Crashes[0];

        var mapped = FrameMapper.Find([.. crash.Frames.Select(frame => frame with { SourceLine = null })], tree);

        foreach (var frame in mapped.Mapped.Where(frame => files.ContainsKey(Key(frame.Frame))))
            frame.Path.ShouldBe(files[Key(frame.Frame)]);
        var found = mapped.Mapped.Select(frame => Key(frame.Frame)).Concat(mapped.Ambiguous.Select(frame => Key(frame.Frame))).ToHashSet();
        crash.Frames.Where(frame => frame.InApp && frame.File is not null).Select(Key).Where(key => !found.Contains(key)).ShouldBeEmpty();
    }

    static Dictionary<string, string> AppFiles(CorpusTrace trace) => trace.Read().Crashes.SelectMany(crash => crash.Frames)
        .Where(frame => frame is { InApp: true, File: not null })
        .DistinctBy(Key)
        .ToDictionary(Key, RepositoryPath);

    static string Key(StackFrame frame) => IsPackaged(frame) ? Folder(frame) + frame.File : frame.File!;

    static string RepositoryPath(StackFrame frame)
    {
        if (IsPackaged(frame))
            return "src/main/java/" + Key(frame);
        // An installed package of the application's own.
        if (frame.File!.Split("-packages/") is [_, var installed])
            return installed;
        var parts = frame.File.Replace('\\', '/').Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part is not ("." or "..")).ToArray();
        return string.Join('/', parts[^Math.Min(2, parts.Length)..]);
    }

    static bool IsPackaged(StackFrame frame) => frame.File!.EndsWith(".java", StringComparison.Ordinal) || frame.File.EndsWith(".kt", StringComparison.Ordinal);

    static string Folder(StackFrame frame) => frame.Function!.Split('.') is { Length: > 2 } names ? string.Join('/', names[..^2]) + "/" : "";
}
