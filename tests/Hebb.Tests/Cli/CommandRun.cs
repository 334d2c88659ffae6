using Hebb.Cli;

namespace Hebb.Tests;

/// <summary>One run of the command line in this process, with what it wrote.</summary>
sealed record CommandRun(int Code, string Output, string Error)
{
    public static CommandRun Of(params string[] args) => Of(CancellationToken.None, args);

    public static CommandRun Of(CancellationToken stop, params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = CommandLine.Run(args, Terminal.To(output, error, stop: stop));
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Fails unless this is an error of one paragraph: nothing on the output, a message, at most one line of help, no stack trace.</summary>
    public void AssertFails(int code, params string[] parts)
    {
        Assert.Equal(code, Code);
        string[] lines = Error.TrimEnd('\n').Split('\n');
        Assert.StartsWith("error: ", lines[0], StringComparison.Ordinal);
        Assert.True(lines.Length <= 2, Error);
        if (lines.Length == 2) Assert.StartsWith("help:  ", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        foreach (string part in parts) Assert.Contains(part, Error, StringComparison.Ordinal);
    }

    /// <summary>Fails unless this is an error with an indented list below its message.</summary>
    public void AssertFailsWithAList(params string[] parts)
    {
        Assert.Equal(1, Code);
        Assert.StartsWith("error: ", Error, StringComparison.Ordinal);
        Assert.Contains("\n  ", Error, StringComparison.Ordinal);
        foreach (string part in parts) Assert.Contains(part, Error, StringComparison.Ordinal);
    }
}
