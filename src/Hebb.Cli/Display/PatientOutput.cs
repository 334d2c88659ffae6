using System.Text;
using Spectre.Console;

namespace Hebb.Cli.Display;

/// <summary>
/// Output of work that is worth more than its log: where a file that it goes to takes no more, that is said once on standard error, and the work continues unlogged. A terminal is left alone.
/// </summary>
sealed class PatientOutput : TextWriter
{
    readonly TextWriter inner;
    readonly Action<string>? warn;
    bool isFull;

    PatientOutput(TextWriter inner, Action<string>? warn) => (this.inner, this.warn) = (inner, warn);

    public override Encoding Encoding => inner.Encoding;

    /// <summary>Makes what a terminal writes patient.</summary>
    public static void Use(Terminal terminal)
    {
        if (terminal.IsLive) return;
        Wrap(terminal.Error, warn: null);
        Wrap(terminal.Out, text => Warning.Write(terminal, text));
    }

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void WriteLine() => Try(inner.WriteLine);

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    static void Wrap(IAnsiConsole console, Action<string>? warn)
    {
        if (console.Profile.Out.Writer is PatientOutput) return;
        int width = console.Profile.Width;
        console.Profile.Out = new AnsiConsoleOutput(new PatientOutput(console.Profile.Out.Writer, warn));
        console.Profile.Width = width;
    }

    void Try(Action write)
    {
        if (isFull) return;
        try
        {
            write();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // .NET has no other word for a limit on the size of a file than the last of these.
            isFull = true;
            warn?.Invoke(problem is ArgumentOutOfRangeException ? "The output cannot be written: its file may not be larger here. The work continues." : $"The output cannot be written: {problem.Message} The work continues.");
        }
    }
}
