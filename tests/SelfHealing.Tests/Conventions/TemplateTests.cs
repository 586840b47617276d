using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SelfHealing.Settings;
using SelfHealing.Tests.Crashes;
using SelfHealing.Tests.Lambda;
using SelfHealing.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace SelfHealing.Tests.Conventions;

/// <summary>Holds template.yaml, the state machine and the code together.</summary>
public partial class TemplateTests
{
    static readonly YamlMappingNode Template = Read(RepositoryRoot.Combine("template.yaml"));

    static readonly JsonObject States = JsonNode.Parse(File.ReadAllText(RepositoryRoot.Combine("statemachine/self-healing.asl.json")))!["States"]!.AsObject();

    static IEnumerable<KeyValuePair<string, YamlMappingNode>> Functions => Map(Template, "Resources")
        .Select(resource => KeyValuePair.Create(Text(resource.Key), (YamlMappingNode)resource.Value))
        .Where(resource => Text(resource.Value["Type"]) == "AWS::Serverless::Function");

    [Fact]
    public void Every_task_state_has_a_function_that_runs_the_step_of_its_name()
    {
        var handlers = Functions.ToDictionary(function => function.Key, Handler);

        foreach (var task in States.Where(state => state.Value!["Parameters"]?["FunctionName"] is not null).Select(state => state.Key))
            handlers.GetValueOrDefault(task + "Function").ShouldBe(task);
    }

    [Fact]
    public void Every_function_is_one_of_the_executable_s_and_none_is_left_out() =>
        Functions.Select(Handler).Order().ShouldBe(FunctionTableTests.Table.Names.Order());

    [Fact]
    public void Every_function_and_build_of_the_definition_is_substituted_and_may_be_called()
    {
        var machine = Map(Template, "Resources", "StateMachine", "Properties");
        var asked = Substitution().Matches(States.ToJsonString()).Select(match => match.Groups["name"].Value).Distinct().Order();
        var allowed = machine["Policies"].AllNodes.OfType<YamlScalarNode>().Select(node => node.Value!).ToHashSet();

        Map(machine, "DefinitionSubstitutions").Select(pair => Text(pair.Key)).Order().ShouldBe(asked);
        allowed.ShouldContain("TestBuild.Arn");
        Text(Map(machine, "DefinitionSubstitutions")["TestBuildName"]).ShouldBe("TestBuild");
        foreach (var name in asked.Where(name => name != "TestBuildName"))
        {
            var function = Text(Map(machine, "DefinitionSubstitutions")[name]);
            function.ShouldBe(name[..^"Arn".Length] + ".Arn");
            allowed.ShouldContain(function);
        }
    }

    [Fact]
    public void The_functions_are_compiled_once_because_none_differs_in_what_is_built()
    {
        string[] built = ["CodeUri", "Runtime", "Architectures", "Handler"];
        var common = Map(Template, "Globals", "Function");

        built.ShouldAllBe(property => common.Children.ContainsKey(property));
        foreach (var (name, function) in Functions)
        {
            built.ShouldAllBe(property => !Map(function, "Properties").Children.ContainsKey(property), name);
            function.Children.ContainsKey("Metadata").ShouldBeFalse(name);
        }
    }

    [Fact]
    public void The_build_that_runs_tests_may_write_its_log_and_nothing_else()
    {
        var build = Map(Template, "Resources", "TestBuild", "Properties");
        var role = Map(Template, "Resources", "TestBuildRole", "Properties");
        var statements = role["Policies"].AllNodes.OfType<YamlMappingNode>().Where(node => node.Children.ContainsKey("Action")).ToList();

        Text(build["ServiceRole"]).ShouldBe("TestBuildRole.Arn");
        Text(Map(build, "Environment")["PrivilegedMode"]).ShouldBe("false");
        role.Children.ContainsKey("ManagedPolicyArns").ShouldBeFalse();
        var statement = statements.ShouldHaveSingleItem();
        ((YamlSequenceNode)statement["Action"]).Select(Text).ShouldBe(["logs:CreateLogStream", "logs:PutLogEvents"]);
        Text(statement["Resource"]).ShouldBe("TestBuildLogs.Arn");
    }

    [Fact]
    public void The_filter_lets_every_crash_of_every_language_through()
    {
        var pattern = Text(Map(Template, "Parameters", "FilterPattern")["Default"]);
        var terms = FilterTerm().Matches(pattern).Select(match => match.Groups["word"].Success ? match.Groups["word"].Value : match.Groups["phrase"].Value.Replace("\\\"", "\"", StringComparison.Ordinal)).ToList();

        pattern.Length.ShouldBeLessThanOrEqualTo(1024);
        string.Join(' ', FilterTerm().Matches(pattern).Select(match => match.Value)).ShouldBe(pattern);
        var missed = CorpusTrace.All.Where(trace => !terms.Any(term => trace.Raw.Contains(term, StringComparison.Ordinal))).Select(trace => trace.Id);
        missed.ShouldBeEmpty();
    }

