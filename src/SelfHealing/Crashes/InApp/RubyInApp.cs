namespace SelfHealing.Crashes;

/// <summary>Ruby: everything is in-app but gems, the standard library, the interpreter's own files and executables.</summary>
static class RubyInApp
{
    static readonly string[] Outside =
    [
        "/gems/", "/lib/ruby/", "/vendor_ruby/", "/site_ruby/", "/vendor/bundle/", "/var/runtime/", "/var/lang/", "/rubygems/", "/bundler/",
        "/.rbenv/", "/.rvm/", "/usr/bin/", "/usr/local/bin/", "[GEM_ROOT]",
    ];

    public static bool IsInApp(StackFrame frame)
    {
        if (string.IsNullOrEmpty(frame.File))
            return false;
        var path = frame.File.Replace('\\', '/');
        return path[0] != '<' && !path.StartsWithAny(["(eval", "(irb", "bin/"]) && !path.ContainsAny(Outside);
    }
}
