namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A repair pattern: null when the crash is not of its kind.</summary>
delegate Finding? Pattern(CrashSite site);

/// <summary>Every pattern there is.</summary>
static class PatternList
{
    public static IReadOnlyList<Pattern> All { get; } =
    [
        // Names and imports
        MisspeltName.Find,
        MisspeltAttribute.Find,
        MisspeltImport.Find,
        MisspeltOverride.Find,
        MissingImport.Find,
        CircularImport.Find,
        MissingSelfPrefix.Find,
        MissingSelfAssignment.Find,
        MissingGlobal.Find,
        ShadowedBuiltin.Find,
        ModuleMember.Find,
        PythonTwoNames.Find,

        // Calls
        MissingSelfParameter.Find,
        MissingArgument.Find,
        WrongArguments.Find,
        MissingCall.Find,
        CalledValue.Find,
        MissingAwait.Find,
        MissingReturn.Find,
        MissingSuperCall.Find,
        InPlaceResult.Find,
        EndlessRecursion.Find,

        // Types of values
        TextConcatenation.Find,
        TextOrBytes.Find,
        MissingConversion.Find,
        DecimalAndFloat.Find,
        FloatIndex.Find,
        WrongFormatCode.Find,
        JsonValue.Find,
        NaiveDatetime.Find,
        TrailingComma.Find,
        UnhashableKey.Find,
        LazyValue.Find,
        WrongCollectionMethod.Find,
        ItemOrAttribute.Find,

        // Collections and loops
        DictKeySpelling.Find,
        KeyForm.Find,
        DictAccumulator.Find,
        DictIteration.Find,
        OffByOneRange.Find,
        ChangedDuringIteration.Find,
        WrongUnpack.Find,
        ClosedFile.Find,

        // Cases that were left out
        DocumentedDefault.Find,
        OptionalKey.Find,
        MissingFirstValue.Find,

        // State shared by mistake
        MutableDefault.Find,
        SharedClassAttribute.Find,
        SharedItems.Find,
        DataclassDefault.Find,
    ];
}
