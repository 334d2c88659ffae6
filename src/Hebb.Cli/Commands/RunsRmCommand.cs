using System.CommandLine;
using Hebb.Tracking;
using Spectre.Console;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb runs rm</c>: forgets runs.</summary>
sealed class RunsRmCommand : DocumentedCommand
{
    readonly Argument<string[]> keys = RunsCommand.KeysArgument();
    readonly Option<bool> files = new("--files") { Description = "Delete the files that they made, too." };
    readonly Option<bool> yes = new("--yes") { Description = "Do not ask." };
    readonly Option<string?> path = RunsCommand.StoreOption();

    public RunsRmCommand(Terminal terminal)
        : base("rm", "Forget runs.")
    {
        Add(keys);
        foreach (Option option in (Option[])[files, yes, path]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks => ["It says what it will delete and asks, unless --yes is given. A run that is at work is not deleted.", RunsCommand.KeyRemark];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb runs rm last", "Forgets the newest run; the files that it made stay."),
        ("hebb runs rm k3f9 m2xd --files --yes", "Deletes two runs and their files without asking."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        using var store = RunStore.Open(result.GetValue(path));
        RunRecord[] runs = [.. result.GetRequiredValue(keys).Select(key => RunsCommand.Get(store, key, this)).DistinctBy(r => r.Id, StringComparer.Ordinal)];
        bool withFiles = result.GetValue(files);
        if (Array.Find(runs, r => r.State == RunState.Running) is { } busy) throw new HebbException($"The run {busy.Id} ({busy.Name}) is still at work; nothing was deleted.", "Stop it first, or wait until it ends.");
        if (!result.GetValue(yes) && !Agrees(terminal, store, runs, withFiles))
        {
            terminal.Out.WriteLine("Nothing was deleted.");
            return ExitCode.Success;
        }

        foreach (RunRecord run in runs)
        {
            IReadOnlyList<RunFile> known = withFiles ? store.Files(run.Id) : [];
            IReadOnlyList<string> deleted = store.Delete(run.Id, withFiles);
            terminal.Out.WriteLine($"deleted {run.Id} ({run.Name})");
            TextWriter output = terminal.Out.Profile.Out.Writer;
            foreach (string file in deleted) output.WriteLine($"deleted {file}");
            foreach (RunFile file in known.Where(f => !deleted.Contains(f.Path, StringComparer.Ordinal) && File.Exists(f.Path))) output.WriteLine($"could not delete {file.Path}");
        }

        return ExitCode.Success;
    }

    static bool Agrees(Terminal terminal, RunStore store, RunRecord[] runs, bool withFiles)
    {
        string what = runs.Length == 1 ? $"the run {runs[0].Id} ({runs[0].Name})" : $"{runs.Length} runs ({string.Join(", ", runs.Select(r => r.Name).Distinct(StringComparer.Ordinal))})";
        int count = withFiles ? runs.Sum(r => store.Files(r.Id).Count(f => File.Exists(f.Path))) : 0;
        if (withFiles) what += count == 1 ? " and a file" : $" and {count} files";
        if (!terminal.IsLive) throw new UsageException($"'hebb runs rm' asks before it deletes {what}, and nobody can answer here.", "Give --yes to delete without a question.");

        // The console library's own question needs reflection that a trimmed program has not.
        terminal.Out.Write(new Text($"Delete {what}? [y/N] "));
        return Console.ReadLine()?.Trim() is { } answer && (answer.Equals("y", StringComparison.OrdinalIgnoreCase) || answer.Equals("yes", StringComparison.OrdinalIgnoreCase));
    }
}
