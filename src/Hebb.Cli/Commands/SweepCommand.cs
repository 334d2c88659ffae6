using System.CommandLine;
using Hebb.Cli.Configuration;
using Hebb.Cli.Display;
using Hebb.Cli.Learning;
using Hebb.Cli.Sweeping;
using Hebb.Formats;
using Hebb.Tracking;
using Hebb.Vision.Classification;
using Spectre.Console;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb sweep</c>: many trainings with settings that vary, compared.</summary>
sealed class SweepCommand : DocumentedCommand
{
    const int Shown = 20, PlanLength = 1 << 20;
    const string PlanName = "sweep.json";

    readonly Argument<string> file = new("config") { Description = "The sweep: a JSON file with fixed and vary.", HelpName = "CONFIG.json", Arity = ArgumentArity.ExactlyOne };
    readonly Option<string?> folder = CheckedOption.Path("--out", "The folder for the trials; one that holds this sweep is gone on with [default: hebb-runs/NAME].", "FOLDER");
    readonly Option<int?> parallel = CheckedOption.Whole("--parallel", "Trials at once [default: what the file says, or 1].", 1, 64);
    readonly Option<bool> noTrack = new("--no-track") { Description = "Do not record the runs." };

    public SweepCommand(Terminal terminal)
        : base("sweep", "Train with many settings and compare them.")
    {
        Add(file);
        foreach (Option option in (Option[])[folder, parallel, noTrack]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "{ \"search\": \"grid\", \"fixed\": { \"data\": \"mnist\" }, \"vary\": { \"learningRate\": [0.001, 0.01] } } tries every combination; \"random\" draws \"trials\" of them, also from ranges "
        + "{ \"from\": 1e-4, \"to\": 0.1, \"log\": true }; \"halving\" trains many for \"minEpochs\", the best of every \"factor\" for so many times longer, and so on.",
        "Each trial is a process and a run of its own. A sweep that was stopped resumes where it was when it is started again.",
    ];

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("hebb sweep rates.json --parallel 2", "Two trials at once; a table of all at the end.")];

    int Run(ParseResult result, Terminal terminal)
    {
        string path = result.GetRequiredValue(file);
        if (path.StartsWith('-')) throw ParseProblem.Unknown(path, this);
        SweepPlan plan = SweepPlan.Read(path);
        string place = result.GetValue(folder) ?? Path.Combine("hebb-runs", Path.GetFileNameWithoutExtension(path));
        using RunFolder claim = RunDirectory.Claim(place);
        Own(place, path);
        int at = result.GetValue(parallel) ?? plan.Parallel;
        TrainingSettings[] trials = [.. plan.Trials.Select(t => at > 1 ? t.Over(new() { [TrainingSetting.Threads] = Math.Max(1, Environment.ProcessorCount / at) }) : t)];

        // Past the console, which would break long paths.
        TextWriter output = terminal.Out.Profile.Out.Writer;
        output.WriteLine(Printable.Line($"{trials.Length} {(trials.Length == 1 ? "trial" : "trials")}, {plan.Search}, {at} at once, in {place}"));
        (int Trial, TrialResult Result)[] ranked = plan.Search is "halving"
            ? Halve(plan, trials, place, at, result, terminal)
            : Round([.. trials.Index()], place, at, result, terminal);
        Table(terminal, plan, trials, ranked);
        (int Trial, TrialResult Result) best = ranked[0];
        if (double.IsNaN(best.Result.Val)) throw new HebbException($"Every trial failed; the first one: {best.Result.Problem}", $"Look into the .log files in {place}.");
        return ExitCode.Success;
    }

