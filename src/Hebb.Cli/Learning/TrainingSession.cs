using Hebb.Cli.Configuration;
using Hebb.Cli.Display;
using Hebb.Formats;
using Hebb.Tracking;
using Hebb.Training;
using Hebb.Vision.Classification;
using Hebb.Vision.Insight;

namespace Hebb.Cli.Learning;

/// <summary>One training from its plan to its report: data, network, folder, learning before the reader's eyes, evaluation, saving.</summary>
sealed class TrainingSession
{
    readonly Terminal terminal;
    readonly ClassifierTraining training;

    /// <summary>Opens the data and builds the network; nothing is written.</summary>
    /// <exception cref="HebbException">Something does not fit.</exception>
    public TrainingSession(Terminal terminal, TrainingPlan plan)
    {
        this.terminal = terminal;
        if (plan.Threads is { } threads) Threads.Count = threads;
        training = new ClassifierTraining(plan, Tell);
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

        // The database opens while the training gets under way.
        Task<Run> recording = tracks ? Task.Run(() => TrainingRecord.Of(place, resumes, training.Plan, training.Model, command, Tell)) : Task.FromResult(Tracking.Run.Unrecorded());
        _ = Task.Run(TrainingReport.Prepare);
        var checkpoints = new CheckpointFolder(place.File(RunDirectory.CheckpointsName));
        try
        {
            TrainingTitle.Write(terminal, training, place.Path);
            TrainingHistory history = Fit(checkpoints, resumes, recording);
            Run record = recording.GetAwaiter().GetResult();
            if (history.StopReason == StopReason.Cancelled) return Stopped(place, history, record);
            End(place, history, checkpoints, record);
            record.Finish();
            return ExitCode.Success;
        }
        catch (Exception problem)
        {
            Fail(recording, problem);
            if (!resumes && checkpoints.LoadLast() is null) place.Forget();
            throw;
        }
    }

    static void Fail(Task<Run> recording, Exception problem)
    {
        try
        {
            recording.GetAwaiter().GetResult().Finish(RunState.Failed, problem.Message.Split('\n')[0]);
        }
        catch (Exception unrecorded) when (unrecorded is HebbException or IOException or UnauthorizedAccessException)
        {
            // There is no record; why, the first error says.
        }
    }

    void Begin(RunDirectory place)
    {
        try
        {
            ConfigFile.Write(place.File(ConfigFile.Name), training.Plan.Settings);
        }
        catch
        {
            place.Forget();
            throw;
        }
    }

    TrainingHistory Fit(CheckpointFolder checkpoints, bool resumes, Task<Run> recording)
    {
        ILearningView view = terminal.IsLive ? new LiveLearning(terminal) : new PlainLearning(terminal);
        var record = new RecordCallback(recording);
        Callback[] callbacks = [new ViewCallback(view, training.Plan.Epochs), record];
        return view.Show(() => training.Fit(callbacks, new RecordedCheckpoints(checkpoints, record), resumes, terminal.Stop));
    }

    int Stopped(RunDirectory place, TrainingHistory history, Run record)
    {
        record.Finish(RunState.Stopped);
        if (history.StepCount == 0)
        {
            place.Forget();
            throw new OperationCanceledException(terminal.Stop);
        }

        TrainingEnding.WriteStopped(terminal, place.Path, history.EpochCount + 1, training.Plan.Epochs);
        return ExitCode.Interrupted;
    }

    void End(RunDirectory place, TrainingHistory history, CheckpointFolder checkpoints, Run record)
    {
        LearnedWeights weights = training.TakeWeights(history, checkpoints, Tell);
        TrainingData data = training.Data;
        LabelledImages images = data.Test ?? data.Val;
        EvaluationReport seen = images.Evaluate(training.Model, data.Preprocessing, terminal.Stop);
        Score = seen.Accuracy;
        bool isReported = false;
        long bytes = Save(place, checkpoints, training.Card(weights.Val, data.Test is null ? null : seen.Accuracy), () =>
        {
            isReported = Report(place, history, seen, images);
            if (data.Test is not null) record.Log(history.StepCount, "test_accuracy", seen.Accuracy);
            record.AddFile(place.File(ClassifierFiles.WeightsName), "model");
            if (isReported) record.AddFile(place.File(RunDirectory.ReportName), "report");
            record.Flush(RecordCallback.Patience);
        });
        TrainingEnding.Write(terminal, place.Path, training.Plan, history, weights, seen, images, data.Test is not null, bytes, isReported);
    }

    long Save(RunDirectory place, CheckpointFolder checkpoints, ClassifierCard card, Action between)
    {
        try
        {
            return ClassifierFiles.Save(place.Path, training.Model, card, between);
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
            TrainingReport.Save(place.File(RunDirectory.ReportName), training, history, seen, images);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Tell($"{problem.Message} The network is saved all the same; this run has no report.");
            return false;
        }
    }

    void Tell(string text) => Warning.Write(terminal, text);
}
