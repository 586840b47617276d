using System.Globalization;
using SelfHealing.Cli.Watching;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Watching;

/// <summary>
/// A service writes, its log is rotated in every way, and the watch dies and starts again, all at random: every line is read once, in
/// order. Not done is what the documentation says is lost: two rotations between two looks, and emptying what was not read or copied.
/// </summary>
public sealed class AnyRotationTests : IDisposable
{
    const int Steps = 300;

    readonly TemporaryFolder folder = new();
    readonly List<string> written = [];
    readonly List<string> read = [];
    Random random = new(0);
    TailedFile file = null!;
    string target = "";
    string begun = "";
    bool isDead;

    string Log => folder.Combine("app.log");

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_line_is_read_once_and_in_order(int seed)
    {
        random = new Random(seed);
        target = Log;
        folder.Write("app.log", "");
        file = new TailedFile(Log, new FileStart(Known: null, FromStart: true));
        for (var step = 0; step < Steps; step++)
            Step();

        FinishLine();
        target = Log;
        WriteLine();
        Look();
        file.Dispose();
        read.Select(Short).ShouldBe(written.Select(Short), $"seed {seed}");
    }

    void Step()
    {
        switch (random.Next(12))
        {
            case < 5:
                Write();
                break;
            case < 8:
                Read();
                break;
            case 8 when target == Log:
                LookBeforeRotation();
                Write();
                Rename();
                break;
            case 9:
                Reopen();
                break;
            case 10 when target == Log:
                LookBeforeRotation();
                CopyAndEmpty();
                break;
            case 11:
                Die();
                break;
        }
    }

    // At most one rotation while nobody watches: more are lost.
    void Die()
    {
        if (target == Log)
            LookBeforeRotation();
        else
            Read();
        var stopped = new WatchedPosition(file.Identity!, file.Position);
        file.Dispose();
        isDead = true;
        Write();
        if (target == Log && random.Next(2) == 0)
        {
            FinishLine();
            if (random.Next(2) == 0)
                Rename();
            else
                CopyAndEmpty();
            Write();
        }
        isDead = false;
        file = new TailedFile(Log, new FileStart(stopped, FromStart: random.Next(2) == 0));
    }

    // The watch has gone over to this file, and knows its first bytes.
    void LookBeforeRotation()
    {
        for (var lines = 0; lines < 12; lines++)
            WriteLine();
        Look();
        Write();
    }

    void Rename()
    {
        File.Move(Log, Log + ".1", overwrite: true);
        target = Log + ".1";
        if (random.Next(2) == 0)
            folder.Write("app.log", "");
    }

    // With a line that has no end, or after its end.
    void Reopen()
    {
        if (random.Next(2) == 0)
            FinishLine();
        else if (begun.Length > 0 && target != Log)
            (written[^1], begun) = (begun, "");
        target = Log;
    }

    void CopyAndEmpty()
    {
        // What was not read before is in the copy, which only a watch that begins looks at.
        FinishLine();
        if (!isDead)
            Look();
        File.Copy(Log, Log + ".1", overwrite: true);
        using var emptied = new FileStream(Log, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);
    }

    void Write()
    {
        for (var lines = random.Next(4); lines > 0; lines--)
            WriteLine();
        if (random.Next(3) != 0 || begun.Length > 0)
            return;
        var line = NextLine();
        written.Add(line);
        begun = line[..12];
        File.AppendAllText(target, begun);
    }

    void WriteLine()
    {
        FinishLine();
        var line = NextLine();
        written.Add(line);
        File.AppendAllText(target, line + "\n");
    }

    void FinishLine()
    {
        if (begun.Length == 0)
            return;
        File.AppendAllText(target, written[^1][begun.Length..] + "\n");
        begun = "";
    }

    static string Short(string line) => $"{line[..8]} of {line.Length}";

    string NextLine() => $"{written.Count.ToString("D8", CultureInfo.InvariantCulture)} {new string('x', 10 + random.Next(300))}";

    void Read() => read.AddRange(file.Read().Select(line => line.Text));

    void Look()
    {
        for (var looks = 0; looks < 8; looks++)
            Read();
    }

    public void Dispose() => folder.Dispose();
}
