using System.CommandLine;
using System.CommandLine.Help;
using Hebb.Backends;
using Hebb.Cli.Commands;

namespace Hebb.Cli;

/// <summary>The whole command line: its commands, and the one way in.</summary>
static class CommandLine
{
    const string Debug = "--debug";

    /// <summary>Runs a command line.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal)
    {
        bool debug = args.Contains(Debug, StringComparer.Ordinal);
        try
        {
            RootCommand root = Build(terminal, args);
            if (args.Count == 0)
            {
                new HelpPage(terminal).Write(root);
                return ExitCode.Success;
            }

            // "hebb help train" is asked as often as "hebb train --help".
            bool asksHelp = args[0] is "help";
            if (asksHelp) args = [.. args.Skip(1), "--help"];

            // "@file" is no response file to us: it would be a surprise, and nothing here needs one.
            ParseResult result = root.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            if (asksHelp && result.UnmatchedTokens.Count > 0) throw ParseProblem.Unknown(result.UnmatchedTokens[0], result.CommandResult.Command);
            if (result.Errors.Count > 0 && result.Action is not (HelpPage or VersionLine)) throw ParseProblem.Explain(result);

            // Before anything is made: a wrong HEBB_THREADS is the caller's to correct, as a wrong option is.
            if (result.Action is not (HelpPage or VersionLine)) EngineSettings.Check();
            return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception problem)
        {
            return Failure.Report(problem, terminal, debug);
        }
    }

    // To make all commands takes longer than to run a quick one: only the one that is called is made, unless none is, or a help page lists them.
    static RootCommand Build(Terminal terminal, IReadOnlyList<string> args)
    {
        var root = new RootCommand("Hebb trains neural networks in pure C#. This is its command line: it reads handwriting, trains, evaluates and tries networks, runs experiments, and looks into data.");
        (string Name, Func<Command> Make)[] commands =
        [
            ("read", () => new ReadCommand(terminal)),
            ("train", () => new TrainCommand(terminal)),
            ("resume", () => new ResumeCommand(terminal)),
            ("eval", () => new EvalCommand(terminal)),
            ("predict", () => new PredictCommand(terminal)),
            ("explain", () => new ExplainCommand(terminal)),
            ("summary", () => new SummaryCommand(terminal)),
            ("lr-find", () => new LrFindCommand(terminal)),
            ("sweep", () => new SweepCommand(terminal)),
            ("runs", () => new RunsCommand(terminal)),
            ("train-reader", () => new TrainReaderCommand(terminal)),
            ("schema", () => new SchemaCommand(terminal)),
            ("lab", () => new LabCommand(terminal)),
            ("data", () => new DataCommand(terminal)),
            ("inspect", () => new InspectCommand(terminal)),
            ("show", () => new ShowCommand(terminal)),
            ("version", () => new VersionCommand(terminal)),
        ];
        string? called = args.FirstOrDefault(word => !string.Equals(word, Debug, StringComparison.Ordinal));
        foreach ((string name, Func<Command> make) in commands)
        {
            if (!Array.Exists(commands, c => string.Equals(c.Name, called, StringComparison.Ordinal)) || string.Equals(name, called, StringComparison.Ordinal)) root.Add(make());
        }

        root.Add(new Option<bool>(Debug) { Description = "Show where an error came from.", Recursive = true });
        foreach (Option option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Description = "Show this page.";
                help.Action = new HelpPage(terminal);
            }
            else if (option is VersionOption version)
            {
                version.Description = "Show the version.";
                version.Action = new VersionLine(terminal);
            }
        }

        return root;
    }
}
