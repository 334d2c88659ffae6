using Hebb.Nn;
using Hebb.Training;

namespace Hebb.Vision.Classification;

/// <summary>The training of a classifier, from its plan to its card. The same plan always gives the same network, to the bit, on the same number of threads.</summary>
sealed class ClassifierTraining
{
    const string Monitored = "val_accuracy";
    readonly TrainingSetup setup;

    /// <summary>Opens the data that a plan names and builds the network; nothing is written.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="warn">Told about images that are left out.</param>
    /// <param name="withTest">Whether the test images are wanted.</param>
    /// <exception cref="HebbException">Something is not there or does not fit.</exception>
    public ClassifierTraining(TrainingPlan plan, Action<string> warn, bool withTest = true)
        : this(plan, () => TrainingData.Of(plan, warn, withTest))
    {
    }

    /// <summary>Builds the network for data that is opened otherwise.</summary>
    public ClassifierTraining(TrainingPlan plan, Func<TrainingData> open)
    {
        Augmentation.Check(plan.Augment);
        NetworkSpec spec = NetworkSpec.Parse(plan.Model, plan.Layers);
        Plan = plan.With(TrainingSetting.Model, spec.Text).With(TrainingSetting.Layers, spec.Layers);
        Data = open();
        Generator.Default.Reseed(plan.Seed);
        Model = spec.Build(Data.Preprocessing.Size, Data.Train.Classes.Count, new Generator(plan.Seed));
        setup = new TrainingSetup(plan, Data, Model);
    }

    /// <summary>The plan, with the network's full name.</summary>
    public TrainingPlan Plan { get; }

    public TrainingData Data { get; }

    public Module Model { get; }

    /// <summary>Trains.</summary>
    /// <param name="callbacks">What else happens.</param>
    /// <param name="checkpoints">Where checkpoints are kept, the best one at least.</param>
    /// <param name="resume">Whether to resume from the newest checkpoint.</param>
    /// <param name="cancel">Cancel it to stop after the step under way.</param>
    /// <exception cref="HebbException">The checkpoint does not fit, the loss became NaN, or the weights grew beyond all bounds.</exception>
    public TrainingHistory Fit(IReadOnlyList<Callback> callbacks, ICheckpointStore checkpoints, bool resume, CancellationToken cancel)
    {
        var trainer = new Trainer(Model, setup.Optimizer, setup.Loss)
        {
            Epochs = Plan.Epochs,
            Metrics = [new Accuracy()],
            Schedules = setup.Schedules(),
            Callbacks = callbacks,
            Checkpoints = checkpoints,
            CheckpointEvery = checkpoints is BestCheckpoint ? Interval.Never : Interval.Epochs(1),
            CheckpointPause = TimeSpan.FromSeconds(1),
            Resume = resume,
            Monitor = Monitored,
            SaveBest = Plan.KeepsBest,
            Deterministic = true,
            Configuration = Plan.Settings.ToString(),
            RecordEvery = 0,
        };
        try
        {
            return trainer.Fit(setup.Train, setup.Val, cancel);
        }
        catch (Exception problem) when (problem is not NonFiniteException and (HebbException or ArgumentException) && HasDiverged())
        {
            string smaller = TrainingSetup.Text(Math.Min(Plan.LearningRate / 10, TrainingDefaults.Rate(Plan.Optimizer)));
            throw new HebbException(
                $"The network's weights grew beyond all bounds at the learning rate {TrainingSetup.Text(Plan.LearningRate)}: its answers are no numbers any more.", $"The learning rate is too large for this network: try {Phrases.LearningRate}{smaller}.", problem);
        }
    }

    /// <summary>Trains some steps while the learning rate rises.</summary>
    public LearningRateCurve FindLearningRate(int steps) => LearningRateFinder.Run(new Trainer(Model, setup.Optimizer, setup.Loss), setup.Train, steps: steps);

    /// <summary>Gives the network the weights that the plan asks for: those that were best on the validation images, or the last.</summary>
    /// <param name="history">What happened.</param>
    /// <param name="checkpoints">Where they were kept.</param>
    /// <param name="tell">Told when they could not be.</param>
    public LearnedWeights TakeWeights(TrainingHistory history, ICheckpointStore checkpoints, Action<string> tell) =>
        Plan.KeepsBest ? LearnedWeights.Best(history, Monitored, checkpoints, Model, tell) : LearnedWeights.Last(history, Monitored);

    /// <summary>The card of the trained network.</summary>
    /// <param name="validation">Its accuracy on the validation images.</param>
    /// <param name="test">Its accuracy on the test images, if there are any.</param>
    public ClassifierCard Card(double validation, double? test) => ClassifierCard.Of(Plan.Model, Plan.Layers, Data.Preprocessing, [.. Data.Train.Classes]) with
    {
        Data = Plan.Data,
        Scores = new ClassifierScores { Validation = validation, Test = test, Epochs = Plan.Epochs, Seed = Plan.Seed },
    };

    // Weights of a network that learns stay far below.
    bool HasDiverged()
    {
        const double Sane = 1e6;
        using var quiet = Autograd.Pause();
        return Model.Parameters().Any(p => !(p.Tensor.Abs().Max().Item() <= Sane));
    }
}
