using Hebb.Labs;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>A lab's progress as bars that move in place, below the lines that it says.</summary>
sealed class LiveLabProgress(IAnsiConsole console, ProgressContext context) : ILabProgress
{
    readonly Dictionary<string, ProgressTask> tasks = new(StringComparer.Ordinal);

    public void Say(string line) => console.WriteLine(line);

    public void Report(string work, int done, int total, string? figure = null)
    {
        if (!tasks.TryGetValue(work, out ProgressTask? task)) tasks[work] = task = context.AddTask(Markup.Escape(work), maxValue: total);
        task.Description = Markup.Escape(figure is null ? work : $"{work}, {figure}");
        task.Value = done;
    }
}
