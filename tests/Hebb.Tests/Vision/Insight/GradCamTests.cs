using Hebb.Nn;
using Hebb.Vision.Datasets;
using Hebb.Vision.Insight;

namespace Hebb.Tests;

public sealed class GradCamTests
{
    // Two maps, brightness and its negative; class 0 is the mean of the first one: the heat must lie on the bright square.
    static Sequential BrightnessModel()
    {
        var convolution = new Conv2d(1, 2, 1, bias: false);
        convolution.Weight.Set(Tensor.From([1f, -1f], [2, 1, 1, 1]));
        var linear = new Linear(2, 2, bias: false);
        linear.Weight.Set(Tensor.From([1f, 0, 0, 1], [2, 2]));
        return new Sequential(convolution, new ReLU(), new AdaptiveAvgPool2d(1), new Flatten(), linear);
    }

    static Tensor WithSquare(int top, int left)
    {
        var pixels = new float[64];
        for (int row = top; row < top + 3; row++) pixels.AsSpan((row * 8) + left, 3).Fill(1);
        return Tensor.From(pixels, [1, 1, 8, 8]);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(5, 0)]
    public void PointsAtTheBrightSquare(int top, int left)
    {
        GradCam cam = GradCam.Of(BrightnessModel(), WithSquare(top, left), [0]);
        Assert.Equal("0", cam.Layer);
        Assert.Equal(WithSquare(top, left).ToArray<float>(), cam.Heat.ToArray<float>());
        // ∂score/∂A is 1/64 at the nine places of the square and, behind the ReLU, 0 at the 55 others: the mean is 9/64².
        Assert.Equal(9 / 4096f, cam.Map.ToArray<float>().Max(), 1e-8f);
    }

    [Fact]
    public void IsZeroWhereNothingSpeaksForTheClass() => Assert.All(GradCam.Of(BrightnessModel(), WithSquare(2, 2), [1]).Heat.ToArray<float>(), h => Assert.Equal(0, h));

    [Fact]
    public void TakesTheConvolutionThatRunsLastOrTheNamedLayer()
    {
        Tensor x = Digits.Test.Images[0..2];
        GradCam last = GradCam.Of(TrainedDigits.Model, x), pooled = GradCam.Of(TrainedDigits.Model, x, layerName: "6");
        Assert.Equal("3", last.Layer);
        Assert.Equal([2, 8, 8], last.Map.Shape);
        Assert.Equal([2, 4, 4], pooled.Map.Shape);
        Assert.Equal([2, 8, 8], pooled.Heat.Shape);
        Assert.All(last.Heat.ToArray<float>(), h => Assert.InRange(h, 0, 1.000001f));
        Assert.Equal(1, pooled.Heat.ToArray<float>().Max(), 1e-6);
    }

    [Fact]
    public void TheMapOfABatchIsThatOfEachImage()
    {
        Tensor x = Digits.Test.Images[0..3];
        GradCam all = GradCam.Of(TrainedDigits.Model, x), one = GradCam.Of(TrainedDigits.Model, x[2..3]);
        Assert.True(all.Map[2..3].AllClose(one.Map, 1e-4, 1e-5));
    }

    [Fact]
    public void TellsWhatItNeeds()
    {
        Assert.Contains("no layer \"9x\"", Assert.Throws<ArgumentException>(() => GradCam.Of(TrainedDigits.Model, Digits.Test.Images[0..1], layerName: "9x")).Message, StringComparison.Ordinal);
        Assert.Contains("Conv2d", Assert.Throws<ArgumentException>(() => GradCam.Of(new Sequential(new Flatten(), new Linear(64, 2)), Digits.Test.Images[0..1])).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => GradCam.Of(TrainedDigits.Model, Digits.Test.Images[0..1], layerName: "8"));
        Assert.Throws<ShapeException>(() => GradCam.Of(TrainedDigits.Model, Tensor.Ones([1, 64])));
    }
}
