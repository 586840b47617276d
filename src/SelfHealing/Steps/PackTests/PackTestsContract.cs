using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.ValidateSyntax;

namespace SelfHealing.Steps.PackTests;

/// <summary>What PackTests gets.</summary>
/// <param name="Execution">The run's identity.</param>
/// <param name="Service">The service, with its test command.</param>
/// <param name="Code">The code.</param>
/// <param name="Validation">The validated change.</param>
public sealed record PackTestsInput(string Execution, ServiceSettings Service, CodeAtCrash Code, Validation Validation);

/// <summary>All that a test build needs (<c>$.tests</c>).</summary>
/// <param name="Outcome">Whether there is anything to run.</param>
/// <param name="Results">The artifact that the build will write.</param>
/// <param name="Minutes">How long the build may take in all.</param>
/// <param name="Build">What the build is given; in its place stands the build, once it has run.</param>
public sealed record PackedTests(PackOutcome Outcome, string? Results, int Minutes, TestBuildLinks? Build);

/// <summary>Whether there is anything to run.</summary>
public enum PackOutcome
{
    /// <summary>The pack is made.</summary>
    Packed,

    /// <summary>The change is of test files alone: no run could speak for it.</summary>
    NothingToRun,
}

/// <summary>The only rights that a test build has: to read this, and to write that.</summary>
/// <param name="Pack">Where the pack is read.</param>
/// <param name="Results">Where the results are written.</param>
public sealed record TestBuildLinks(string Pack, string Results);

/// <summary>What the test command is run on. In this order; after the first, the first that does not pass is the last.</summary>
public enum TestVariant
{
    /// <summary>The commit.</summary>
    WithoutChange,

    /// <summary>With the whole change.</summary>
    WithChange,

    /// <summary>With the change's test files alone.</summary>
    TestsOnly,

    /// <summary>With the change, but not its test files.</summary>
    FixOnly,
}
