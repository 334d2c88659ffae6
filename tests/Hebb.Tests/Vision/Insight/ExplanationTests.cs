using Hebb.Nn;
using Hebb.Plots;
using Hebb.Vision.Datasets;
using Hebb.Vision.Insight;

namespace Hebb.Tests;

[Collection("default generator")]
public sealed class ExplanationTests
{
    [Fact]
    public void LookingLeavesTheModelAsItWas()
    {
        var model = new Sequential(new Conv2d(1, 4, 3, generator: new Generator(1)), new BatchNorm2d(4), new ReLU(), new Dropout(0.5), new Flatten(), new Linear(4 * 36, 10, generator: new Generator(2)));
        model[1].Eval();
        model.Forward(Digits.Train.Images[0..4]).Sum().Backward();
        Dictionary<string, Tensor> before = model.StateDict();
        float[][] gradients = [.. model.Parameters().Select(p => p.Grad!.ToArray<float>())];
        bool[] modes = [.. model.NamedModules().Select(m => m.Value.IsTraining)];
        GeneratorState random = Generator.Default.State;
        Tensor x = Digits.Test.Images[0..2];

        Saliency.Of(model, x);
        Saliency.Smooth(model, x, samples: 2);
        GradCam.Of(model, x);
        OcclusionMap.Of(model, x[0]);
        FeatureMaps.Of(model, x, ["0", "2"]);
        LayerWeights.Of(model);
        ActivationStatistics.Of(model, [new Hebb.Data.Batch(x)]);
        GradientFlow.Of(model);
        EvaluationReport.Of(model, new Hebb.Data.TensorDataset(x, Tensor.From([1L, 2])), Digits.Classes);
        Explanation.Of(model, x[1], Digits.Classes).ToReport();
        Assert.Throws<ArgumentException>(() => FeatureMaps.Of(model, x, "none"));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradCam.Of(model, x, [10]));

        Assert.Equal(modes, model.NamedModules().Select(m => m.Value.IsTraining));
        Assert.Equal(gradients, model.Parameters().Select(p => p.Grad!.ToArray<float>()));
        Assert.All(model.NamedModules(), m => Assert.False(m.Value.HasHooks));
        Assert.All(model.Parameters(), p => Assert.True(p.RequiresGrad));
        Assert.Equal(random, Generator.Default.State);
        foreach ((string name, Tensor value) in model.StateDict()) Assert.Equal(before[name].ToArray<float>(), value.ToArray<float>());
        Assert.False(x.RequiresGrad);
    }

    [Fact]
    public void SaysWhatTheModelSaysAndExplainsTheClassThatWasAskedFor()
    {
        Tensor x = Digits.Test.Images[3];
        Explanation seen = Explanation.Of(TrainedDigits.Model, x, Digits.Classes);
        Assert.Equal(1, seen.Probabilities.Sum(p => p.Probability), 1e-9);
        Assert.Equal(seen.Probabilities.Max(p => p.Probability), seen.Probabilities[0].Probability);
        Assert.Equal(seen.Probabilities[0], seen.Class);
        Assert.Equal("3", seen.GradCam!.Layer);
        Explanation other = Explanation.Of(TrainedDigits.Model, x, Digits.Classes, @class: 8);
        Assert.Equal("8", other.Class.Name);
        Assert.Equal([8], other.GradCam!.Classes);
        Assert.Contains("Why 8?", other.ToReport().ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void AModelWithoutConvolutionsAndAImageOfAnotherSizeAreExplainedToo()
    {
        var model = new Sequential(new Flatten(), new Linear(64, 10, generator: new Generator(1)));
        Explanation seen = Explanation.Of(model, Digits.Test.Images[0..1], Digits.Classes, shown: Tensor.Rand([3, 20, 30]));
        Assert.Null(seen.GradCam);
        string page = seen.ToReport("A digit").ToHtml();
        Assert.Contains("Occlusion", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Grad-CAM", page, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Explanation.Of(model, Digits.Test.Images[0..2], Digits.Classes));
        Assert.Throws<ShapeException>(() => Explanation.Of(model, Digits.Test.Images[0], ["a"]));
    }

    [Fact]
    public void EveryFigureIsDrawn()
    {
        Sequential model = TrainedDigits.Model;
        Tensor x = Digits.Test.Images[0..200], labels = Digits.Test.Labels[0..200];
        Tensor features = FeatureMaps.Of(model, x, "7").Values;
        ActivationStatistics activations = ActivationStatistics.Of(model, [new Hebb.Data.Batch(x)]);
        Figure[] figures =
        [
            LayerWeights.Of(model).ToFigure(), LayerWeights.Of(model, "8").ToFigure([16, 24]), FeatureMaps.Of(model, x[0..2], "3").ToFigure(1),
            FeatureMaps.Of(model, x[0..2], "8").ToFigure(), Saliency.Of(model, x[0..4]).ToFigure(Digits.Classes), GradCam.Of(model, x[0..4]).ToFigure(),
            OcclusionMap.Of(model, x[0]).ToFigure(), Pca.Of(features).ToFigure(labels), Pca.Of(features).ToFigure(), Tsne.Of(features, new TsneOptions { Steps = 50 }).ToFigure(labels),
            activations.ToFigure(), activations.ToDeadUnitsFigure(), GradientFlow.Of(model, model.Forward(x).CrossEntropy(labels)).ToFigure(biases: true),
        ];
        foreach (Figure figure in figures)
        {
            Assert.StartsWith("<svg", figure.ToSvg(), StringComparison.Ordinal);
            Assert.NotEmpty(figure.ToTerminal());
        }
    }

    [Fact]
    public void FeatureMapsAreTheLayersOutputs()
    {
        Tensor x = Digits.Test.Images[0..2];
        using var quiet = Autograd.NoGrad();
        IReadOnlyList<FeatureMaps> seen = FeatureMaps.Of(TrainedDigits.Model, x, ["8", "0"]);
        Assert.Equal(["8", "0"], seen.Select(s => s.Layer));
        Assert.True(seen[1].Values.AllClose(TrainedDigits.Model[0].Forward(x), 1e-5, 1e-6));
        Assert.True(seen[0].Values.AllClose(TrainedDigits.Model.Forward(x), 1e-4, 1e-5));
        Assert.Contains("no layer \"12\"", Assert.Throws<ArgumentException>(() => FeatureMaps.Of(TrainedDigits.Model, x, "12")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LayerWeights.Of(TrainedDigits.Model, "2"));
        Assert.Throws<ArgumentException>(() => LayerWeights.Of(new ReLU()));
    }

    [Fact]
    public void AnOverlayLeavesColdPlacesAsTheyAre()
    {
        Tensor image = Tensor.From([0f, 1, 0.5f, 1], [1, 1, 2, 2]), heat = Tensor.From([0f, 0, 1, 0], [1, 2, 2]);
        float[] mixed = Overlay.Of(image, heat, strength: 1).ToArray<float>();
        Rgb hot = ColorMap.Viridis.At(1);
        Assert.Equal([0, 1, hot.R / 255f, 1, 0, 1, hot.G / 255f, 1, 0, 1, hot.B / 255f, 1], mixed);
        Assert.Throws<ShapeException>(() => Overlay.Of(image, Tensor.Ones([1, 3, 2])));
    }
}
