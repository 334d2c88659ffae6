using Hebb.Nn;
using Hebb.Vision.Insight;

namespace Hebb.Tests;

public sealed class OcclusionMapTests
{
    // Class 1 sees only the four pixels at rows 4–5, columns 2–3.
    static Sequential CornerModel()
    {
        var weight = new float[2 * 48];
        foreach (int p in (ReadOnlySpan<int>)[26, 27, 34, 35]) weight[48 + p] = 3;
        var linear = new Linear(48, 2, bias: false);
        linear.Weight.Set(Tensor.From(weight, [2, 48]));
        return new Sequential(new Flatten(), linear);
    }

    [Fact]
    public void DropsMostWhereTheInformationIs()
    {
        // Rows of 8: pixel 26 is row 3, column 2.
        OcclusionMap seen = OcclusionMap.Of(CornerModel(), Tensor.Ones([1, 6, 8]), 1, patch: 2, stride: 1, fill: 0);
        Assert.Equal([5, 7], seen.Drop.Shape);
        Assert.Equal([6, 8], seen.Map.Shape);
        float[] drop = seen.Drop.ToArray<float>();
        int largest = Array.IndexOf(drop, drop.Max());
        Assert.Equal((3, 2), (largest / 7, largest % 7));
        // Covering all four pixels makes both classes equal.
        Assert.Equal(seen.Probability - 0.5, drop[largest], 1e-6);
        Assert.Equal(0, drop[0]);
        Assert.Equal(0, seen.Map.ToArray<float>()[0]);
        Assert.True(seen.Map[3, 2].Item() > 0);
    }

    [Fact]
    public void TheLastPatchTouchesTheEdgeAndThePredictedClassIsWatched()
    {
        OcclusionMap seen = OcclusionMap.Of(CornerModel(), Tensor.Ones([1, 1, 6, 8]), patch: 4, stride: 3);
        Assert.Equal([2, 3], seen.Drop.Shape);
        Assert.Equal(1, seen.Class);
        // The fill is the image's mean, which is what the pixels are already.
        Assert.All(seen.Drop.ToArray<float>(), d => Assert.Equal(0, d, 1e-6f));
    }

    [Fact]
    public void TellsWhatItNeeds()
    {
        Assert.Contains("1 to 6", Assert.Throws<ArgumentOutOfRangeException>(() => OcclusionMap.Of(CornerModel(), Tensor.Ones([1, 6, 8]), patch: 7)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => OcclusionMap.Of(CornerModel(), Tensor.Ones([1, 6, 8]), 2));
        Assert.Throws<ShapeException>(() => OcclusionMap.Of(CornerModel(), Tensor.Ones([2, 1, 6, 8])));
    }
}
