using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using Spectre.Console;

namespace Hebb.Cli;

/// <summary>Answers <c>hebb --version</c>.</summary>
sealed class VersionLine(Terminal terminal) : SynchronousCommandLineAction
{
    /// <summary>The version of this program, as "0.1.0".</summary>
    public static string Number => typeof(VersionLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public override bool Terminating => true;

    public override int Invoke(ParseResult parseResult)
    {
        terminal.Out.WriteLine($"hebb {Number}");
        return ExitCode.Success;
    }
}
