using Spectre.Console;

namespace Hebb.Cli;

/// <summary>Where a command writes, and how it hears that the reader wants it to stop.</summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="isLive">Whether output may be redrawn in place.</param>
/// <param name="stop">Cancelled by Ctrl-C.</param>
sealed class Terminal(IAnsiConsole output, IAnsiConsole error, bool isLive, CancellationToken stop)
{
    const int PlainWidth = 80;

    // Long enough that nothing is ever wrapped: a program that reads our errors wants its lines whole.
    const int Unwrapped = 100_000;

    public IAnsiConsole Out => output;

    public IAnsiConsole Error => error;

    public bool IsLive => isLive;

    public CancellationToken Stop => stop;

    /// <summary>Columns to use: the terminal's, but no more than reads well.</summary>
    public int Width => Math.Clamp(output.Profile.Width, 40, 100);

    public static Terminal Standard(CancellationToken stop)
    {
        IAnsiConsole output = AnsiConsole.Console, error = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (Console.IsErrorRedirected) error.Profile.Width = Unwrapped;
        if (!Console.IsOutputRedirected) return new Terminal(output, error, output.Profile.Capabilities.Ansi, stop);
        return new Terminal(Plain(Console.Out, PlainWidth), error, isLive: false, stop);
    }

    /// <summary>A terminal without colours or movement that writes to given writers: for files, pipes and tests.</summary>
    public static Terminal To(TextWriter output, TextWriter error, int width = PlainWidth, CancellationToken stop = default) =>
        new(Plain(output, width), Plain(error, Unwrapped), isLive: false, stop);

    static IAnsiConsole Plain(TextWriter writer, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
