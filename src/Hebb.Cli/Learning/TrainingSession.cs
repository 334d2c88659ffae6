using Hebb.Cli.Configuration;
using Hebb.Cli.Display;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Tracking;
using Hebb.Training;
using Hebb.Vision.Classification;
using Hebb.Vision.Insight;

namespace Hebb.Cli.Learning;

/// <summary>One training from its plan to its report: data, network, folder, learning before the reader's eyes, evaluation, saving.</summary>
sealed class TrainingSession
{
    const string Monitored = "val_accuracy";
    static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromSeconds(1);

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
        this.plan = plan.With(TrainingSetting.Model, spec.Text).With(TrainingSetting.Layers, spec.Layers);
        if (plan.Threads is { } threads) Threads.Count = threads;
        data = LearningData.Of(plan, text => Warning.Write(terminal, text));
        Generator.Default.Reseed(plan.Seed);
        model = spec.Build(data.Form.Size, data.Train.Classes.Count, new Generator(plan.Seed));
    }

    /// <summary>The accuracy on the test images, or else on the validation images; NaN before the end.</summary>
    public double Score { get; private set; } = double.NaN;

    /// <summary>Trains.</summary>
    /// <param name="place">The run's folder.</param>
    /// <param name="resumes">Whether to resume from the newest checkpoint.</param>
    /// <param name="tracks">Whether the run is recorded.</param>
    /// <param name="command">The command line, for the record.</param>
    /// <returns>The exit code.</returns>
    public int Run(RunDirectory place, bool resumes, bool tracks, string command)
    {
        PatientOutput.Use(terminal);
        if (!resumes) Begin(place);
        TrainingTitle.Write(terminal, plan, data, model, place.Path);
        using Run record = tracks ? TrainingRecord.Of(place, resumes, plan, model, command, Tell) : Tracking.Run.Unrecorded();
        var checkpoints = new CheckpointFolder(place.File(RunDirectory.CheckpointsName));
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

    void Begin(RunDirectory place)
    {
        try
        {
            ConfigFile.Write(place.File(ConfigFile.Name), plan.Settings);
        }
        catch
        {
            place.Forget();
            throw;
        }
    }

    TrainingHistory Fit(CheckpointFolder checkpoints, bool resumes, Run record)
    {
        var setup = new TrainingSetup(plan, data, model);
        ILearningView view = terminal.IsLive ? new LiveLearning(terminal) : new PlainLearning(terminal);
        var trainer = new Trainer(model, setup.Optimizer, setup.Loss)
        {
            Epochs = plan.Epochs,
            Metrics = [new Accuracy()],
            Schedules = setup.Schedules(),
            Callbacks = [new ViewCallback(view, plan.Epochs), new RecordCallback(record)],
            Checkpoints = new RecordedCheckpoints(checkpoints, record),
            CheckpointPause = BetweenCheckpoints,
            Resume = resumes,
            Monitor = Monitored,
            Deterministic = true,
            Configuration = plan.Settings.ToString(),
            RecordEvery = 0,
        };
        try
        {
            return view.Show(() => trainer.Fit(setup.Train, setup.Val, terminal.Stop));
        }
        catch (Exception problem) when (problem is not NonFiniteException and (HebbException or ArgumentException) && HasRunAway())
        {
            string shorter = Figures.Rate(Math.Min(plan.LearningRate / 10, TrainingDefaults.Rate(plan.Optimizer)));
            throw new HebbException($"The network's weights grew beyond all bounds at the learning rate {Figures.Rate(plan.LearningRate)}: its answers are no numbers any more.", $"The learning rate is too large for this network: try --learning-rate {shorter}.", problem);
        }
    }

    // Weights of a network that learns stay far below.
    bool HasRunAway()
    {
        const double Sane = 1e6;
        using IDisposable quiet = Autograd.NoGrad();
        return model.Parameters().Any(p => !(p.Tensor.Abs().Max().Item() <= Sane));
    }

    int Stopped(RunDirectory place, TrainingHistory history, Run record)
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

    void End(RunDirectory place, TrainingHistory history, CheckpointFolder checkpoints, Run record)
    {
        LearnedWeights weights = LearnedWeights.Best(history, Monitored, checkpoints, model, Tell);
        LabelledImages images = data.Test ?? data.Val;
        EvaluationReport seen = images.Evaluate(model, data.Form, terminal.Stop);
        Score = seen.Accuracy;
        bool isReported = false;
        long bytes = Save(place, checkpoints, Card(weights.Val, data.Test is null ? null : seen.Accuracy), () =>
        {
            isReported = Report(place, history, seen, images);
            if (data.Test is not null) record.Log(history.StepCount, "test_accuracy", seen.Accuracy);
            record.AddFile(place.File(SavedNetwork.WeightsName), "model");
            if (isReported) record.AddFile(place.File(RunDirectory.ReportName), "report");
            record.Flush(RecordedCheckpoints.Patience);
        });
        TrainingEnding.Write(terminal, place.Path, plan, history, weights, seen, images, data.Test is not null, bytes, isReported);
    }

    long Save(RunDirectory place, CheckpointFolder checkpoints, NetworkCard card, Action between)
    {
        try
        {
            return SavedNetwork.Save(place.Path, model, card, between);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            string help = checkpoints.LastPath is null ? "Make room and begin again, or name a folder on another disk with --out." : $"Make room, and {Commands.CommandText.Of("resume", Commands.CommandText.Word(place.Path))} saves it: what was learned is in its checkpoints.";
            throw new HebbException($"The network is learned, but could not be saved. {problem.Message}", help, problem);
        }
    }

    // The network is saved: a page that cannot be written does not undo that.
    bool Report(RunDirectory place, TrainingHistory history, EvaluationReport seen, LabelledImages images)
    {
        try
        {
            TrainingReport.Save(place.File(RunDirectory.ReportName), plan, model, data.Form, history, seen, images, data.Test is not null);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Tell($"{problem.Message} The network is saved all the same; this run has no report.");
            return false;
        }
    }

    void Tell(string text) => Warning.Write(terminal, text);

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
}