    (int Trial, TrialResult Result)[] Halve(SweepPlan plan, TrainingSettings[] trials, string place, int at, ParseResult result, Terminal terminal)
    {
        (int Trial, TrainingSettings Config)[] alive = [.. trials.Index()];
        var ended = new List<(int Trial, TrialResult Result)>();
        int epochs = plan.MinEpochs;
        for (int round = 1; ; round++)
        {
            terminal.Out.WriteLine($"round {round}: {alive.Length} {(alive.Length == 1 ? "trial" : "trials")} of {epochs} {(epochs == 1 ? "epoch" : "epochs")}");
            (int Trial, TrialResult Result)[] ranked = Round([.. alive.Select(a => (a.Trial, a.Config.With(TrainingSetting.Epochs, epochs)))], Path.Combine(place, $"round-{round}"), at, result, terminal);
            if (alive.Length == 1) return [.. ranked, .. ended];
            int kept = Math.Max(1, alive.Length / plan.Factor);
            HashSet<int> best = [.. ranked.Take(kept).Select(r => r.Trial)];
            alive = [.. alive.Where(a => best.Contains(a.Trial))];

            // Those that came further stand above those that were left behind.
            ended.InsertRange(0, ranked.Skip(kept));
            epochs = (int)Math.Min((long)TrainingSetting.Epochs.Max!, (long)epochs * plan.Factor);
        }
    }

    // Runs trials, so many at once, and ranks them; trials that failed come last.
    (int Trial, TrialResult Result)[] Round((int Trial, TrainingSettings Config)[] trials, string place, int at, ParseResult parsed, Terminal terminal)
    {
        var results = new TrialResult[trials.Length];
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = at, CancellationToken = terminal.Stop };
        bool tracks = !parsed.GetValue(noTrack);
        Parallel.ForAsync(0, trials.Length, options, async (i, stop) =>
        {
            results[i] = await TrialProcess.Run(Path.Combine(place, $"trial-{trials[i].Trial + 1:D3}"), trials[i].Config, tracks, stop).ConfigureAwait(false);
            lock (gate) terminal.Out.Profile.Out.Writer.WriteLine(Printable.Line($"  trial {trials[i].Trial + 1,3}  {results[i].Problem ?? NumberFormat.Percent(results[i].Val, 2)}"));
        }).GetAwaiter().GetResult();
        return [.. trials.Select((t, i) => (t.Trial, results[i])).OrderByDescending(r => double.IsNaN(r.Item2.Val) ? -1 : r.Item2.Val).ThenBy(r => r.Trial)];
    }

    static void Table(Terminal terminal, SweepPlan plan, TrainingSettings[] trials, (int Trial, TrialResult Result)[] ranked)
    {
        Table table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        foreach (string heading in (string[])["trial", .. plan.Varied.Select(setting => setting.Name), "validation"]) table.AddColumn(new TableColumn($"[bold]{Markup.Escape(heading)}[/]").RightAligned());
        foreach ((int trial, TrialResult outcome) in ranked.Take(Shown))
        {
            IEnumerable<string> varied = plan.Varied.Select(setting => trials[trial].Find(setting) is { } value ? setting.Text(value) : string.Empty);
            table.AddRow([.. varied.Prepend($"{trial + 1}").Append(outcome.Problem is null ? NumberFormat.Percent(outcome.Val, 2) : "failed").Select(Markup.Escape)]);
        }

        terminal.Out.WriteLine();
        terminal.Out.Write(table);
    }

    // A folder belongs to one sweep: trials of another would be taken for its own.
    static void Own(string place, string path)
    {
        string kept = Path.Combine(place, PlanName);
        byte[] wanted = InputFile.ReadAllBytes(path, InputFile.TextLimit);
        if (File.Exists(kept))
        {
            if (new FileInfo(kept).Length <= PlanLength && InputFile.ReadAllBytes(kept, PlanLength).AsSpan().SequenceEqual(wanted)) return;
            throw new HebbException($"The folder '{place}' holds another sweep; nothing was begun.", "Name another folder with --out, or remove that one.");
        }

        AtomicFile.Write(kept, stream => stream.Write(wanted));
    }
}
