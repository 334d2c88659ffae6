using System.CommandLine;
using System.Text.Json.Nodes;
using Hebb.Cli.Display;
using Hebb.Cli.Model;
using Hebb.Nn;
using Hebb.Tracking;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb train digits</c>: teaches a network the embedded handwritten digits and saves it.</summary>
sealed class TrainDigitsCommand : DocumentedCommand
{
    static readonly TrainingSettings Defaults = new(), CnnDefaults = TrainingSettings.Of(ModelKind.Cnn);

    readonly Option<string?> model = Values.Word(
        "--model", "The kind of network: mlp, fully connected layers, or cnn, two convolutions, which reads better and learns longer [default: mlp].", ModelKind.All);

    readonly Option<int?> epochs = Values.Whole("--epochs", $"How often to go through the training digits [default: {Defaults.Epochs}; cnn: {CnnDefaults.Epochs}].", 1, 1_000_000);
    readonly Option<int?> batchSize = Values.Whole("--batch-size", $"Digits that one step learns from [default: {Defaults.BatchSize}].", 1, Digits.Train.Count);
    readonly Option<double?> learningRate = Values.Positive("--learning-rate", $"The highest step length of the schedule [default: {Defaults.LearningRate}].");
    readonly Option<int[]?> hidden = Values.WholeList("--hidden", $"Units of each hidden layer of an mlp [default: {string.Join(',', Defaults.Hidden)}].", 1, DigitModel.Widest, "128,64");
    readonly Option<ulong?> seed = Values.Seed("Where the random numbers begin; the same seed gives the same network [default: 0].");
    readonly Option<int?> threads = Values.Whole("--threads", "Processor threads to use [default: all].", 1, Threads.Max);
    readonly Option<string?> folder = Values.Path("--out", "The folder for the model; made if it is not there [default: this one].", "DIR");
    readonly Option<bool> noTrack = new("--no-track") { Description = "Do not record the run." };

