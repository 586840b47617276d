using System.Text;

namespace SelfHealing.Cli.Hosting;

/// <summary>A line that is typed on the terminal and not shown.</summary>
static class HiddenLine
{
    public static string? Read()
    {
        var line = new StringBuilder();
        for (; ; )
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Console.WriteLine();
                    return line.ToString();
                case ConsoleKey.Backspace when line.Length > 0:
                    line.Length--;
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                        line.Append(key.KeyChar);
                    break;
            }
        }
    }
}
