using Hebb.Images;
using Hebb.Vision.Transforms;

namespace Hebb.Tests;

public sealed class ImageChangesTests
{
    static readonly Image Sample = new(5, 3, 3, [.. Enumerable.Range(0, 45).Select(i => (byte)(i * 5))]);

    [Theory]
    [InlineData(Interpolation.Nearest)]
    [InlineData(Interpolation.Bilinear)]
    [InlineData(Interpolation.Bicubic)]
    public void ResizingIsTheTransforms(Interpolation interpolation)
    {
        Tensor expected = new Resize(7, 9, interpolation).Apply(Sample.ToTensor(DType.UInt8));
        Image resized = Sample.Resize(9, 7, interpolation);
        Assert.Equal((9, 7, 3), (resized.Width, resized.Height, resized.Channels));
        Assert.Equal(expected.ToArray<byte>(), resized.ToTensor(DType.UInt8).ToArray<byte>());
    }

    [Fact]
    public void OneSideKeepsTheProportion()
    {
        Image small = Sample.Resize(2), tall = Sample.Rotate90().Resize(6);
        Assert.Equal((3, 2), (small.Width, small.Height));
        Assert.Equal((6, 10), (tall.Width, tall.Height));
    }

    [Fact]
    public void TransparentPixelsLendNoColour()
    {
        var half = new Image(2, 1, 4, [200, 100, 50, 255, 0, 0, 0, 0]);
        Image one = half.Resize(1, 1);
        Assert.InRange(one[0, 0, 0], 199, 200);
        Assert.InRange(one[0, 0, 1], 99, 100);
        Assert.InRange(one[0, 0, 2], 49, 50);
        Assert.InRange(one[0, 0, 3], 127, 128);
        Assert.Equal([9, 9, 9, 0], new Image(1, 1, 4, [9, 9, 9, 0]).Resize(1, 1, Interpolation.Nearest).Pixels.ToArray());
    }

    [Fact]
    public void APartIsCutOut()
    {
        Image part = Sample.Crop(1, 2, 3, 1);
        Assert.Equal((3, 1), (part.Width, part.Height));
        Assert.Equal(Sample.Pixels[33..42].ToArray(), part.Pixels.ToArray());
        foreach ((int x, int y, int width, int height) in new[] { (3, 0, 3, 1), (-1, 0, 2, 2), (0, 0, 5, 4), (0, 0, 0, 1), (int.MaxValue, 0, int.MaxValue, 1) })
            Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Crop(x, y, width, height));
    }

    [Fact]
    public void TurnsAndReflections()
    {
        var letters = new Image(2, 2, 1, [1, 2, 3, 4]);
        Assert.Equal([2, 1, 4, 3], letters.FlipHorizontal().Pixels.ToArray());
        Assert.Equal([3, 4, 1, 2], letters.FlipVertical().Pixels.ToArray());
        Assert.Equal([3, 1, 4, 2], letters.Rotate90().Pixels.ToArray());
        Assert.Equal([2, 4, 1, 3], letters.Rotate90(-1).Pixels.ToArray());
        Assert.Equal([4, 3, 2, 1], letters.Rotate90(2).Pixels.ToArray());
        Assert.Same(letters, letters.Rotate90(-4));
        Assert.Equal((3, 5), (Sample.Rotate90().Width, Sample.Rotate90().Height));
    }

    [Fact]
    public void ImpossibleSizesAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Resize(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Resize(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Resize(3, 3, (Interpolation)9));
        Assert.Contains("2 GB", Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Resize(100_000, 100_000)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image(10_000, 1, 1, new byte[10_000]).Resize(30_000));
    }
}
