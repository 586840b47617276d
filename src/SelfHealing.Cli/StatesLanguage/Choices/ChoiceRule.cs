namespace SelfHealing.Cli.StatesLanguage;

/// <summary>One rule of a Choice state.</summary>
sealed record ChoiceRule(Condition Condition, string Next, Assignment Assign)
{
    public static ChoiceRule Read(DefinitionNode node)
    {
        var next = node.RequiredText("Next");
        var assign = Assignment.Read(node);
        return new ChoiceRule(Condition.Read(node), next, assign);
    }
}
