using System.Diagnostics;
using Hebb.Data;
using Hebb.Vision.Datasets;

namespace Hebb.Tests;

/// <summary>The real data sets, where they are on this machine.</summary>
public sealed class SharedDatasetsTests
{
    [Fact]
    public void MnistHasItsPublishedCountsAndMean()
    {
        string folder = Repository.RequireShared("data", "mnist");
        var clock = Stopwatch.StartNew();
        ImageDataset train = Mnist.Load(folder);
        TestContext.Current.TestOutputHelper?.WriteLine($"MNIST: {clock.ElapsedMilliseconds} ms");
        Assert.Equal([60000, 1, 28, 28], train.Images.Shape);
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], train.Labels.ToArray<long>()[..10]);
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], Counts(train));
        double mean = 0;
        foreach (byte b in train.Images.AsSpan<byte>()) mean += b;
        Assert.Equal(0.1307, mean / train.Images.Count / 255, 4);
        ImageDataset test = Mnist.Load(folder, train: false);
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], Counts(test));
        Assert.InRange(test.Take([0, 1, 2]).Input.ToArray<float>().Max(), 0.99, 1);
    }

    [Fact]
    public void Cifar10HasItsPublishedCountsAndChannelMeans()
    {
        string folder = Repository.RequireShared("data", "cifar10");
        var clock = Stopwatch.StartNew();
        ImageDataset train = Cifar10.Load(folder), test = Cifar10.Load(folder, train: false);
        TestContext.Current.TestOutputHelper?.WriteLine($"CIFAR-10: {clock.ElapsedMilliseconds} ms");
        Assert.Equal([50000, 3, 32, 32], train.Images.Shape);
        Assert.All(Counts(train), count => Assert.Equal(5000, count));
        Assert.All(Counts(test), count => Assert.Equal(1000, count));
        var sums = new double[3];
        Span<byte> pixels = train.Images.AsSpan<byte>();
        for (int i = 0; i < pixels.Length; i++) sums[i / 1024 % 3] += pixels[i];
        Assert.Equal([0.4914, 0.4822, 0.4465], sums.Select(sum => Math.Round(sum / 50000 / 1024 / 255, 4)));
    }

    [Theory]
    [InlineData(Split.Train, 10800)]
    [InlineData(Split.Validation, 3600)]
    [InlineData(Split.Test, 1800)]
    [InlineData(Split.Extra, 8788)]
    public void Chars36IsUprightAndEven(Split part, int count)
    {
        ImageDataset data = Nist36.Load(Repository.RequireShared("data", "chars36"), part);
        Assert.Equal([count, 1, 32, 32], data.Images.Shape);
        if (part != Split.Extra) Assert.All(Counts(data), n => Assert.Equal(count / 36, n));

        // An upright L has its ink in the left and lower halves, a T in the upper one; on their side neither would.
        (double left, double lower) = Ink(data, "L");
        Assert.True(left > 0.55 && lower > 0.55, $"L: {left:0.00} left, {lower:0.00} below");
        Assert.True(Ink(data, "T").Lower < 0.45);
    }

    [Fact]
    public void Flowers17Has402020OfEachClass()
    {
        string folder = Repository.RequireShared("data", "flowers17");
        foreach ((Split part, int each) in ((Split, int)[])[(Split.Train, 40), (Split.Validation, 20), (Split.Test, 20)])
        {
            ImageFiles data = Flowers17.Open(folder, part, size: 32);
            Assert.Equal(17, data.Classes.Count);
            Assert.Equal(Flowers17.Classes, data.Classes);
            Assert.All(Counts(data), n => Assert.Equal(each, n));
            Assert.Equal([2, 3, 32, 32], data.Take([0, data.Count - 1]).Input.Shape);
        }
    }

    [Fact]
    public void Scenes8HasItsLists()
    {
        string folder = Repository.RequireShared("data", "scenes8");
        ImageFiles train = Scenes.Open(folder, size: 64), test = Scenes.Open(folder, train: false, size: 64, UnreadableImages.Skip);
        Assert.Equal((1177, 400, 8), (train.Count, test.Count, train.Classes.Count));
        Assert.Empty(test.Unreadable);
        Batch batch = train.Take([0, 500, 1176]);
        Assert.Equal([3, 3, 64, 64], batch.Input.Shape);
        Assert.Equal([0, train.Labels.ToArray<long>()[500], 7], batch.Target.ToArray<long>());
    }

    [Fact]
    public void PatchesAreBytesWithoutClasses()
    {
        ImageDataset data = PatchesH5.Load(Repository.RequireShared("data", "patches"));
        Assert.Equal([10240, 3, 16, 16], data.Images.Shape);
        Assert.Empty(data.Classes);
        Assert.Single(data.Take([0, 1]).Tensors);
    }

    static int[] Counts(IImageDataset data)
    {
        var counts = new int[data.Classes.Count];
        foreach (long label in data.Labels.ToArray<long>()) counts[label]++;
        return counts;
    }

    // Which share of a class's ink lies in the left and in the lower half of the image.
    static (double Left, double Lower) Ink(ImageDataset data, string name)
    {
        int label = data.Classes.ToList().IndexOf(name);
        long[] labels = data.Labels.ToArray<long>();
        double all = 0, left = 0, lower = 0;
        ReadOnlySpan<float> pixels = data.Images.AsSpan<float>();
        for (int i = 0; i < pixels.Length; i++)
        {
            if (labels[i / 1024] != label) continue;
            float ink = 1 - pixels[i];
            all += ink;
            if (i % 32 < 16) left += ink;
            if (i / 32 % 32 >= 16) lower += ink;
        }

        return (left / all, lower / all);
    }
}
