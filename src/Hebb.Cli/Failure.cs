using Hebb.Data;
using Spectre.Console;

namespace Hebb.Cli;

/// <summary>The one place where errors become a message and an exit code.</summary>
static class Failure
{
    const string HelpMark = "\n  help: ";

    /// <summary>Says on standard error what went wrong, in one paragraph; with <paramref name="debug"/>, where too.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Exception problem, Terminal terminal, bool debug)
    {
        (string message, int code) = Explain(Cause(problem));
        string[] parts = CommandPhrases.In(message).Split(HelpMark, 2);
        terminal.Error.MarkupLine($"[red]error:[/] {Text(parts[0])}");
        if (parts.Length > 1) terminal.Error.MarkupLine($"[green]help:[/]  {Text(parts[1])}");
        if (debug) terminal.Error.WriteLine(problem.ToString());
        return code;
    }

    // A list in a message has indented lines of its own; any other line break comes from a name in it, which may neither break the line nor steer the terminal.
    static string Text(string message) => Markup.Escape(string.Join("\n  ", message.ReplaceLineEndings("\n").Split("\n  ").Select(Printable.Line)));

    // What parallel work, a type's beginning and reflection wrap around an error says nothing. Of several errors, too little memory explains the others.
    static Exception Cause(Exception problem) => problem switch
    {
        AggregateException { InnerExceptions.Count: > 0 } several => Cause(several.Flatten().InnerExceptions.FirstOrDefault(one => Cause(one) is OutOfMemoryException) ?? several.InnerExceptions[0]),
        TypeInitializationException or System.Reflection.TargetInvocationException when problem.InnerException is { } inner => Cause(inner),
        SampleException { InnerException: OutOfMemoryException inner } => inner,
        _ => problem,
    };

    static (string Message, int Code) Explain(Exception problem) => problem switch
    {
        UsageException or SettingException => (problem.Message, ExitCode.Usage),
        OperationCanceledException => ("Stopped by Ctrl-C before there was anything to keep.", ExitCode.Interrupted),
        ArgumentException argument => (PlainMessage.Of(argument), ExitCode.Failure),
        HebbException or IOException or UnauthorizedAccessException => (problem.Message, ExitCode.Failure),
        OutOfMemoryException => ($"There is not enough memory.{HelpMark}Use a smaller --batch-size, smaller images (--size) or a smaller network.", ExitCode.Failure),
        _ => ($"Hebb made a mistake: {problem.GetType().Name}, {problem.Message}{HelpMark}Run it again with --debug and report what it prints.", ExitCode.Failure),
    };
}
