using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

namespace Hebb.Tests;

[Collection("default generator")]
public sealed class LearningRateFinderTests
{
    [Fact]
    public void ItSuggestsARateThatLearnsAndLeavesEverythingAsItWas()
    {
        Sequential model = Tiny.Model(dropout: 0.2);
        Adam optimizer = Tiny.Adam(model);
        var trainer = new Trainer(model, optimizer, Tiny.Loss) { Epochs = 3 };
        Hebb.Data.DataLoader loader = Tiny.Loader(Tiny.Points(200));
        trainer.Fit(loader);
        float[] weights = Tiny.Weights(model);
        Dictionary<string, Tensor> state = optimizer.StateDict();
        GeneratorState random = Generator.Default.State;
        model.Eval();

        LearningRateCurve curve = LearningRateFinder.Run(trainer, loader, from: 1e-6, to: 100, steps: 80);

        Assert.Equal(weights, Tiny.Weights(model));
        Assert.Equal(random, Generator.Default.State);
        Assert.False(model.IsTraining);
        foreach ((string name, Tensor value) in optimizer.StateDict()) Assert.Equal(state[name].To(DType.Float64).ToArray<double>(), value.To(DType.Float64).ToArray<double>());
        Assert.Equal(curve.Rates.Count, curve.Smoothed.Count);
        Assert.InRange(curve.Rates.Count, 20, 80);
        Assert.True(curve.Suggestion < curve.LowestLossRate);
    }

    [Fact]
    public void TheSuggestionForAFreshModelLearns()
    {
        Sequential model = Tiny.Model();
        var sgd = new SGD(model.Parameters(), 1e-9);
        LearningRateCurve curve = LearningRateFinder.Run(model, sgd, Tiny.Loss, Tiny.Loader(Tiny.Points(400)), from: 1e-4, to: 100);
        Assert.InRange(curve.Suggestion, 1e-3, 10);
        sgd.LearningRate = curve.Suggestion;
        TrainingHistory history = new Trainer(model, sgd, Tiny.Loss) { Epochs = 5 }.Fit(Tiny.Loader(Tiny.Points(400)));
        Assert.True(history["loss"].Last < 0.8 * history.Steps["loss"].Values[0]);
    }

    [Fact]
    public void WrongBoundsAreExplained()
    {
        Sequential model = Tiny.Model();
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateFinder.Run(model, Tiny.Adam(model), Tiny.Loss, Tiny.Loader(Tiny.Points(40)), from: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateFinder.Run(model, Tiny.Adam(model), Tiny.Loss, Tiny.Loader(Tiny.Points(40)), from: 1, to: 0.5));
    }
}
