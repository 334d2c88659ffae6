using Hebb.Data;

namespace Hebb.Tests;

public sealed class CollateTests
{
    [Fact]
    public void SequencesArePaddedToTheLongestWithTheirLengths()
    {
        Batch batch = Collate.Pad([Tensor.From([1f, 2]), Tensor.From([3f, 4, 5]), Tensor.Zeros([0])], value: -1);
        Assert.Equal<int>([3, 3], batch.Input.Shape);
        Assert.Equal([1f, 2, -1, 3, 4, 5, -1, -1, -1], batch.Input.ToArray<float>());
        Assert.Equal([2L, 3, 0], batch.Target.ToArray<long>());
    }

    [Fact]
    public void FeaturesOfAStepStayTogether()
    {
        (Tensor padded, Tensor lengths) = Collate.Padded([Tensor.Ones([1, 2]), Tensor.Arange(4, DType.Float32).Reshape(2, 2)]);
        Assert.Equal<int>([2, 2, 2], padded.Shape);
        Assert.Equal([1f, 1, 0, 0, 0, 1, 2, 3], padded.ToArray<float>());
        Assert.Equal([1L, 2], lengths.ToArray<long>());
    }

    [Fact]
    public void TargetsAreStackedOrPaddedToo()
    {
        (Tensor, Tensor)[] pairs = [(Tensor.Ones([1]), Tensor.Scalar(4, DType.Int64)), (Tensor.Ones([2]), Tensor.Scalar(5, DType.Int64))];
        Batch batch = Collate.Pad(pairs);
        Assert.Equal([4L, 5], batch.Target.ToArray<long>());
        Assert.Equal([1L, 2], batch[2].ToArray<long>());
        Batch both = Collate.PadBoth([(Tensor.Ones([1]), Tensor.From([7L])), (Tensor.Ones([2]), Tensor.From([8L, 9, 9]))], 0, targetValue: -100);
        Assert.Equal([7L, -100, -100, 8, 9, 9], both.Target.ToArray<long>());
        Assert.Equal(DType.Int64, both.Target.DType);
        Assert.Equal([1L, 3], both[3].ToArray<long>());
    }

    [Fact]
    public void WhatDoesNotFitTogetherIsNamed()
    {
        Says<ShapeException>(() => Collate.Stack([Tensor.Ones([2]), Tensor.Ones([3])]), "that of sample 1 [3]");
        Says<DTypeException>(() => Collate.Stack([Tensor.Ones([2]), Tensor.Ones([2], DType.Int64)]), "Sample 1 is Int64");
        Says<ShapeException>(() => Collate.Pad([Tensor.Ones([2, 3]), Tensor.Ones([3, 2])]), "first axis only");
        Says<ShapeException>(() => Collate.Pad([Tensor.Scalar(1)]), "scalar");
        Says<ArgumentException>(() => Collate.Stack(Array.Empty<Tensor>()), "at least one");
        Says<ArgumentException>(() => Collate.Pad(Array.Empty<(Tensor, Tensor)>()), "at least one");

        static void Says<T>(Func<object> make, string what)
            where T : Exception => Assert.Contains(what, Assert.Throws<T>(make).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void SingleSamplesBecomeBatchesOnAnyNumberOfWorkers(int workers)
    {
        string[] words = ["a", "bb", "ccc", "dddd", "eeeee", "ff", "g"];
        IDataset data = new ListDataset<string>(words).Map(w => (Tensor.Full([w.Length], w[0] - 'a'), Tensor.Scalar(w.Length, DType.Int64))).Collated(Collate.Pad);
        Batch[] batches = [.. new DataLoader(data, new LengthBucketSampler([.. words.Select(w => w.Length)], 2, poolBatches: 9), new Generator(0), workers)];
        Assert.Equal(words.Select(w => (long)w.Length).Order(), batches.SelectMany(b => b.Target.ToArray<long>()).Order());
        Assert.All(batches, b =>
        {
            Assert.Equal(b[2].ToArray<long>(), b.Target.ToArray<long>());
            Assert.InRange(b.Input.Shape[1] - b.Target.ToArray<long>().Min(), 0, 1);
        });
        Assert.Throws<IndexException>(() => data.Take([7]));
    }
}
