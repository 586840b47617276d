namespace SelfHealing.Crashes;

/// <summary>Tells the errors of Go's runtime, whose texts are fixed, from what a program panics with.</summary>
static class GoRuntimeError
{
    static readonly string[] Texts =
    [
        "runtime error: ", "assignment to entry in nil map", "close of closed channel", "close of nil channel", "send on closed channel",
        "interface conversion: ", "all goroutines are asleep", "sync: ",
    ];

    public static bool Is(string type, string message) => type == "fatal error" || message.StartsWithAny(Texts);
}
