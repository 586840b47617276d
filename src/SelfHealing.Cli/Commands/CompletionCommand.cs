using System.CommandLine;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal completion</c>: a script with which a shell completes the command's words. It asks the command itself.</summary>
static class CompletionCommand
{
    const string Bash =
        """
        _selfheal() {
            local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}" line="${COMP_LINE:0:COMP_POINT}"
            COMPREPLY=()
            case "$word" in
                */* | ~*) return ;;
            esac
            COMPREPLY=($(compgen -W "$(selfheal "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word"))
        }
        complete -o bashdefault -o default -F _selfheal selfheal
        """;

    const string Zsh =
        """
        #compdef selfheal
        _selfheal() {
            local line="${BUFFER[1,CURSOR]}"
            local -a words_found
            words_found=("${(@f)$(selfheal "[suggest:${#line}]" "$line" 2>/dev/null)}")
            words_found=("${(@)words_found:#}")
            (( ${#words_found} )) && compadd -a words_found || _files
        }
        if [ "$funcstack[1]" = "_selfheal" ]; then
            _selfheal "$@"
        else
            compdef _selfheal selfheal
        fi
        """;

    const string Fish =
        """
        function __selfheal_words
            set -l line (commandline -cp)
            selfheal "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c selfheal -a '(__selfheal_words)'
        """;

    public static Command Create(Surroundings surroundings)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a script that completes the command's words in a shell.") { shell };
        command.SetAction(async (parsed, cancellation) =>
        {
            var script = parsed.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish };
            await surroundings.Output.WriteLineAsync(script.AsMemory(), cancellation);
            return (int)ExitCode.Healed;
        });
        return command;
    }
}
