using SelfHealing.Code;
using SelfHealing.Crashes;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Generate.Patterns;

namespace SelfHealing.Tests.Steps.Generate.Patterns;

public class RepairPatternsTests
{
    public static TheoryData<string> Repairs => [.. PatternCase.Names.Where(name => PatternCase.Read(name).Changes.Count > 0)];

    public static TheoryData<string> NoRepairs => [.. PatternCase.Names.Where(name => PatternCase.Read(name).Changes.Count == 0)];

    [Theory]
    [MemberData(nameof(Repairs))]
    public void Propose_a_mechanical_mistake_is_repaired(string name)
    {
        var crash = PatternCase.Read(name);

        var proposal = RepairPatterns.Propose(crash.Crash, crash.Tree);

        var fix = proposal.ShouldBeOfType<Fix>();
        PatternCase.Apply(crash.Tree, fix.Edits).ShouldBe(PatternCase.Apply(crash.Tree, crash.Changes));
        fix.RootCause.ShouldContain(fix.Edits[0].Path.Split('/')[^1].Split('.')[0]);
        fix.Confidence.ShouldBeInRange(0.5, 1);
    }

    [Theory]
    [MemberData(nameof(NoRepairs))]
    public void Propose_what_does_not_follow_from_the_code_is_left_alone(string name)
    {
        var crash = PatternCase.Read(name);

        var proposal = RepairPatterns.Propose(crash.Crash, crash.Tree);

        var abstention = proposal.ShouldBeOfType<Abstention>();
        abstention.RootCause.ShouldNotBeEmpty();
        abstention.Reason.ShouldNotBeEmpty();
    }

    [Fact]
    public void No_repair_catches_an_exception()
    {
        foreach (var name in PatternCase.Names)
        {
            var crash = PatternCase.Read(name);
            if (RepairPatterns.Propose(crash.Crash, crash.Tree) is Fix fix)
                fix.Edits.ShouldAllBe(edit => edit.Replace.Split("except").Length <= edit.Search.Split("except").Length);
        }
    }

    [Fact]
    public void Propose_another_version_was_running_abstains()
    {
        var crash = PatternCase.Read("misspelt-attribute/order-total-attr.txt");
        var files = crash.Tree.Files.ToDictionary(f => f.Key, f => f.Value.Replace("grandtotal", "grand_totall", StringComparison.Ordinal), StringComparer.Ordinal);

        var proposal = RepairPatterns.Propose(crash.Crash, new SourceTree("0", files));

        proposal.ShouldBeOfType<Abstention>().Reason.ShouldContain("another version");
    }

    [Fact]
    public void Propose_a_crash_in_libraries_only_abstains()
    {
        var crash = PatternCase.Read("misspelt-attribute/order-total-attr.txt");

        var proposal = RepairPatterns.Propose(crash.Crash, new SourceTree("0", new Dictionary<string, string> { ["other.py"] = "x = 1\n" }));

        proposal.ShouldBeOfType<Abstention>().Reason.ShouldContain("No frame");
    }

    [Fact]
    public void Propose_another_language_abstains()
    {
        var crash = new Crash("log", "java", "java.lang.NullPointerException", "", [], [], "v1:0");

        var proposal = RepairPatterns.Propose(crash, new SourceTree("0", new Dictionary<string, string>()));

        proposal.ShouldBeOfType<Abstention>().Reason.ShouldContain("Python only");
    }

    [Fact]
    public void Propose_keeps_a_byte_order_mark_carriage_returns_tabs_and_a_missing_last_line_end()
    {
        const string text = "\uFEFFclass Lamp:\r\n\tdef __init__(self):\r\n\t\tself.bright = 3\r\n\r\n\r\nprint(Lamp().brigth)";
        const string trace = "Traceback (most recent call last):\n  File \"/app/lamp.py\", line 6, in <module>\n    print(Lamp().brigth)\nAttributeError: 'Lamp' object has no attribute 'brigth'\n";
        var tree = new SourceTree("0", new Dictionary<string, string> { ["lamp.py"] = text });
        var crash = CrashReader.Read([new LogEvent("log", null, trace)], ["lamp.py"]).Crashes[0];

        var fix = RepairPatterns.Propose(crash, tree).ShouldBeOfType<Fix>();

        PatternCase.Apply(tree, fix.Edits)["lamp.py"].ShouldBe(text.Replace("brigth", "bright", StringComparison.Ordinal));
    }
}
