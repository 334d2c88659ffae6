using Hebb.Labs;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>A lab's progress in plain lines: each piece of work at its beginning's tenths.</summary>
sealed class PlainLabProgress(IAnsiConsole console) : ILabProgress
{
    const int Lines = 10;
    readonly Dictionary<string, int> shown = new(StringComparer.Ordinal);

    // Written past the console, which would break long lines at the width of a terminal that is not there.
    public void Say(string line) => console.Profile.Out.Writer.WriteLine(line);

    public void Report(string work, int done, int total, string? figure = null)
    {
        int tenth = (int)((long)done * Lines / Math.Max(1, total));
        if (tenth == shown.GetValueOrDefault(work)) return;
        shown[work] = tenth;
        console.WriteLine($"{work}: {done} of {total}{(figure is null ? string.Empty : $", {figure}")}");
    }
}
