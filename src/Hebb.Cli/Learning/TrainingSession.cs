using System.Text.Json;
using Hebb.Cli.Configuration;
using Hebb.Cli.Display;
using Hebb.Cli.Networks;
using Hebb.Cli.Saved;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Tracking;
using Hebb.Training;

namespace Hebb.Cli.Learning;

/// <summary>One training from its plan to its report: data, network, folder, learning before the reader's eyes, judging, saving.</summary>
sealed class TrainingSession
{
    const string Monitored = "val_accuracy";

    readonly Terminal terminal;
    readonly TrainingPlan plan;
    readonly LearningData data;
    readonly Module model;

    /// <summary>Opens the data and builds the network; nothing is written.</summary>
    /// <exception cref="HebbException">Something does not fit.</exception>
    public TrainingSession(Terminal terminal, TrainingPlan plan)
    {
        this.terminal = terminal;
        Augmentation.Check(plan.Augment);
        NetworkSpec spec = NetworkSpec.Parse(plan.Model, plan.Layers);
        this.plan = plan with { Model = spec.Text, Layers = spec.Layers };
        if (plan.Threads is { } threads) Threads.Count = threads;
        data = LearningData.Of(plan, text => Warning.Write(terminal, text));
        Generator.Default.Reseed(plan.Seed);
        model = spec.Build(data.Form.Size, data.Train.Classes.Count, new Generator(plan.Seed));
    }

    /// <summary>What the test pictures, or those held out, were recognised by; NaN before the end.</summary>
    public double Score { get; private set; } = double.NaN;

    /// <summary>Trains.</summary>
    /// <param name="place">The run's folder.</param>
    /// <param name="resumes">Whether to go on from the newest checkpoint.</param>
    /// <param name="tracks">Whether the run is recorded.</param>
    /// <param name="command">The command line, for the record.</param>
    /// <returns>The exit code.</returns>
    public int Run(RunPlace place, bool resumes, bool tracks, string command)
    {
        if (!resumes) ConfigFile.Write(place.File(ConfigFile.Name), plan.ToConfig());
        TrainingTitle.Write(terminal, plan, data, model, place.Path);
        using Run record = tracks ? Record(place, resumes, command) : Tracking.Run.Unrecorded();
        var checkpoints = new CheckpointFolder(place.File(RunPlace.CheckpointsName));
        try
        {
            TrainingHistory history = Fit(checkpoints, resumes, record);
            if (history.StopReason == StopReason.Cancelled) return Stopped(place, history, record);
            End(place, history, checkpoints, record);
            record.Finish();
            return ExitCode.Success;
        }
        catch (Exception problem)
        {
            record.Finish(RunState.Failed, problem.Message.Split('\n')[0]);
            if (!resumes && checkpoints.LoadLast() is null) place.Forget();
            throw;
        }
    }

    TrainingHistory Fit(CheckpointFolder checkpoints, bool resumes, Run record)
    {
        var recipe = new Recipe(plan, data, model);
        ILearningView view = terminal.IsLive ? new LiveLearning(terminal) : new PlainLearning(terminal);
        var trainer = new Trainer(model, recipe.Optimizer, recipe.Loss)
        {
            Epochs = plan.Epochs,
            Metrics = [new Accuracy()],
            Schedules = recipe.Schedules(),
            Callbacks = [new ViewCallback(view, plan.Epochs), new RecordCallback(record)],
            Checkpoints = checkpoints,
            Resume = resumes,
            Monitor = Monitored,
            Deterministic = true,
            Configuration = JsonSerializer.Serialize(plan.ToConfig(), RunConfigJson.Default.RunConfig),
            RecordEvery = 0,
        };
        return view.Show(() => trainer.Fit(recipe.Train, recipe.Val, terminal.Stop));
    }

    int Stopped(RunPlace place, TrainingHistory history, Run record)
    {
        record.Finish(RunState.Stopped);
        if (history.StepCount == 0)
        {
            place.Forget();
            throw new OperationCanceledException(terminal.Stop);
        }

        TrainingEnding.WriteStopped(terminal, place.Path, history.EpochCount + 1, plan.Epochs);
        return ExitCode.Interrupted;
    }

    void End(RunPlace place, TrainingHistory history, CheckpointFolder checkpoints, Run record)
    {
        // The weights that were best on the pictures held out, which need not be the last.
        double val = history[Monitored].Last;
        if (history.BestStep != history.StepCount && checkpoints.LoadBest() is { } best)
        {
            best.LoadModel(model);
            val = history.BestValue;
        }

        Judgement judgement = Judgement.Of(model, data.Form, data.Test ?? data.Val, terminal.Stop);
        Score = judgement.Accuracy;
        long bytes = SavedNetwork.Save(place.Path, model, Card(val, data.Test is null ? null : judgement.Accuracy));
        TrainingReport.Save(place.File(RunPlace.ReportName), plan, model, data.Form, history, judgement, data.Test is not null);
        if (data.Test is not null) record.Log(history.StepCount, "test_accuracy", judgement.Accuracy);
        record.AddFile(place.File(SavedNetwork.WeightsName), "model");
        record.AddFile(place.File(RunPlace.ReportName), "report");
        TrainingEnding.Write(terminal, place.Path, plan, history, val, judgement, data.Test is not null, bytes);
    }

    NetworkCard Card(double val, double? test) => new()
    {
        Format = NetworkCard.FormatName,
        Hebb = VersionLine.Number,
        Weights = SavedNetwork.WeightsName,
        WeightsSha256 = string.Empty,
        Model = plan.Model,
        Layers = plan.Layers,
        Input = new InputCard { Channels = data.Form.Channels, Height = data.Form.Height, Width = data.Form.Width, Resize = data.Form.Resize, Mean = data.Form.Mean, Deviation = data.Form.Deviation },
        Classes = [.. data.Train.Classes],
        Data = plan.Data,
        Scores = new ScoreCard { Val = val, Test = test, Epochs = plan.Epochs, Seed = plan.Seed },
    };

    // A broken database of runs stops nobody from training.
    Run Record(RunPlace place, bool resumes, string command)
    {
        string idFile = place.File(RunPlace.RunIdName);
        void Tell(string text) => Warning.Write(terminal, text);
        if (resumes && File.Exists(idFile))
        {
            try
            {
                using var store = RunStore.Open();
                long? step = new CheckpointFolder(place.File(RunPlace.CheckpointsName)).LoadLast()?.Step;
                return store.Resume(InputFile.ReadAllText(idFile).Trim(), step, Tell);
            }
            catch (RunStoreException problem)
            {
                Tell($"{problem.Message.Split('\n')[0]} The rest of this run is recorded as a new one.");
            }
        }

        Run run = Tracking.Run.Start(Path.GetFileName(Path.TrimEndingDirectorySeparator(place.Path)), command, JsonSerializer.Serialize(plan.ToConfig(), RunConfigJson.Default.RunConfig), plan.Seed, [plan.Model], Tell);
        run.Describe("data", plan.Data);
        run.Describe("parameters", Figures.Count(model.ParameterCount));
        run.Describe("folder", Path.GetFullPath(place.Path));
        if (run.Id.Length > 0) AtomicFile.Write(idFile, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(run.Id)));
        return run;
    }
}
