namespace SelfHealing.Adapters.GitHub;

/// <summary>A pattern of paths as a CODEOWNERS file has it: that of gitignore, except that <c>folder/*</c> does not go into folders below.</summary>
sealed class PathPattern
{
    const string AnyDepth = "**";

    readonly string[] parts;
    readonly bool isFolder;
    readonly bool isDeep;

    public PathPattern(string pattern)
    {
        isFolder = pattern.EndsWith('/');
        var trimmed = pattern.Trim('/');
        // A slash at the start or inside ties it to the root.
        var isTied = pattern.TrimEnd('/').Contains('/');
        parts = isTied ? trimmed.Split('/') : [AnyDepth, .. trimmed.Split('/')];
        isDeep = !(isTied && parts[^1] == "*");
    }

    public bool Matches(string path)
    {
        var names = path.Split('/');
        // reached[i]: the parts so far can have taken the first i names.
        var reached = new bool[names.Length + 1];
        reached[0] = true;
        foreach (var part in parts)
        {
            var next = new bool[names.Length + 1];
            for (var at = 0; at <= names.Length; at++)
            {
                if (part == AnyDepth)
                    next[at] = reached[at] || (at > 0 && next[at - 1]);
                else
                    next[at] = at > 0 && reached[at - 1] && Fits(part, names[at - 1]);
            }
            reached = next;
        }
        // What matches a folder matches all in it.
        return (reached[^1] && !isFolder) || (isDeep && reached.AsSpan(1..^1).Contains(true));
    }

    // * any run of characters, ? one; on a mismatch only the last star is tried anew, so the work is at most pattern times name.
    static bool Fits(string pattern, string name)
    {
        var (at, position, star, resume) = (0, 0, -1, 0);
        while (position < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
                (star, resume, at) = (at, position, at + 1);
            else if (at < pattern.Length && (pattern[at] == '?' || pattern[at] == name[position]))
                (at, position) = (at + 1, position + 1);
            else if (star >= 0)
                (at, position) = (star + 1, ++resume);
            else
                return false;
        }
        while (at < pattern.Length && pattern[at] == '*')
            at++;
        return at == pattern.Length;
    }
}
