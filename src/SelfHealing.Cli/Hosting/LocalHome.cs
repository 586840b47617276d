namespace SelfHealing.Cli.Hosting;

/// <summary>Where the runs, issues and artifacts of this machine are kept.</summary>
sealed record LocalHome(string Folder)
{
    public string Database => Path.Combine(Folder, "selfheal.db");

    public string Artifacts => Path.Combine(Folder, "artifacts");

    /// <summary>A locked file for every process that goes on with runs.</summary>
    public string Owners => Path.Combine(Folder, "owners");

    public string Scratch => Path.Combine(Folder, "scratch");

    /// <summary>Whether other users of this machine may look into the folder: one that was there stays as it was.</summary>
    public bool IsReadByOthers => !OperatingSystem.IsWindows() && Directory.Exists(Folder)
        && (File.GetUnixFileMode(Folder) & (UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute)) != UnixFileMode.None;

    /// <summary>Makes the folder, for its owner alone: source code, crashes and the tokens of waiting runs are in it. One that is there stays as it is.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Folder);
        else
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>SELFHEAL_HOME, else the user's data folder as the XDG base directory specification has it.</summary>
    public static LocalHome Of(Func<string, string?> environment)
    {
        if (environment("SELFHEAL_HOME") is { Length: > 0 } home)
            return new LocalHome(Path.GetFullPath(home));
        if (environment("XDG_DATA_HOME") is { Length: > 0 } data)
            return new LocalHome(Path.Combine(data, "selfheal"));
        var user = environment("HOME") is { Length: > 0 } named ? named : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (user.Length == 0)
            throw new UsageException("There is no home folder to keep the runs in. Name a folder in SELFHEAL_HOME.");
        return new LocalHome(Path.Combine(user, ".local", "share", "selfheal"));
    }
}
