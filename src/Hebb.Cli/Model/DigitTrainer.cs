using System.Diagnostics;
using System.Globalization;
using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;
using Hebb.Vision.Datasets;
using Hebb.Vision.Transforms;

namespace Hebb.Cli.Model;

/// <summary>Teaches a network the 500 training digits, a tenth of them held out, each seen a little turned, scaled and shifted.</summary>
sealed class DigitTrainer
{
    readonly TrainingSettings settings;
    readonly Module model;
    readonly DataLoader loader;
    readonly RandomAffine jitter;
    readonly Generator draws;
    readonly TensorDataset training;
    readonly TensorDataset validation;

    public DigitTrainer(TrainingSettings settings, Module model, Generator generator)
    {
        this.settings = settings;
        this.model = model;
        var digits = new TensorDataset(Digits.Train.Images, Digits.Train.Labels);
        int[] order = generator.Permutation(digits.Count);
        validation = Part(digits, order.AsSpan(0, settings.Validation));
        training = Part(digits, order.AsSpan(settings.Validation));
        loader = new DataLoader(training, settings.BatchSize, shuffle: true, generator: generator.Fork(1));
        jitter = new RandomAffine(settings.Degrees, settings.Translate, settings.Scale);
        draws = generator.Fork(2);
    }

    /// <summary>Trains until the last epoch has ended or <paramref name="stop"/> is cancelled; then the batch in hand is finished.</summary>
    /// <exception cref="HebbException">The loss became NaN or infinite.</exception>
    public TrainingOutcome Run(ITrainingDisplay display, CancellationToken stop)
    {
        var optimizer = new AdamW(model.Parameters(), settings.LearningRate, weightDecay: settings.WeightDecay);
        var schedule = new OneCycleLR(optimizer, settings.LearningRate, settings.Epochs * loader.Count);
        long start = Stopwatch.GetTimestamp();
        int epoch = 0, seen = 0;
        while (epoch < settings.Epochs && !stop.IsCancellationRequested)
        {
            epoch++;
            double sum = 0;
            int batches = 0;
            foreach (Batch batch in loader)
            {
                using (Memory.Scope())
                {
                    sum += Learn(batch, optimizer, epoch, batches + 1);
                    schedule.Step();
                }

                batches++;
                seen += batch.Count;
                if (stop.IsCancellationRequested) break;
            }

            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            display.Ended(new EpochReport(
                epoch, settings.Epochs, sum / batches, Accuracy(training), Accuracy(validation), seen / seconds, TimeSpan.FromSeconds(seconds / epoch * (settings.Epochs - epoch))));
        }

        var test = new TensorDataset(Digits.Test.Images, Digits.Test.Labels);
        return new TrainingOutcome(
            epoch, stop.IsCancellationRequested, Accuracy(training), Accuracy(validation), Accuracy(test), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    double Learn(Batch batch, Optimizer optimizer, int epoch, int number)
    {
        model.Train();
        optimizer.ZeroGrad();
        Tensor scores = model.Forward(jitter.Apply(batch.Input, draws));
        Tensor loss = scores.CrossEntropy(batch.Target, labelSmoothing: settings.LabelSmoothing);
        double value = loss.Item();
        if (!double.IsFinite(value))
        {
            throw new HebbException(
                string.Create(CultureInfo.InvariantCulture, $"The loss became {value} in epoch {epoch}, batch {number}, at the learning rate {settings.LearningRate}; nothing is saved."),
                string.Create(CultureInfo.InvariantCulture, $"The steps are too long for this network: try --learning-rate {Math.Min(new TrainingSettings().LearningRate, settings.LearningRate / 10):G3}."));
        }

        loss.Backward();
        optimizer.Step();
        return value;
    }

    double Accuracy(TensorDataset digits)
    {
        model.Eval();
        using var quiet = Autograd.NoGrad();
        using var scope = Memory.Scope();
        return Metrics.Accuracy(model.Forward(digits.Tensors[0]), digits.Tensors[1]);
    }

    static TensorDataset Part(TensorDataset whole, ReadOnlySpan<int> indices)
    {
        Batch part = whole.Take(indices);
        return new TensorDataset(part.Input, part.Target);
    }
}
