namespace SelfHealing.Cli.StatesLanguage;

/// <summary>What a rule of a Choice state asks.</summary>
abstract record Condition
{
    public abstract bool Holds(Scope scope);

    public static Condition Read(DefinitionNode node)
    {
        StateReader.RefuseJsonata(node);
        node.Refuse("Condition", "belongs to JSONata, which is not supported here");
        var condition = ReadJunction(node) ?? TestCondition.ReadTest(node);
        node.RefuseUnknownFields();
        return condition;
    }

    static Condition? ReadJunction(DefinitionNode node)
    {
        if (node.Child("Not") is { } negated)
            return new NotCondition(Read(negated));
        if (node.Has("And"))
            return new AndCondition(ReadParts(node, "And"));
        return node.Has("Or") ? new OrCondition(ReadParts(node, "Or")) : null;
    }

    static Condition[] ReadParts(DefinitionNode node, string name)
    {
        Condition[] parts = [.. node.Children(name).Select(Read)];
        if (parts.Length == 0)
            node.Problem(name, "must have at least one condition");
        return parts;
    }
}

sealed record AndCondition(IReadOnlyList<Condition> Parts) : Condition
{
    public override bool Holds(Scope scope) => Parts.All(part => part.Holds(scope));
}

sealed record OrCondition(IReadOnlyList<Condition> Parts) : Condition
{
    public override bool Holds(Scope scope) => Parts.Any(part => part.Holds(scope));
}

sealed record NotCondition(Condition Part) : Condition
{
    public override bool Holds(Scope scope) => !Part.Holds(scope);
}
