using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Watching;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Watching;

/// <summary>Real files, rotated as log rotation does it.</summary>
public sealed class TailedFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    string Log => folder.Combine("app.log");

    [Fact]
    public void A_file_that_was_not_watched_before_is_read_from_its_end()
    {
        folder.Write("app.log", "old\n");
        using var file = new TailedFile(Log, new FileStart(Known: null, FromStart: false));

        Read(file).ShouldBeEmpty();
        Append("new\n");
        Read(file).ShouldBe(["new"]);
    }

    [Fact]
    public void It_is_read_from_its_start_when_that_is_asked_for()
    {
        folder.Write("app.log", "old\nolder\n");
        using var file = Started();

        Read(file).ShouldBe(["old", "older"]);
    }

    [Fact]
    public void A_file_that_appears_later_is_new_from_its_first_line()
    {
        using var file = new TailedFile(Log, new FileStart(Known: null, FromStart: false));

        Read(file).ShouldBeEmpty();
        file.Note.ShouldBe("is not there yet; it is read from its first line when it appears");
        Read(file).ShouldBeEmpty();
        file.Note.ShouldBeNull();
        folder.Write("app.log", "first\n");
        Read(file).ShouldBe(["first"]);
    }

    [Fact]
    public void A_line_waits_for_its_end()
    {
        folder.Write("app.log", "one\ntw");
        using var file = Started();

        Read(file).ShouldBe(["one"]);
        file.Position.ShouldBe(4);
        Append("o\r\nthree");
        Read(file).ShouldBe(["two"]);
    }

    [Fact]
    public void Rotation_by_rename_loses_no_line()
    {
        folder.Write("app.log", "one\n");
        using var file = Started();
        Read(file).ShouldBe(["one"]);

        Append("two\n");
        File.Move(Log, Log + ".1");
        Read(file).ShouldBe(["two"]);
        // The next file is not there yet; the service still writes to the old one.
        File.AppendAllText(Log + ".1", "three\n");
        Read(file).ShouldBe(["three"]);
        File.AppendAllText(Log + ".1", "last, without an end");
        folder.Write("app.log", "four\n");

        ReadAll(file).ShouldBe(["last, without an end", "four"]);
    }

    [Fact]
    public void What_is_still_written_to_the_old_file_beside_an_empty_new_one_is_not_lost()
    {
        folder.Write("app.log", "one\n");
        using var file = Started();
        Read(file).ShouldBe(["one"]);

        // mv log log.1; : > log; and the service goes over to it later.
        File.Move(Log, Log + ".1");
        folder.Write("app.log", "");
        Read(file).ShouldBeEmpty();
        File.AppendAllText(Log + ".1", "two\n");
        Read(file).ShouldBe(["two"]);
        File.AppendAllText(Log + ".1", "three\n");
        Append("four\n");

        ReadAll(file).ShouldBe(["three", "four"]);
    }

    [Fact]
    public void What_is_left_of_a_line_belongs_to_the_file_that_it_was_written_to()
    {
        folder.Write("app.log", "one\nleft");
        using var file = Started();
        Read(file).ShouldBe(["one"]);
        var old = file.Identity;

        File.Move(Log, Log + ".1");
        folder.Write("app.log", "two\n");

        // Whoever stops here would else look for the place in the wrong file.
        Read(file).ShouldBe(["left"]);
        file.Identity.ShouldBe(old);
        Read(file).ShouldBe(["two"]);
        file.Identity.ShouldNotBe(old);
    }

    [Fact]
    public void What_was_written_before_the_file_was_copied_and_emptied_while_nobody_watched_is_read_first()
    {
        folder.Write("app.log", new string('x', 300) + "\n");
        var stopped = Stopped();

        Append("two\n");
        File.Copy(Log, Log + ".1");
        using (var emptied = new FileStream(Log, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite))
            emptied.Write("three\n"u8);

        using var next = new TailedFile(Log, new FileStart(stopped, FromStart: false));
        ReadAll(next).ShouldBe(["two", "three"]);
    }

    [Fact]
    public void What_cannot_be_read_is_named()
    {
        File.CreateSymbolicLink(Log, Log);
        using var file = Started();

        Should.Throw<UsageException>(() => Read(file)).Message.ShouldStartWith($"The log {Log} cannot be read: ");
    }

    [Fact]
    public async Task A_named_pipe_is_refused()
    {
        await folder.MakePipeAsync("app.log");
        // It opens once someone writes to it.
        var writer = Task.Run(() => new FileStream(Log, FileMode.Open, FileAccess.Write), TestContext.Current.CancellationToken);
        using var file = Started();

        Should.Throw<UsageException>(() => Read(file)).Message.ShouldContain($"`selfheal watch - < {Log}`");
        await (await writer).DisposeAsync();
    }

    [Fact]
    public void An_empty_file_is_told_by_its_number_and_by_nothing_where_there_is_none()
    {
        folder.Write("empty.log", "");
        folder.Write("app.log", "one\n");
        using var empty = new FileStream(folder.Combine("empty.log"), FileMode.Open);
        using var other = new FileStream(Log, FileMode.Open);

        FileIdentity.Of(empty).IsOf(empty).ShouldBe(OperatingSystem.IsLinux());
        (FileIdentity.Of(empty) with { Number = null }).IsOf(other).ShouldBeFalse();
    }

    [Fact]
    public void Rotation_by_copying_and_emptying_goes_on_at_the_start()
    {
        folder.Write("app.log", "one\ntwo\n");
        using var file = Started();
        Read(file).ShouldBe(["one", "two"]);

        File.Copy(Log, Log + ".1");
        using (var emptied = new FileStream(Log, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite))
            emptied.Write("three\n"u8);

        Read(file).ShouldBe(["three"]);
        file.Note.ShouldNotBeNull().ShouldContain("emptied");
    }

    [Fact]
    public void A_file_that_was_emptied_and_has_grown_beyond_where_it_was_is_noticed_by_its_first_bytes()
    {
        folder.Write("app.log", "one\n");
        using var file = Started();
        Read(file).ShouldBe(["one"]);

        using (var emptied = new FileStream(Log, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite))
            emptied.Write("another, and longer\n"u8);

        Read(file).ShouldBe(["another, and longer"]);
    }

    [Fact]
    public void It_goes_on_where_the_last_watch_stopped()
    {
        folder.Write("app.log", "one\ntwo\n");
        var stopped = Stopped();

        Append("three\n");

        using var next = new TailedFile(Log, new FileStart(stopped, FromStart: false));
        Read(next).ShouldBe(["three"]);
    }

    [Fact]
    public void What_was_written_before_a_rotation_that_nobody_watched_is_read_first()
    {
        folder.Write("app.log", "one\n");
        var stopped = Stopped();

        Append("two\n");
        File.Move(Log, Log + ".1");
        folder.Write("app.log", "three\n");

        using var next = new TailedFile(Log, new FileStart(stopped, FromStart: false));
        ReadAll(next).ShouldBe(["two", "three"]);
    }

    [Fact]
    public void Another_file_of_the_same_name_is_read_from_its_start_and_that_is_said()
    {
        folder.Write("app.log", "one\n");
        var stopped = Stopped();

        File.Delete(Log);
        folder.Write("app.log", "quite another\n");

        using var next = new TailedFile(Log, new FileStart(stopped, FromStart: false));
        Read(next).ShouldBe(["quite another"]);
        next.Note.ShouldNotBeNull().ShouldContain("another file");
    }

    [Fact]
    public void A_line_without_an_end_does_not_fill_the_memory()
    {
        folder.Write("app.log", new string('x', 3 * LineSplitter.LongestLine) + "\nnext\n");
        using var file = Started();

        var lines = Enumerable.Range(0, 10).SelectMany(_ => Read(file)).ToList();

        lines.Count.ShouldBe(2);
        lines[0].Length.ShouldBeLessThan(LineSplitter.LongestLine + 10);
        lines[0].ShouldEndWith("[…]");
        lines[1].ShouldBe("next");
    }

    WatchedPosition Stopped()
    {
        using var file = Started();
        Read(file);
        return new WatchedPosition(file.Identity!, file.Position);
    }

    TailedFile Started() => new(Log, new FileStart(Known: null, FromStart: true));

    void Append(string text) => File.AppendAllText(Log, text);

    static IReadOnlyList<string> Read(TailedFile file) => [.. file.Read().Select(line => line.Text)];

    // A file is left, and the next one begun, between two looks.
    static IReadOnlyList<string> ReadAll(TailedFile file) => [.. Enumerable.Range(0, 5).SelectMany(_ => Read(file))];

    public void Dispose() => folder.Dispose();
}
