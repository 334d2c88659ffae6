using System.CommandLine;
using Hebb.Tracking;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb runs</c>: what was trained before.</summary>
sealed class RunsCommand : Command
{
    public RunsCommand(Terminal terminal)
        : base("runs", "List, show and compare what was trained before.")
    {
        Add(new RunsListCommand(terminal));
        Add(new RunsShowCommand(terminal));
        Add(new RunsCompareCommand(terminal));
        Add(new RunsPlotCommand(terminal));
        Add(new RunsExportCommand(terminal));
        Add(new RunsRmCommand(terminal));
    }

    /// <summary>Where the keys of runs are explained.</summary>
    public const string KeyRemark = "A run is called by its id or the beginning of it, by its name (the newest of that name), or 'last', 'last~1' and so on, counted back from the newest.";

    /// <summary>The argument that names a run.</summary>
    public static Argument<string> KeyArgument() => new("run") { Description = "Which run: an id, a name, or last.", HelpName = "RUN", Arity = ArgumentArity.ExactlyOne };

    /// <summary>The argument that names several runs.</summary>
    public static Argument<string[]> KeysArgument() => new("runs") { Description = "Which runs: ids, names, or last.", HelpName = "RUN", Arity = ArgumentArity.OneOrMore };

    /// <summary>The option that names the database.</summary>
    public static Option<string?> StoreOption() => CheckedOption.Path("--store", "The database of runs [default: HEBB_RUNS, or Hebb's folder].", "FILE");

    /// <summary>A run by its key.</summary>
    /// <exception cref="UsageException">The key is an option that does not exist.</exception>
    /// <exception cref="RunStoreException">There is no such run.</exception>
    public static RunRecord Get(RunStore store, string key, Command command) => key.Length == 0 ? throw new UsageException("A run has no empty name.", "hebb runs list shows the runs; 'last' is the newest.") : key.StartsWith('-') ? throw ParseProblem.Unknown(key, command) : store.Get(key);
}