    [Fact]
    public void Every_metric_of_the_dashboard_and_the_alarms_is_counted_by_the_step_that_it_is_shown_for()
    {
        var body = JsonNode.Parse(Reference().Replace(Text(Map(Template, "Resources", "Dashboard", "Properties")["DashboardBody"]), "x"))!;
        var properties = body["widgets"]!.AsArray().Select(widget => widget!["properties"]!).ToList();
        var lines = properties.SelectMany(one => one["metrics"]?.AsArray() ?? []).Select(line => line!.AsArray()).ToList();
        var plain = lines.Where(line => line[0]!.GetValueKind() == System.Text.Json.JsonValueKind.String).ToList();
        var searched = lines.SelectMany(line => SearchedMetric().Matches((string?)line[^1]!["expression"] ?? "")).Concat(properties.SelectMany(one => QueriedMetric().Matches((string?)one["query"] ?? "")));
        var alarms = Map(Template, "Resources").Select(resource => (YamlMappingNode)resource.Value)
            .Where(resource => Text(resource["Type"]) == "AWS::CloudWatch::Alarm")
            .Select(alarm => Map(alarm, "Properties"))
            .Where(alarm => Text(alarm["Namespace"]) == "SelfHealing")
            .Select(alarm => (Text(alarm["MetricName"]), Text(((YamlSequenceNode)alarm["Dimensions"])[0]["Value"])));
        var counted = StepSummaryTests.Emitted.ToList();

        plain.Select(line => ((string)line[0]!, (string)line[2]!)).Distinct().ShouldHaveSingleItem().ShouldBe(("SelfHealing", "Step"));
        plain.Select(line => ((string)line[1]!, (string)line[3]!)).Concat(alarms).ShouldBeSubsetOf(counted);
        searched.Select(match => match.Groups["name"].Value).ShouldBeSubsetOf(counted.Select(one => one.Metric));
    }

    [Fact]
    public void Every_metric_is_documented()
    {
        var rows = File.ReadAllLines(RepositoryRoot.Combine("docs/lambda.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]);

        var documented = rows.SelectMany(cell => Code().Matches(cell)).Select(match => match.Groups["name"].Value).ToHashSet();

        StepSummaryTests.Emitted.Select(one => one.Metric).Distinct().ShouldBeSubsetOf(documented);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/aws/lambda/orders")]
    [InlineData("/aws/lambda/orders,/ecs/billing,/selfhealing-app/web")]
    public void Log_groups_of_services_may_be_watched(string logGroups) => MayBeWatched(logGroups).ShouldBeTrue();

    [Fact]
    public void A_deployment_onto_our_own_log_groups_is_refused()
    {
        var own = Map(Template, "Resources").Select(resource => (YamlMappingNode)resource.Value)
            .Where(resource => Text(resource["Type"]) == "AWS::Logs::LogGroup")
            .Select(resource => Reference().Replace(Text(Map(resource, "Properties")["LogGroupName"]), "selfheal"));

        foreach (var name in own)
        {
            MayBeWatched(name).ShouldBeFalse(name);
            MayBeWatched("/aws/lambda/orders," + name).ShouldBeFalse(name);
        }
    }

    static bool MayBeWatched(string logGroups) => Regex.IsMatch(logGroups, Text(Map(Template, "Parameters", "LogGroups")["AllowedPattern"]), RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public void The_command_that_adds_log_groups_has_the_same_filter() =>
        LogFilter.Default.ShouldBe(Text(Map(Template, "Parameters", "FilterPattern")["Default"]));

    static string Handler(KeyValuePair<string, YamlMappingNode> function) => Text(Map(function.Value, "Properties", "Environment", "Variables")["ANNOTATIONS_HANDLER"]);

    static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    static YamlMappingNode Map(YamlMappingNode node, params string[] path) => path.Aggregate(node, (at, name) => (YamlMappingNode)at[name]);

    static YamlMappingNode Read(string path)
    {
        using var reader = File.OpenText(path);
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    [GeneratedRegex(@"\$\{(?<name>\w+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Substitution();

    // What Fn::Sub replaces.
    [GeneratedRegex(@"\$\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex("MetricName=\"(?<name>\\w+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex SearchedMetric();

    [GeneratedRegex(@"(?:ispresent|sum)\((?<name>\w+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex QueriedMetric();

    [GeneratedRegex("`(?<name>\\w+)`", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    // CloudWatch's pattern for unstructured events: one of the words or quoted phrases that stand after a question mark.
    [GeneratedRegex("""\?(?:(?<word>\w+)|"(?<phrase>(?:[^"\\]|\\")+)")""", RegexOptions.NonBacktracking)]
    private static partial Regex FilterTerm();
}
