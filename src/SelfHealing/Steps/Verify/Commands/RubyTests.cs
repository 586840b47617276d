namespace SelfHealing.Steps.Verify.Commands;

/// <summary>RSpec, Rails' runner or rake, through Bundler where there is a Gemfile.</summary>
static class RubyTests
{
    /// <summary>The command for a folder with specs or tests; else null.</summary>
    public static TestCommand? Command(TestProject project)
    {
        var runner = project.Paths.Any(path => IsIn("spec/", path) && path.EndsWith("_spec.rb", StringComparison.Ordinal)) ? "rspec"
            : !project.Paths.Any(path => IsIn("test/", path) && path.EndsWith(".rb", StringComparison.Ordinal)) ? null
            : project.Has("bin/rails") ? "rails test"
            : project.Has("Rakefile") ? "rake test"
            : null;
        return runner is null ? null
            : project.Has("Gemfile") ? project.In($"bundle install && bundle exec {runner}", needsNetwork: true)
            : project.In(runner);
    }

    static bool IsIn(string folder, string path) => path.StartsWith(folder, StringComparison.Ordinal);
}
