using Hebb.Vision.Datasets;

namespace Hebb.Tests;

public sealed class DigitsTests
{
    [Fact]
    public void HasThePublishedSplit()
    {
        Assert.Equal([500, 1, 8, 8], Digits.Train.Images.Shape);
        Assert.Equal([1297, 1, 8, 8], Digits.Test.Images.Shape);
        Assert.Equal([2, 2, 4, 0, 0, 3, 0, 8, 9, 8], Digits.Train.Labels.ToArray<long>()[..10]);
        Assert.Equal([3, 8, 6, 2, 9, 4, 1, 7, 5, 9], Digits.Test.Labels.ToArray<long>()[..10]);
        Assert.Equal([0, 0, 7, 14, 11, 1, 0, 0], Digits.Train.Pixels(0)[..8].ToArray());
        Assert.Equal([0, 0, 9, 10, 2, 0, 0, 0], Digits.Test.Pixels(0)[..8].ToArray());
    }

    [Fact]
    public void HasThePublishedNumberOfEachDigit()
    {
        // Counted in the original 1,797: 178 182 177 183 181 182 181 179 174 180.
        var counts = new int[10];
        foreach (long label in Digits.Train.Labels.ToArray<long>().Concat(Digits.Test.Labels.ToArray<long>())) counts[label]++;
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], counts);
    }

    [Fact]
    public void ImagesAreThePixelsFrom0To1()
    {
        float[] ink = Digits.Test.Images.ToArray<float>();
        Assert.Equal((0f, 1f), (ink.Min(), ink.Max()));
        for (int i = 0; i < 64; i++) Assert.Equal(Digits.Test.Pixels(1296)[i] / 16f, ink[1296 * 64 + i]);
    }

    [Fact]
    public void ADigitThatIsNotThereIsRefused() => Assert.Contains("0 to 499", Assert.Throws<IndexException>(() => Digits.Train.Pixels(500).Length).Message, StringComparison.Ordinal);
}
