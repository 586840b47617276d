namespace SelfHealing.Code.Python;

/// <summary>The type of a value, as far as the code tells it.</summary>
/// <param name="Name">Python's name for it: <c>str</c>, <c>NoneType</c>, <c>datetime</c>, <c>generator</c>, a class of the repository.</param>
sealed record PythonType(string Name)
{
    /// <summary>The repository's class, for its objects and for itself.</summary>
    public ClassDefinition? Class { get; init; }

    /// <summary>The function, for <c>function</c> and <c>method</c>.</summary>
    public FunctionDefinition? Function { get; init; }

    /// <summary>The type of the items (the values, for a dict).</summary>
    public PythonType? Element { get; init; }

    /// <summary>True when it may be None too.</summary>
    public bool IsOptional { get; init; }

    public static PythonType Of(ClassDefinition type) => new(type.Name) { Class = type };

    public bool IsNumber => Name is "int" or "float" or "bool" or "Decimal";
}
