namespace SelfHealing.Cli.StatesLanguage;

/// <summary>TimeoutSeconds or HeartbeatSeconds of a Task state, or the path in their place.</summary>
sealed record SecondsField(string Name, long? Seconds, JsonPath? Path)
{
    public static SecondsField Read(DefinitionNode node, string name)
    {
        node.RefuseBoth(name);
        return new SecondsField(name, node.Integer(name, 1, StateMachine.MaxSeconds), node.Path($"{name}Path"));
    }

    /// <summary>Null if there is no limit.</summary>
    public TimeSpan? Evaluate(Scope scope)
    {
        if (Path is null)
            return Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        var value = scope.Read(Path);
        return Json.TryLong(value, out var read) && read is >= 1 and <= StateMachine.MaxSeconds
            ? TimeSpan.FromSeconds(read)
            : throw StatesErrorException.Runtime(
                $"The {Name}Path field refers to value \"{Json.Display(value)}\" which is not a valid number of seconds: {Path.Text}");
    }
}
