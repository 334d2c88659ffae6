using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Training;

/// <summary>
/// Trains a model: goes through the epochs, makes the optimizer's steps, validates, watches, saves checkpoints and resumes from them. Everything that it does can also
/// be written as a plain loop; it costs next to nothing beside one. Belongs to one thread.
/// </summary>
/// <example><code>
/// var trainer = new Trainer(model, new AdamW(model.Parameters(), 1e-3), new CrossEntropyLoss())
/// {
///     Epochs = 20,
///     Metrics = [new Accuracy()],
///     Callbacks = [new EarlyStopping("val_loss", patience: 3, restoreBest: true), new ProgressLines()],
///     Checkpoints = new CheckpointFolder("runs/first"),   // of Hebb.Formats
///     Resume = true,
/// };
/// TrainingHistory history = trainer.Fit(train, validation);
/// Console.WriteLine($"{history["val_accuracy"].Last:P1}");
/// </code></example>
public sealed partial class Trainer
{
    /// <summary>Makes a trainer.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="optimizer">What trains it: made of the model's parameters.</param>
    /// <param name="loss">From the model's answer and the target, one number to be made small.</param>
    public Trainer(Module model, Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        (Model, Optimizer, Loss) = (model, optimizer, loss);
    }

    /// <summary>Makes a trainer.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="optimizer">What trains it: made of the model's parameters.</param>
    /// <param name="loss">One of the loss modules.</param>
    public Trainer(Module model, Optimizer optimizer, Loss loss)
        : this(model, optimizer, (loss ?? throw new ArgumentNullException(nameof(loss))).Forward)
    {
    }

    /// <summary>What is trained.</summary>
    public Module Model { get; }

    /// <summary>What trains it.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>From the model's answer and the target, one number to be made small.</summary>
    public Func<Tensor, Tensor, Tensor> Loss { get; }

    /// <summary>How the model answers a batch; it gets <see cref="Batch.Input"/> unless set. For models of several inputs.</summary>
    public Func<Batch, Tensor>? Forward { get; init; }

    /// <summary>What the model should have answered; <see cref="Batch.Target"/> unless set. <c>batch => batch.Input</c> for an autoencoder.</summary>
    public Func<Batch, Tensor>? Target { get; init; }

    /// <summary>How many times to go through the data. At least one of <see cref="Epochs"/>, <see cref="Steps"/> and <see cref="TimeLimit"/> is needed; the first that is reached ends the training.</summary>
    public int? Epochs { get; init; }

    /// <summary>How many steps the optimizer makes.</summary>
    public long? Steps { get; init; }

    /// <summary>How long to train, time before a resume included. The step under way is finished.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>What is measured in each validation, in the same single pass as the loss; recorded as "val_" and the metric's name if it is a number.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>What is measured on the batches of training as they go by, before each step; recorded under the metric's name at the end of an epoch.</summary>
    public IReadOnlyList<Metric> TrainMetrics { get; init; } = [];

    /// <summary>When to validate; after each epoch unless set. Also once at the end, unless it is <see cref="Interval.Never"/>.</summary>
    public Interval ValidateEvery { get; init; } = Interval.Epochs(1);

    /// <summary>How many batches of the validation are tried before the first step, so that a mistake in it shows at once; 2 unless set. It leaves no trace.</summary>
    public int SanityBatches { get; init; } = 2;

    /// <summary>Learning-rate schedules, moved on in this order.</summary>
    public IReadOnlyList<Schedule> Schedules { get; init; } = [];

    /// <summary>What else happens.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>How many batches make one step: their gradients are averaged. 1 unless set. The last step of an epoch may have fewer.</summary>
    public int Accumulate { get; init; } = 1;

    /// <summary>The most that the norm of all gradients together may be; null for no bound.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>The most that a single gradient's absolute value may be; null for no bound.</summary>
    public double? ClipValue { get; init; }

    /// <summary>Averaged weights that follow each step; validations use them. At the end <see cref="ExponentialMovingAverage.CopyTo"/> puts them into the model for good.</summary>
    public ExponentialMovingAverage? Average { get; init; }

    /// <summary>How the trainer looks for NaN and infinity.</summary>
    public NonFiniteCheck NonFinite { get; init; } = NonFiniteCheck.Loss;

    /// <summary>The seed of <see cref="Generator.Default"/>; null leaves it as it is. A resumed training continues where it was.</summary>
    public ulong? Seed { get; init; }

    /// <summary>
    /// Whether a resumed training uses as many threads as it began with, on any machine: sums are added in an order that depends on it. The same seed on the same number of threads gives
    /// the same bits anyway.
    /// </summary>
    public bool Deterministic { get; init; }

    /// <summary>Generators that something in the training draws from and that the trainer does not know of (it knows <see cref="Generator.Default"/>, the loaders' and the modules'): checkpoints remember them.</summary>
    public IReadOnlyList<Generator> Generators { get; init; } = [];

    /// <summary>Whether to try everything with one batch of each data set, one step and no checkpoint.</summary>
    public bool FastDevRun { get; init; }

    /// <summary>How many batches to overfit instead of training on the data set: the same ones train and validate. 0 unless set. A model that cannot overfit a small batch has a mistake.</summary>
    public int OverfitBatches { get; init; }

    /// <summary>Where checkpoints are kept; null for none.</summary>
    public ICheckpointStore? Checkpoints { get; init; }

