using System.Text.Json;
using System.Text.Json.Serialization;
using SelfHealing.Approvals;
using SelfHealing.Code;
using SelfHealing.Crashes;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Steps.CommitPullRequest;
using SelfHealing.Steps.Dedupe;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.PackTests;
using SelfHealing.Steps.Parse;
using SelfHealing.Steps.RecordFailure;
using SelfHealing.Steps.RequestApproval;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Steps;

/// <summary>How the steps' inputs, outputs and artifacts are written as JSON: camelCase, nulls included, because the state machine selects by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(CamelCaseEnum<ApprovalDecision>), typeof(CamelCaseEnum<AttemptOutcome>), typeof(CamelCaseEnum<CauseRelation>), typeof(CamelCaseEnum<DedupeOutcome>),
        typeof(CamelCaseEnum<Ending>), typeof(CamelCaseEnum<FetchOutcome>), typeof(CamelCaseEnum<GenerateOutcome>),
        typeof(CamelCaseEnum<ParseOutcome>), typeof(CamelCaseEnum<PullRequestEnding>), typeof(CamelCaseEnum<ValidationOutcome>), typeof(CamelCaseEnum<VerificationOutcome>),
        typeof(CamelCaseEnum<TestOutcome>), typeof(CamelCaseEnum<NetworkAccess>), typeof(CamelCaseEnum<PackOutcome>), typeof(CamelCaseEnum<TestVariant>),
    ])]
[JsonSerializable(typeof(ServiceSettings))]
[JsonSerializable(typeof(ParseInput))]
[JsonSerializable(typeof(CrashReport))]
[JsonSerializable(typeof(Crash))]
[JsonSerializable(typeof(DedupeInput))]
[JsonSerializable(typeof(IssueClaim))]
[JsonSerializable(typeof(FetchCodeInput))]
[JsonSerializable(typeof(CodeAtCrash))]
[JsonSerializable(typeof(GenerateInput))]
[JsonSerializable(typeof(ProposedFix))]
[JsonSerializable(typeof(IReadOnlyList<Edit>))]
[JsonSerializable(typeof(IReadOnlyList<PastAttempt>))]
[JsonSerializable(typeof(IReadOnlyList<PromptMessage>))]
[JsonSerializable(typeof(ValidateSyntaxInput))]
[JsonSerializable(typeof(Validation))]
[JsonSerializable(typeof(Patch))]
[JsonSerializable(typeof(PackTestsInput))]
[JsonSerializable(typeof(PackedTests))]
[JsonSerializable(typeof(IReadOnlyList<VariantRun>))]
[JsonSerializable(typeof(VerifyInput))]
[JsonSerializable(typeof(Verification))]
[JsonSerializable(typeof(RequestApprovalInput))]
[JsonSerializable(typeof(ApprovalRequested))]
[JsonSerializable(typeof(Approval))]
[JsonSerializable(typeof(PendingApproval))]
[JsonSerializable(typeof(CommitPullRequestInput))]
[JsonSerializable(typeof(OpenedPullRequest))]
[JsonSerializable(typeof(RecordFailureInput))]
[JsonSerializable(typeof(Failure))]
public sealed partial class StepJson : JsonSerializerContext;

/// <summary>Writes an enum's names in camelCase.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
