using SelfHealing.Steps.Verify;

namespace SelfHealing.Adapters.Local.Tests;

/// <summary>The namespaces that a test command runs in.</summary>
/// <param name="Namespaces">The options of <c>unshare</c>; null for none.</param>
/// <param name="Isolation">What they cut the command off from.</param>
sealed record TestSpace(string? Namespaces, Isolation Isolation)
{
    // The first to go when the machine is out of memory; one stream, so that the lines of both stay in order; no core dumps.
    const string Prepare = "echo 1000 2>/dev/null > /proc/self/oom_score_adj; ulimit -c 0; exec 2>&1";

    // Root of the namespace brings the loopback up. The command is the calling user again, in a namespace below that has no say over
    // the network. The shell stays, as process 1: signals have no effect on that one, which a command would not expect.
    const string Inside =
        """
        PATH="$PATH:/usr/sbin:/sbin" ip link set lo up 2>/dev/null || PATH="$PATH:/usr/sbin:/sbin" ifconfig lo up 2>/dev/null
        unshare --user --map-user="$1" --map-group="$2" -- /bin/sh -c "$3"
        exit $?
        """;

    /// <summary>The arguments of <c>/bin/sh</c> that run a command.</summary>
    public IReadOnlyList<string> Arguments(string command) => Namespaces is null
        ? ["-c", $"{Prepare}; exec /bin/sh -c \"$1\"", "sh", command]
        :
        [
            "-c",
            $"{Prepare}; exec unshare --user --map-root-user {Namespaces} -- /bin/sh -c \"$1\" sh \"$(id -u)\" \"$(id -g)\" \"$2\"",
            "sh",
            Inside,
            command,
        ];
}