    /// <summary>When to save a checkpoint; after each epoch unless set. In any case at the end, when interrupted, and, with <see cref="SaveBest"/>, at a new best.</summary>
    public Interval CheckpointEvery { get; init; } = Interval.Epochs(1);

    /// <summary>The least time between two checkpoints of <see cref="CheckpointEvery"/>, where epochs are so short that saving would take longer than learning; none unless set.</summary>
    public TimeSpan CheckpointPause { get; init; }

    /// <summary>Whether a checkpoint is saved, and kept as the best one, whenever the number that <see cref="Monitor"/> names is a new best; true unless set.</summary>
    public bool SaveBest { get; init; } = true;

    /// <summary>Whether to resume from the store's newest checkpoint, if it has one.</summary>
    public bool Resume { get; init; }

    /// <summary>The number that says which checkpoint is the best: "val_loss", or "loss" without validation, unless set.</summary>
    public string? Monitor { get; init; }

    /// <summary>Which way that number is better; <see cref="MetricGoal.Of"/> its name unless set.</summary>
    public PlateauMode? MonitorMode { get; init; }

    /// <summary>A text that is kept with every checkpoint: the run's configuration.</summary>
    public string Configuration { get; init; } = string.Empty;

    /// <summary>Every how many steps loss and learning rate are recorded in <see cref="TrainingHistory.Steps"/>; 1 unless set, 0 for never.</summary>
    public int RecordEvery { get; init; } = 1;

    /// <summary>Trains.</summary>
    /// <param name="train">The batches of an epoch, usually a <see cref="DataLoader"/>. Resuming to the bit needs an <see cref="IResumableBatches"/>.</param>
    /// <param name="validation">The batches that are validated on, or null.</param>
    /// <param name="cancel">Cancel it to interrupt: the step under way is finished, a checkpoint saved, and the history says so.</param>
    /// <returns>What happened.</returns>
    /// <exception cref="ArgumentException">A setting is missing or wrong, or the data gave no batch.</exception>
    /// <exception cref="CheckpointException">The checkpoint to resume from does not fit; nothing was changed.</exception>
    /// <exception cref="NonFiniteException">The loss or a gradient became NaN or infinite; it names the layer.</exception>
    public TrainingHistory Fit(IEnumerable<Batch> train, IEnumerable<Batch>? validation = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        Check();
        return new TrainingLoop(this, train, validation, cancel).Run();
    }

    /// <summary>Trains without validation, until it is cancelled or done.</summary>
    /// <inheritdoc cref="Fit(IEnumerable{Batch}, IEnumerable{Batch}?, CancellationToken)"/>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]
    public TrainingHistory Fit(IEnumerable<Batch> train, CancellationToken cancel) => Fit(train, null, cancel);

    /// <summary>Measures loss and <see cref="Metrics"/> on a data set in one pass, in evaluation mode, with the averaged weights if there are any.</summary>
    /// <param name="data">The batches.</param>
    /// <param name="cancel">Cancel it to stop.</param>
    /// <returns>"loss" and the metrics that are numbers, by name; the others keep their results for <c>Compute()</c>.</returns>
    /// <exception cref="ArgumentException">The data gave no batch.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyDictionary<string, double> Evaluate(IEnumerable<Batch> data, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new Validation(this).Run(BatchSource.Of(data), null, int.MaxValue, cancel) ?? throw new OperationCanceledException(cancel);
    }

    internal Tensor Answer(Batch batch) => Forward is null ? Model.Call(batch.Input) : Forward(batch);

    internal Tensor Wanted(Batch batch) => Target is null ? batch.Target : Target(batch);

    void Check()
    {
        if (Epochs is null && Steps is null && TimeLimit is null && !FastDevRun)
            throw new ArgumentException("A training needs an end: set Epochs, Steps or TimeLimit: new Trainer(…) { Epochs = 10 }.");
        if (Epochs is < 1) throw new ArgumentException($"Epochs = {Epochs} trains nothing; it is 1 or more.");
        if (Steps is < 1) throw new ArgumentException($"Steps = {Steps} trains nothing; it is 1 or more.");
        if (TimeLimit <= TimeSpan.Zero) throw new ArgumentException($"TimeLimit = {TimeLimit} trains nothing; it is above 0.");
        if (Accumulate < 1) throw new ArgumentException($"Accumulate = {Accumulate}: a step is made of 1 batch or more.");
        if (SanityBatches < 0) throw new ArgumentException($"SanityBatches = {SanityBatches}; 0 is none.");
        if (OverfitBatches < 0) throw new ArgumentException($"OverfitBatches = {OverfitBatches}; 0 trains on all data.");
        if (RecordEvery < 0) throw new ArgumentException($"RecordEvery = {RecordEvery}; 0 records no steps.");
        if (Optimizer.NeedsClosure && Accumulate > 1) throw new ArgumentException($"{Optimizer.GetType().Name} computes its loss again and again on one batch; Accumulate does not go with it. Use larger batches.");
        if (Resume && Checkpoints is null && !FastDevRun) throw new ArgumentException("Resume needs a place to resume from: Checkpoints = new CheckpointFolder(\"runs/first\").");
        foreach (Schedule schedule in Schedules)
        {
            if (schedule.Optimizer != Optimizer) throw new ArgumentException("A schedule was made for another optimizer than the trainer's.");
        }
    }
}
