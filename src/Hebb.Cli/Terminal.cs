using Spectre.Console;

namespace Hebb.Cli;

/// <summary>Where a command writes, and how it hears that the reader wants it to stop.</summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="isLive">Whether output may be redrawn in place.</param>
/// <param name="stop">Cancelled by Ctrl-C.</param>
/// <param name="width">Columns to lay text out for; null for those of the terminal.</param>
sealed class Terminal(IAnsiConsole output, IAnsiConsole error, bool isLive, CancellationToken stop, int? width = null)
{
    const int PlainWidth = 80, MinWidth = 20, MaxWidth = 100;

    // Long enough that nothing is ever wrapped: a program that reads our lines, and a reader who copies one, want them whole.
    const int Unwrapped = 100_000;

    public IAnsiConsole Out => output;

    public IAnsiConsole Error => error;

    public bool IsLive => isLive;

    /// <summary>Whether output may be coloured: not in a pipe, not with NO_COLOR.</summary>
    public bool IsColored => output.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors };

    public CancellationToken Stop => stop;

    /// <summary>Columns to use: the terminal's, but no more than reads well. Asked again each time, for a terminal changes its size.</summary>
    public int Width => Math.Clamp(width ?? output.Profile.Width, MinWidth, MaxWidth);

    public static Terminal Standard(CancellationToken stop)
    {
        IAnsiConsole output = AnsiConsole.Console, error = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        error.Profile.Width = Unwrapped;
        return Console.IsOutputRedirected
            ? new Terminal(Plain(Console.Out), error, isLive: false, stop, PlainWidth)
            : new Terminal(output, error, CanRedraw(output.Profile.Capabilities), stop);
    }

    /// <summary>A terminal without colours or movement that writes to given writers: for files, pipes and tests. No line is broken; help pages are laid out for <paramref name="width"/>.</summary>
    public static Terminal To(TextWriter output, TextWriter error, int width = PlainWidth, CancellationToken stop = default) =>
        new(Plain(output), Plain(error), isLive: false, stop, width);

    // A log of a build server, and a terminal that cannot move its cursor, would show every frame of a live display below the one before.
    static bool CanRedraw(IReadOnlyCapabilities can) =>
        can is { Ansi: true, Interactive: true } && Environment.GetEnvironmentVariable("TERM") is not "dumb" && Environment.GetEnvironmentVariable("CI") is null or "" or "false" or "0";

    static IAnsiConsole Plain(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Unwrapped;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
