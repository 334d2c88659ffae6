using Hebb.Data;

namespace Hebb.Tests;

public sealed class DataLoaderTests
{
    static TensorDataset Ten() => new(Tensor.Arange(20, DType.Float32).Reshape(10, 2), Tensor.Arange(10));

    [Fact]
    public void BatchesComeInOrderWithAShorterLastOne()
    {
        var loader = new DataLoader(Ten(), 4);
        Batch[] batches = [.. loader];
        Assert.Equal(3, loader.Count);
        Assert.Equal([4, 4, 2], batches.Select(b => b.Count));
        Assert.Equal([0L, 1, 2, 3, 4, 5, 6, 7, 8, 9], batches.SelectMany(b => b.Target.ToArray<long>()));
        Assert.Equal([16f, 17f, 18f, 19f], batches[2].Input.ToArray<float>());
    }

    [Fact]
    public void TheLastBatchCanBeDropped() => Assert.Equal([4, 4], new DataLoader(Ten(), 4, dropLast: true).Select(b => b.Count));

    [Fact]
    public void ShufflingVisitsEverySampleOnceInAnOrderOfTheSeed()
    {
        long[] first = Labels(1, 1), again = Labels(1, 1), other = Labels(2, 1), twoPasses = Labels(1, 2);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), first.Order());
        Assert.Equal(first, twoPasses[..10]);
        Assert.NotEqual(twoPasses[..10], twoPasses[10..]);

        static long[] Labels(ulong seed, int passes)
        {
            var loader = new DataLoader(Ten(), 3, shuffle: true, generator: new Generator(seed));
            var result = new List<long>();
            for (int i = 0; i < passes; i++)
            {
                foreach ((Tensor x, Tensor y) in loader)
                {
                    // Inputs and targets stay together.
                    Assert.Equal(y.ToArray<float>().Select(v => 2 * v), x.ToArray<float>().Where((_, k) => k % 2 == 0));
                    result.AddRange(y.ToArray<long>());
                }
            }

            return [.. result];
        }
    }

    [Fact]
    public void BadArgumentsAreErrorsThatTeach()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLoader(Ten(), 0));
        Assert.Contains("no samples", Assert.Throws<ArgumentException>(() => new DataLoader(new TensorDataset(Tensor.Zeros([0, 3])), 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new DataLoader(Ten(), 11, dropLast: true));
        Assert.Throws<ShapeException>(() => new TensorDataset(Tensor.Zeros([3]), Tensor.Zeros([4])));
        Assert.Throws<ArgumentException>(() => new TensorDataset());
        Assert.Throws<InvalidOperationException>(() => new TensorDataset(Tensor.Zeros([3])).Take([0]).Target);
        Assert.Throws<IndexException>(() => Ten().Take([10]));
    }
}
