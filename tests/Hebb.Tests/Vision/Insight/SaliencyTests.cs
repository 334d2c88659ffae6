using Hebb.Nn;
using Hebb.Vision.Insight;

namespace Hebb.Tests;

public sealed class SaliencyTests
{
    [Fact]
    public void OfALinearModelIsTheWeightRowOfTheClass()
    {
        var model = new Linear(6, 3, generator: new Generator(1));
        Tensor x = Tensor.Randn([4, 6], generator: new Generator(2));
        Saliency seen = Saliency.Of(model, x, [2, 0, 1, 1]);
        float[] weight = model.Weight.Tensor.ToArray<float>(), gradient = seen.Gradient.ToArray<float>();
        int[] classes = [2, 0, 1, 1];
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 6; j++)
            {
                Assert.Equal(weight[(classes[i] * 6) + j], gradient[(i * 6) + j]);
                Assert.Equal(Math.Abs(weight[(classes[i] * 6) + j]), seen.Map.ToArray<float>()[(i * 6) + j]);
            }
        }
    }

    [Fact]
    public void SmoothedIsTheSameForALinearModelAndNearTheExactOneWithoutNoise()
    {
        var model = new Sequential(new Flatten(), new Linear(2 * 5 * 4, 3, generator: new Generator(1)));
        Tensor x = Tensor.Rand([2, 2, 5, 4], generator: new Generator(2));
        Saliency exact = Saliency.Of(model, x), smooth = Saliency.Smooth(model, x, samples: 8);
        Assert.Equal(exact.Classes, smooth.Classes);
        Assert.Equal([2, 5, 4], exact.Map.Shape);
        Assert.True(smooth.Gradient.AllClose(exact.Gradient, 1e-5, 1e-6));
        Assert.True(Saliency.Smooth(TrainedDigits.Model, Hebb.Vision.Datasets.Digits.Test.Images[0..3], samples: 3, noise: 0).Gradient
            .AllClose(Saliency.Of(TrainedDigits.Model, Hebb.Vision.Datasets.Digits.Test.Images[0..3]).Gradient, 1e-4, 1e-5));
    }

    [Fact]
    public void TheMapIsTheLargestOverTheChannels()
    {
        var model = new Sequential(new Flatten(), new Linear(2 * 2 * 1, 2, bias: false));
        model[1].Parameters().First().Set(Tensor.From([1f, -2, -3, 1, 0, 0, 0, 0], [2, 4]));
        Saliency seen = Saliency.Of(model, Tensor.Ones([1, 2, 2, 1]), [0]);
        Assert.Equal([3f, 2f], seen.Map.ToArray<float>());
    }

    [Fact]
    public void WorksWithFrozenWeightsAndWhileRecordingIsOff()
    {
        var model = new Linear(3, 2, generator: new Generator(1)).Freeze();
        using var quiet = Autograd.NoGrad();
        Assert.Equal(model.Weight.Tensor.ToArray<float>()[..3], Saliency.Of(model, Tensor.Ones([1, 3]), [0]).Gradient.ToArray<float>());
    }

    [Fact]
    public void TellsWhatItNeeds()
    {
        var model = new Linear(3, 2);
        Assert.Contains("0 … 1", Assert.Throws<ArgumentOutOfRangeException>(() => Saliency.Of(model, Tensor.Ones([1, 3]), [2])).Message, StringComparison.Ordinal);
        Assert.Contains("ToFloat", Assert.Throws<DTypeException>(() => Saliency.Of(model, Tensor.Ones([1, 3], DType.UInt8))).Message, StringComparison.Ordinal);
        Assert.Contains("3 classes for 1", Assert.Throws<ArgumentException>(() => Saliency.Of(model, Tensor.Ones([1, 3]), [0, 1, 0])).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Saliency.Of(model, Tensor.Ones([3])));
        Assert.Throws<ShapeException>(() => Saliency.Of(model, Tensor.Ones([1, 3])).ToFigure());
        Assert.Throws<ShapeException>(() => Saliency.Of(new Identity(), Tensor.Ones([1, 3, 2, 2])));
    }
}
