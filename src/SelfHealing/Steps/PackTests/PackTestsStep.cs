using System.Text;
using SelfHealing.Ports;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Steps.PackTests;

/// <summary>Packs the commit, the change and the test command for a build that has no rights of ours: it gets two links.</summary>
public sealed class PackTestsStep(IArtifactStore artifacts, ICodeRepository repositories, IArtifactLinks links)
{
    // To start a machine, unpack and report.
    const int MinutesAround = 10;

    // A build may wait in a queue before it reads its pack.
    static readonly TimeSpan Queue = TimeSpan.FromMinutes(60);

    /// <summary>One pack for all runs of the table in <see cref="VerifyStep"/>.</summary>
    public async Task<PackedTests> RunAsync(PackTestsInput input, CancellationToken cancellation)
    {
        var patch = await artifacts.GetJsonAsync(input.Validation.Patch!, StepJson.Default.Patch, cancellation);
        var files = PatchFiles.Split(patch.Files, input.Code.Frames.Select(frame => frame.Path));
        if (files.Fix.Count == 0)
            return new PackedTests(PackOutcome.NothingToRun, Results: null, Minutes: 0, Build: null);

        var limits = input.Service.VerifyLimits ?? TestLimits.Default;
        var variants = VariantsOf(patch, files);
        using var content = new MemoryStream();
        await using (var pack = new TestPack(content))
        {
            await pack.WritePlanAsync(input.Service.Verify!, input.Code.Root, limits, cancellation);
            foreach (var (variant, changed) in variants)
                await pack.WriteVariantAsync(variant, input.Code.Root, changed, cancellation);
            await repositories.ExportAsync(input.Service.Repository, input.Code.Commit, pack.Archive, cancellation);
        }
        var reference = await artifacts.PutAsync("test-pack", content.GetBuffer().AsMemory(0, (int)content.Length), cancellation);

        var results = ArtifactReference.To("test-results", Encoding.UTF8.GetBytes($"{input.Execution} {reference}"));
        var minutes = (variants.Count * limits.Seconds + 59) / 60 + MinutesAround;
        var lifetime = TimeSpan.FromMinutes(minutes) + Queue;
        return new PackedTests(PackOutcome.Packed, results, minutes, new TestBuildLinks(
            (await links.ToReadAsync(reference, lifetime)).AbsoluteUri, (await links.ToWriteAsync(results, lifetime)).AbsoluteUri));
    }

    static List<(TestVariant Variant, IReadOnlyDictionary<string, string> Files)> VariantsOf(Patch patch, PatchFiles files)
    {
        var variants = new List<(TestVariant, IReadOnlyDictionary<string, string>)>
        {
            (TestVariant.WithoutChange, PatchFiles.None),
            (TestVariant.WithChange, patch.Files),
        };
        if (files.Tests.Count > 0)
            variants.AddRange([(TestVariant.TestsOnly, files.Tests), (TestVariant.FixOnly, files.Fix)]);
        return variants;
    }
}
