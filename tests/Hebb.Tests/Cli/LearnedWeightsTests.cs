using Hebb.Cli.Display;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Training;
using Hebb.Vision.Classification;

namespace Hebb.Tests;

public sealed class LearnedWeightsTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly List<string> told = [];
    readonly Linear model = new(1, 1, bias: false);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheBestWeightsThatWereKeptAreTakenAndTheirEpochIsSaid()
    {
        CheckpointFolder store = Store((20, 2));
        LearnedWeights weights = LearnedWeights.Best(History(0.5, 0.9, 0.7), "val_accuracy", store, model, told.Add);
        Assert.Equal((0.9, 2.0, false), (weights.Val, weights.Epoch, weights.IsLast));
        Assert.Equal(2, model.Weight.Tensor.Item());
        Assert.Equal("90.00 % (best after epoch 2; those weights are saved)", TrainingEnding.Validation(weights));
        Assert.Empty(told);
    }

    [Fact]
    public void TheLastWeightsAreTakenIfTheyAreBest()
    {
        LearnedWeights weights = LearnedWeights.Best(History(0.5, 0.7, 0.9), "val_accuracy", Store((20, 2)), model, told.Add);
        Assert.Equal((0.9, 3.0, true), (weights.Val, weights.Epoch, weights.IsLast));
        Assert.Equal("90.00 %", TrainingEnding.Validation(weights));
        Assert.Equal(3, model.Weight.Tensor.Item());
    }

    // A full disk kept the best from being kept.
    [Theory]
    [InlineData(0.5, 0.9, 0.7, 3)]
    [InlineData(0.8, 0.9, 0.7, 1)]
    public void WeightsAreNeverGivenForBetterThanTheyAre(double first, double second, double third, int epoch)
    {
        LearnedWeights weights = LearnedWeights.Best(History(first, second, third), "val_accuracy", Store((10, 1)), model, told.Add);
        Assert.Equal((Math.Max(first, third), epoch), (weights.Val, weights.Epoch));
        Assert.Equal(epoch, model.Weight.Tensor.Item());
        Assert.Contains($"The weights of epoch 2, the best ones, could not be kept; those of epoch {epoch} are saved.", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void ADamagedBestCheckpointIsSaidAndTheLastWeightsAreTaken()
    {
        CheckpointFolder store = Store((20, 2));
        File.WriteAllText(store.BestPath, "no checkpoint");
        LearnedWeights weights = LearnedWeights.Best(History(0.5, 0.9, 0.7), "val_accuracy", store, model, told.Add);
        Assert.Equal((0.7, 2), (weights.Val, told.Count));
    }

    // The network's only weight says after which epoch it is.
    CheckpointFolder Store(params (long Step, float Weight)[] best)
    {
        var store = new CheckpointFolder(folder.Path);
        foreach ((long step, float weight) in best)
        {
            var checkpoint = new Checkpoint();
            checkpoint.Section("training").Put("step", step);
            checkpoint.Section("model").Put("weight", Tensor.From([weight], [1, 1]));
            store.Save(checkpoint, isBest: true);
        }

        using var noGrad = Autograd.NoGrad();
        model.Weight.Tensor.Fill(3);
        return store;
    }

    static TrainingHistory History(params double[] accuracies)
    {
        var history = new TrainingHistory { StepCount = 10 * accuracies.Length, BestStep = 10 * (1 + Array.IndexOf(accuracies, accuracies.Max())) };
        for (int i = 0; i < accuracies.Length; i++) history.AddEpoch("val_accuracy", 10 * (i + 1), i + 1, accuracies[i]);
        return history;
    }
}