    public TrainDigitsCommand(Terminal terminal)
        : base("digits", "Train a network to read handwritten digits, and save it.")
    {
        foreach (Option option in (Option[])[model, epochs, batchSize, learningRate, hidden, seed, threads, folder, noTrack]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "The digits are part of Hebb: 500 to learn from, a tenth of them held out to watch the learning, and 1,297 others to be judged on. "
        + $"Writes {ModelFiles.WeightsName} (the weights) and {ModelFiles.CardName} (the network, its settings and its accuracy).",
        $"Ctrl-C stops after the current batch and saves what was learned; the exit code is then {ExitCode.Interrupted}.",
    ];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb train digits", "Trains with the defaults and saves into this folder."),
        ("hebb train digits --model cnn", "A convolutional network: about 99 % of the test digits."),
        ("hebb train digits --hidden 256,64 --epochs 300 --out models", "A deeper network, trained longer, saved into the folder models."),
        ("hebb train digits --seed 7 > log.txt", "Another start; plain lines, because nobody watches."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string target = result.GetValue(folder) ?? ".";
        var defaults = TrainingSettings.Of(result.GetValue(model) ?? Defaults.Kind);
        if (defaults.Kind != ModelKind.Mlp && result.GetValue(hidden) is { Length: > 0 })
            throw new UsageException($"--hidden gives the units of an mlp's hidden layers; a {defaults.Kind} has none.", "Leave out --hidden, or take --model mlp.");
        TrainingSettings settings = defaults with
        {
            Epochs = result.GetValue(epochs) ?? defaults.Epochs,
            BatchSize = result.GetValue(batchSize) ?? defaults.BatchSize,
            LearningRate = result.GetValue(learningRate) ?? defaults.LearningRate,
            Hidden = result.GetValue(hidden) is { Length: > 0 } layers ? layers : defaults.Hidden,
            Seed = result.GetValue(seed) ?? defaults.Seed,
        };
        if (settings.Hidden.Count > DigitModel.Deepest)
            throw new UsageException($"--hidden takes up to {DigitModel.Deepest} layers; it got {settings.Hidden.Count}.", "Use fewer, wider layers: --hidden 256,64.");
        ModelFiles.RequireWritable(target);
        PatientOutput.Use(terminal);
        if (result.GetValue(threads) is { } count) Threads.Count = count;

        var generator = new Generator(settings.Seed);
        Module network = DigitModel.Build(settings.Kind, settings.Hidden, generator);
        var trainer = new DigitTrainer(settings, network, generator);
        ITrainingDisplay display = terminal.IsLive ? new LiveTraining(terminal) : new PlainTraining(terminal);
        using Run record = result.GetValue(noTrack) ? Tracking.Run.Unrecorded() : Record(settings, network, CommandText.Of(result), terminal);
        try
        {
            display = new RecordedTraining(display, record);
            TrainingOutcome outcome = display.Show(settings, network.ParameterCount, () => trainer.Run(display, terminal.Stop));
            if (outcome.Epochs == 0) throw new OperationCanceledException(terminal.Stop);

            long bytes = ModelFiles.Save(target, network, hash => Card(settings, outcome, hash));
            record.Log(outcome.Epochs, "test_accuracy", outcome.Test);
            record.AddFile(Path.Combine(target, ModelFiles.WeightsName), "model");
            record.Finish(outcome.IsStopped ? RunState.Stopped : RunState.Finished);
            TrainingSummary.Write(terminal, outcome, settings, target, bytes);
            return outcome.IsStopped ? ExitCode.Interrupted : ExitCode.Success;
        }
        catch (Exception problem)
        {
            record.Finish(problem is OperationCanceledException ? RunState.Stopped : RunState.Failed, problem.Message.Split('\n')[0]);
            throw;
        }
    }

    static Run Record(TrainingSettings settings, Module network, string command, Terminal terminal)
    {
        var configuration = new JsonObject
        {
            ["data"] = "digits",
            ["model"] = settings.Kind,
            ["hidden"] = string.Join(',', settings.Hidden),
            ["epochs"] = settings.Epochs,
            ["batchSize"] = settings.BatchSize,
            ["learningRate"] = settings.LearningRate,
            ["seed"] = settings.Seed,
            ["threads"] = Threads.Count,
        };
        Run record = Tracking.Run.Start("digits", command, configuration.ToJsonString(), settings.Seed, [settings.Kind], text => Warning.Write(terminal, text));
        record.Describe("data", "digits");
        record.Describe("parameters", Figures.Count(network.ParameterCount));
        return record;
    }

    static ModelCard Card(TrainingSettings settings, TrainingOutcome outcome, string hash) => new()
    {
        Format = ModelCard.FormatName,
        Hebb = VersionLine.Number,
        Weights = ModelFiles.WeightsName,
        WeightsSha256 = hash,
        Architecture = new ArchitectureCard { Kind = settings.Kind, Input = [1, Digits.Side, Digits.Side], Hidden = [.. settings.Hidden], Activation = "relu", Outputs = Digits.Classes.Count },
        Classes = [.. Digits.Classes],
        Training = new TrainingCard
        {
            Seed = settings.Seed,
            Epochs = outcome.Epochs,
            EpochsAsked = settings.Epochs,
            Stopped = outcome.IsStopped,
            BatchSize = settings.BatchSize,
            Optimizer = "AdamW",
            Schedule = "one cycle",
            LearningRate = settings.LearningRate,
            WeightDecay = settings.WeightDecay,
            LabelSmoothing = settings.LabelSmoothing,
            Degrees = settings.Degrees,
            Translate = settings.Translate,
            Scale = settings.Scale,
            ValidationDigits = settings.Validation,
            Threads = Threads.Count,
            Seconds = Math.Round(outcome.Seconds, 3),
        },
        Accuracy = new AccuracyCard { Train = outcome.Train, Validation = outcome.Validation, Test = outcome.Test },
    };
}
