using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

namespace Hebb.Tests;

[Collection("default generator")]
public sealed class FitTests
{
    [Fact]
    public void AFitGivesTheBitsOfThePlainLoop()
    {
        TensorDataset data = Tiny.Points(95);
        Sequential plain = Tiny.Model(), trained = Tiny.Model();
        Adam optimizer = Tiny.Adam(plain);
        DataLoader loader = Tiny.Loader(data);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            foreach ((Tensor x, Tensor y) in loader)
            {
                optimizer.ZeroGrad();
                plain.Forward(x).CrossEntropy(y).Backward();
                optimizer.Step();
            }
        }

        TrainingHistory history = new Trainer(trained, Tiny.Adam(trained), new CrossEntropyLoss()) { Epochs = 3 }.Fit(Tiny.Loader(data));
        Assert.Equal(Tiny.Weights(plain), Tiny.Weights(trained));
        Assert.Equal((30L, 3, 285L, StopReason.Completed), (history.StepCount, history.EpochCount, history.SampleCount, history.StopReason));
        Assert.Equal(30, history.Steps["loss"].Count);
        Assert.Equal([10L, 20, 30], history["loss"].Steps);
        Assert.Equal([1.0, 2, 3], history["loss"].Epochs);
    }

    [Fact]
    public void ItLearnsAndMeasuresInOnePass()
    {
        var validation = new Counted(Tiny.Points(200, seed: 9));
        Sequential model = Tiny.Model();
        var confusion = new ConfusionMatrix(4);
        var trainer = new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 8, Metrics = [new Accuracy(), confusion], TrainMetrics = [new Accuracy()], SanityBatches = 0 };
        TrainingHistory history = trainer.Fit(Tiny.Loader(Tiny.Points(400)), new DataLoader(validation, 50));
        Assert.InRange(history["val_accuracy"].Last, 0.9, 1);
        Assert.InRange(history["accuracy"].Last, 0.9, 1);
        Assert.True(history["val_loss"].Last < history["val_loss"].Values[0]);
        Assert.Equal(8 * 4, validation.Reads);
        Assert.Equal(200, confusion.Compute().Total);
        Assert.True(model.IsTraining);
        IReadOnlyDictionary<string, double> measured = trainer.Evaluate(new DataLoader(validation, 50));
        Assert.Equal(history["val_accuracy"].Last, measured["accuracy"]);
        Assert.Equal(history["val_loss"].Last, measured["loss"]);
    }

    [Fact]
    public void BatchesPutTogetherMakeTheStepOfOneLargeBatch()
    {
        TensorDataset data = Tiny.Points(60);
        Sequential large = Tiny.Model(), small = Tiny.Model();
        new Trainer(large, new SGD(large.Parameters(), 0.1), Tiny.Loss) { Epochs = 2 }.Fit(new DataLoader(data, 40));
        TrainingHistory history = new Trainer(small, new SGD(small.Parameters(), 0.1), Tiny.Loss) { Epochs = 2, Accumulate = 4 }.Fit(new DataLoader(data, 10));
        Assert.Equal(4, history.StepCount);
        Assert.All(Tiny.Weights(large).Zip(Tiny.Weights(small)), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void StepsValidationsAndStopsComeWhenTheyAreDue()
    {
        Sequential model = Tiny.Model();
        var log = new Log();
        TrainingHistory history = new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Steps = 25, ValidateEvery = Interval.Steps(10), Callbacks = [log] }
            .Fit(Tiny.Loader(Tiny.Points(80)), new DataLoader(Tiny.Points(20), 20));
        Assert.Equal([10L, 20, 25], history["val_loss"].Steps);
        Assert.Equal(25, history.StepCount);
        Assert.Equal((4, 3, 25), (log.EpochStarts, log.EpochEnds, log.StepEnds));
        Assert.Equal(3, history.EpochCount);
    }

    [Fact]
    public void ATimeLimitEndsIt()
    {
        Sequential model = Tiny.Model();
        TrainingHistory history = new Trainer(model, Tiny.Adam(model), Tiny.Loss) { TimeLimit = TimeSpan.FromMilliseconds(50) }.Fit(Tiny.Loader(Tiny.Points(80)));
        Assert.Equal(StopReason.TimeLimit, history.StopReason);
        Assert.True(history.Elapsed >= TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void SchedulesMovePerStepPerEpochAndOnAPlateau()
    {
        Sequential model = Tiny.Model();
        Adam optimizer = Tiny.Adam(model);
        TrainingHistory history = new Trainer(model, optimizer, Tiny.Loss) { Epochs = 3, Schedules = [Schedule.PerStep(new OneCycleLR(optimizer, 0.1, totalSteps: 24))] }.Fit(Tiny.Loader(Tiny.Points(80)));
        Assert.Equal(24, history.Steps["learning_rate"].Count);
        Assert.InRange(history.Steps["learning_rate"].Values.Max(), 0.09, 0.1);
        var slow = new SGD(model.Parameters(), 1);
        new Trainer(model, slow, Tiny.Loss) { Epochs = 2, Schedules = [Schedule.PerEpoch(new ExponentialLR(slow, 0.5))] }.Fit(Tiny.Loader(Tiny.Points(80)));
        Assert.Equal(0.25, slow.LearningRate);
        var still = new SGD(model.Parameters(), 0);
        still.LearningRate = 0;
        var plateau = new ReduceLROnPlateau(still, patience: 0);
        new Trainer(model, still, Tiny.Loss) { Epochs = 3, Schedules = [Schedule.OnPlateau(plateau, "loss")] }.Fit(new DataLoader(Tiny.Points(80), 80));
        Assert.True(plateau.State.Best < double.PositiveInfinity);
    }

    [Fact]
    public void EarlyStoppingEndsItAndBringsTheBestWeightsBack()
    {
        Sequential model = Tiny.Model();
        var optimizer = new SGD(model.Parameters(), 0.5);
        var stop = new EarlyStopping("val_loss", patience: 2, restoreBest: true);
        var ruin = new RuinAfter(3);
        TensorDataset validation = Tiny.Points(50, seed: 8);
        var trainer = new Trainer(model, optimizer, Tiny.Loss) { Epochs = 50, Callbacks = [ruin, stop] };
        TrainingHistory history = trainer.Fit(Tiny.Loader(Tiny.Points(200)), new DataLoader(validation, 50));
        Assert.Equal(StopReason.Requested, history.StopReason);
        Assert.Equal(5, history.EpochCount);
        Assert.Contains("(epoch 3) for 2 values in a row", history.StopMessage, StringComparison.Ordinal);
        Assert.Equal(stop.Best, trainer.Evaluate(new DataLoader(validation, 50))["loss"]);
        Assert.Equal(60, stop.BestStep);
        Assert.Equal((stop.Best, 60L), (history.BestValue, history.BestStep));
    }

    [Fact]
    public void AFewBatchesCanBeLearnedByHeart()
    {
        Sequential model = Tiny.Model();
        TensorDataset noise = new(Tensor.Rand([200, 2], generator: new Generator(4)), (Tensor.Rand([200], generator: new Generator(5)) * 4).To(DType.Int64));
        var trainer = new Trainer(model, new Adam(model.Parameters(), 0.02), Tiny.Loss) { Epochs = 300, OverfitBatches = 1, ValidateEvery = Interval.Epochs(100), Metrics = [new Accuracy()] };
        TrainingHistory history = trainer.Fit(Tiny.Loader(noise), new DataLoader(noise, 50));
        Assert.Equal(300, history.StepCount);
        Assert.True(history["val_accuracy"].Last >= 0.9, history.ToString());
        Assert.Equal(history["loss"].Last, history["val_loss"].Last, 0.05);
    }

    [Fact]
    public void AFastRunTriesEverythingOnce()
    {
        using var folder = new TemporaryFolder();
        Sequential model = Tiny.Model();
        var log = new Log();
        TrainingHistory history = new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 100, FastDevRun = true, Callbacks = [log], Checkpoints = new Hebb.Formats.CheckpointFolder(folder.File("run")) }
            .Fit(Tiny.Loader(Tiny.Points(80)), new DataLoader(Tiny.Points(80), 10));
        Assert.Equal((1L, 1, 1, 1), (history.StepCount, log.EpochEnds, log.Validations, log.ValidationBatches));
        Assert.False(Directory.Exists(folder.File("run")));
    }

    [Fact]
    public void AMistakeInTheValidationShowsBeforeTheFirstStepAndLeavesNoTrace()
    {
        Sequential model = Tiny.Model(dropout: 0.5);
        float[] before = Tiny.Weights(model);
        TensorDataset wrong = new(Tensor.Rand([20, 3]), Tensor.Zeros([20], DType.Int64));
        Assert.Throws<ShapeException>(() => new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 1 }.Fit(Tiny.Loader(Tiny.Points(80)), new DataLoader(wrong, 10)));
        Assert.Equal(before, Tiny.Weights(model));

        GeneratorState state = Generator.Default.State;
        float[] Trained(int sanity)
        {
            Generator.Default.State = state;
            Sequential fresh = Tiny.Model(dropout: 0.5);
            new Trainer(fresh, Tiny.Adam(fresh), Tiny.Loss) { Epochs = 1, SanityBatches = sanity }
                .Fit(Tiny.Loader(Tiny.Points(80)), new DataLoader(Tiny.Points(80), 10) { Transform = new Tiny.Jitter() });
            return Tiny.Weights(fresh);
        }

        Assert.Equal(Trained(0), Trained(5));
    }

    [Fact]
    public void TheAverageIsWhatIsValidated()
    {
        Sequential model = Tiny.Model();
        var average = new ExponentialMovingAverage(model.Parameters(), 0.9);
        TensorDataset validation = Tiny.Points(50, seed: 8);
        var trainer = new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 2, Average = average };
        TrainingHistory history = trainer.Fit(Tiny.Loader(Tiny.Points(200)), new DataLoader(validation, 50));
        float[] trained = Tiny.Weights(model);
        average.CopyTo();
        Assert.NotEqual(trained, Tiny.Weights(model));
        Assert.Equal(model.Eval().Forward(validation.Tensors[0]).CrossEntropy(validation.Tensors[1]).Item(), history["val_loss"].Last, 1e-6);
    }

    [Fact]
    public void ClippingBoundsTheStep()
    {
        Sequential model = Tiny.Model();
        float[] before = Tiny.Weights(model);
        TrainingHistory history = new Trainer(model, new SGD(model.Parameters(), 1), Tiny.Loss) { Steps = 1, ClipNorm = 1e-3 }.Fit(Tiny.Loader(Tiny.Points(80)));
        double moved = Math.Sqrt(before.Zip(Tiny.Weights(model), (a, b) => Math.Pow(a - b, 2)).Sum());
        Assert.InRange(moved, 0.9e-3, 1.001e-3);
        Assert.True(history.Steps["gradient_norm"].Last > 1e-3);
    }

    [Fact]
    public void LbfgsTrainsToo()
    {
        Sequential model = Tiny.Model();
        TrainingHistory history = new Trainer(model, new LBFGS(model.Parameters()), Tiny.Loss) { Epochs = 5 }.Fit(new DataLoader(Tiny.Points(80), 80));
        Assert.True(history["loss"].Last < history["loss"].Values[0] / 2);
    }

    [Fact]
    public void AnOptimizerThatNeedsAClosureGetsOne()
    {
        Sequential model = Tiny.Model();
        var optimizer = new TwiceEvaluating(model.Parameters());
        new Trainer(model, optimizer, Tiny.Loss) { Epochs = 3 }.Fit(new DataLoader(Tiny.Points(20), 10));
        Assert.Equal((12, 0), (optimizer.Evaluations, optimizer.BareSteps));
        var problem = Assert.Throws<ArgumentException>(() => new Trainer(model, optimizer, Tiny.Loss) { Epochs = 1, Accumulate = 2 }.Fit(new DataLoader(Tiny.Points(20), 10)));
        Assert.Contains("TwiceEvaluating computes its loss again and again", problem.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Lookahead(optimizer));
        Assert.False(Tiny.Adam(model).NeedsClosure);
    }

    sealed class TwiceEvaluating(IEnumerable<Parameter> parameters) : Optimizer(parameters, 0.1, 0, 0, maximize: false)
    {
        public int Evaluations { get; private set; }

        public int BareSteps { get; private set; }

        public override bool NeedsClosure => true;

        public override void Step() => BareSteps++;

        public override Tensor Step(Func<Tensor> closure)
        {
            Evaluations += 2;
            closure();
            return closure().Detach();
        }

        protected override void Update(ParameterGroup group, ParameterState state, Tensor gradient)
        {
        }
    }

    [Fact]
    public void AnySequenceOfBatchesCanBeTrainedOn()
    {
        Sequential model = Tiny.Model();
        TensorDataset data = Tiny.Points(50);
        IEnumerable<Batch> Stream()
        {
            for (int i = 0; i < 5; i++) yield return data.Take(Enumerable.Range(10 * i, 10).ToArray());
        }

        TrainingHistory history = new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 2, Accumulate = 2 }.Fit(Stream());
        Assert.Equal((6L, 2), (history.StepCount, history.EpochCount));
    }

    [Fact]
    public void WrongSettingsAndDataAreExplained()
    {
        Sequential model = Tiny.Model();
        Adam optimizer = Tiny.Adam(model);
        DataLoader loader = Tiny.Loader(Tiny.Points(20));
        Assert.Contains("Epochs", Assert.Throws<ArgumentException>(() => new Trainer(model, optimizer, Tiny.Loss).Fit(loader)).Message, StringComparison.Ordinal);
        Assert.Contains("no batch", Assert.Throws<ArgumentException>(() => new Trainer(model, optimizer, Tiny.Loss) { Epochs = 1 }.Fit([])).Message, StringComparison.Ordinal);
        Assert.Contains("no batch", Assert.Throws<ArgumentException>(() => new Trainer(model, optimizer, Tiny.Loss) { Epochs = 1, SanityBatches = 0 }.Fit(loader, [])).Message, StringComparison.Ordinal);
        string message = Assert.Throws<ArgumentException>(() => new Trainer(model, optimizer, Tiny.Loss) { Epochs = 1, Callbacks = [new EarlyStopping("val_acc")] }.Fit(loader, loader)).Message;
        Assert.Contains("'val_acc'", message, StringComparison.Ordinal);
        Assert.Contains("loss, val_loss", message, StringComparison.Ordinal);
        var unreduced = new Trainer(model, optimizer, new CrossEntropyLoss(reduction: Reduction.None)) { Epochs = 1 };
        Assert.Contains("[10]", Assert.Throws<ShapeException>(() => unreduced.Fit(loader)).Message, StringComparison.Ordinal);
        TensorDataset wrong = new(Tensor.Rand([20, 2]), Tensor.Full([20], 7, DType.Int64));
        var log = new Log();
        IndexException label = Assert.Throws<IndexException>(() => new Trainer(model, optimizer, Tiny.Loss) { Epochs = 1, Callbacks = [log] }.Fit(new DataLoader(wrong, 10)));
        Assert.Contains("7", label.Message, StringComparison.Ordinal);
        Assert.Same(label, log.Problem);
    }

    [Fact]
    public void PartsInEvaluationModeStayThere()
    {
        Sequential model = Tiny.Model(dropout: 0.5);
        model[1].Eval();
        new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 1 }.Fit(Tiny.Loader(Tiny.Points(20)), Tiny.Loader(Tiny.Points(20)));
        Assert.True(model.IsTraining && model[0].IsTraining && !model[1].IsTraining);
        model.Eval();
        new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 1 }.Fit(Tiny.Loader(Tiny.Points(20)));
        Assert.True(model[1].IsTraining);
    }

    sealed class Log : Callback
    {
        public int EpochStarts, EpochEnds, StepEnds, Validations, ValidationBatches;

        public Exception? Problem { get; private set; }

        public override void OnEpochStart(TrainingState state) => EpochStarts++;

        public override void OnEpochEnd(TrainingState state) => EpochEnds++;

        public override void OnStepEnd(TrainingState state) => StepEnds++;

        public override void OnValidationStart(TrainingState state) => Validations++;

        public override void OnValidationBatch(TrainingState state, Batch batch, Tensor prediction) => ValidationBatches++;

        public override void OnException(TrainingState state, Exception problem) => Problem = problem;
    }

    /// <summary>Spoils the weights from an epoch on.</summary>
    sealed class RuinAfter(int epochs) : Callback
    {
        public override void OnValidationStart(TrainingState state)
        {
            if (state.Epoch < epochs) return;
            using var noGrad = Autograd.NoGrad();
            foreach (Parameter p in state.Model.Parameters()) p.Tensor.CopyFrom(p.Tensor * -3);
        }
    }

    sealed class Counted(IDataset data) : IDataset
    {
        public int Reads { get; private set; }

        public int Count => data.Count;

        public Batch Take(ReadOnlySpan<int> indices)
        {
            Reads++;
            return data.Take(indices);
        }
    }
}
