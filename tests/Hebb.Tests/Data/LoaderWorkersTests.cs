using System.Runtime.CompilerServices;
using Hebb.Data;
using Hebb.Vision.Transforms;

namespace Hebb.Tests;

public sealed class LoaderWorkersTests
{
    static readonly Compose Change = new() { new RandomCrop(8, padding: 2), new RandomHorizontalFlip(), new ToFloat(), new RandomAffine(10), Normalize.Cifar10 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void AnyNumberOfWorkersGivesTheSameBitsInTheSameOrder(int workers)
    {
        var data = new TensorDataset((Tensor.Rand([50, 3, 8, 8], generator: new Generator(0)) * 255).To(DType.UInt8), Tensor.Arange(50) % 10);
        Assert.Equal(Bits(0), Bits(workers));

        List<float> Bits(int count)
        {
            var loader = new DataLoader(data, 8, shuffle: true, generator: new Generator(5), workers: count) { Transform = new BatchPipeline(Change, new MixUp(10)) };
            var bits = new List<float>();
            for (int pass = 0; pass < 2; pass++)
            {
                foreach ((Tensor x, Tensor y) in loader)
                {
                    bits.AddRange(x.ToArray<float>());
                    bits.AddRange(y.ToArray<float>());
                }
            }

            return bits;
        }
    }

    [Fact]
    public void ASampleIsChangedAlikeInAnyBatchOfAPassAndOtherwiseInTheNext()
    {
        var data = new TensorDataset(Tensor.Rand([12, 3, 8, 8], generator: new Generator(0)));
        Assert.Equal(Images(1, 1), Images(5, 1));
        Assert.NotEqual(Images(4, 1), Images(4, 2)[(12 * 192)..]);

        List<float> Images(int batchSize, int passes)
        {
            var loader = new DataLoader(data, batchSize, generator: new Generator(5)) { Transform = new RandomAffine(20, 0.1) };
            var all = new List<float>();
            for (int pass = 0; pass < passes; pass++)
            {
                foreach (Batch batch in loader) all.AddRange(batch.Input.ToArray<float>());
            }

            return all;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void ABrokenSampleIsNamedWhenItsBatchIsAskedFor(int workers)
    {
        var loader = new DataLoader(new Numbers(20) { Broken = 13 }, 4, workers: workers);
        int seen = 0;
        SampleException problem = Assert.Throws<SampleException>(() =>
        {
            foreach (Batch _ in loader) seen++;
        });
        Assert.Equal((3, 13), (seen, problem.Sample));
        Assert.Contains("Sample 13", problem.Message, StringComparison.Ordinal);
        Assert.Contains("file 13 is torn", problem.Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(problem.InnerException);
    }

    [Fact]
    public void LeavingTheLoopStopsTheWorkers()
    {
        var data = new Numbers(1000);
        foreach (Batch batch in new DataLoader(data, 1, workers: 3))
        {
            if (batch.Input.Item() == 4) break;
        }

        int taken = data.Taken;
        Thread.Sleep(30);
        Assert.Equal(taken, data.Taken);
        Assert.InRange(taken, 5, 5 + 6);
    }

    [Fact]
    public void WorkersWaitWhenTheyAreFarEnoughAhead()
    {
        var data = new Numbers(1000);
        using IEnumerator<Batch> pass = new DataLoader(data, 1, workers: 2).GetEnumerator();
        Assert.True(pass.MoveNext());
        Thread.Sleep(50);
        Assert.InRange(data.Taken, 1, 5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void ABatchAskedForInAScopeEndsWithItAndTheDataSetStays(int workers)
    {
        var data = new TensorDataset(Tensor.Rand([8, 3, 32, 32]), Tensor.Rand([8, 100]));
        Batch? last = null;
        Tensor kept;
        using (Memory.Scope())
        {
            foreach (Batch batch in new DataLoader(data, 4, workers: workers) { Transform = new RandomHorizontalFlip() }) last = batch;
            kept = last!.Target.Keep();
        }

        Assert.Throws<BufferReturnedException>(() => last.Input.ToArray<float>());
        Assert.Equal(data.Tensors[1].ToArray<float>()[400..], kept.ToArray<float>());

        // A data set may hand out its own tensors: these are not the batch's to free.
        var whole = new Whole(data.Tensors[0]);
        using (Memory.Scope())
        {
            foreach (Batch batch in new DataLoader(whole, 8, workers: workers)) Assert.Equal(8, batch.Count);
        }

        Assert.Equal(8 * 3072, whole.Tensor.ToArray<float>().Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void BatchesMayBeHeldWithoutAScope(int workers)
    {
        var data = new TensorDataset(Tensor.Arange(64 * 2000, DType.Float32).Reshape(64, 2000));
        Batch[] all = [.. new DataLoader(data, 4, workers: workers)];
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(Enumerable.Range(0, 64).Select(i => i * 2000f), all.SelectMany(b => b.Input[.., 0].ToArray<float>()));
    }

    [Fact]
    public void ANumberOfWorkersBelow0IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new DataLoader(new Numbers(3), workers: -1));

    [Fact]
    public void PartsShareNoSampleAndLoseNone()
    {
        var data = new Numbers(10);
        (Subset first, Subset second) = data.Split(0.75, new Generator(0));
        Assert.Equal((8, 2), (first.Count, second.Count));
        Assert.Equal(Enumerable.Range(0, 10), ((IEnumerable<int>)[.. first.Indices, .. second.Indices]).Order());
        Assert.Equal([7f, 2, 7], data.Subset(7, 3, 2).Subset(0, 2, 0).Take([0, 1, 2]).Input.ToArray<float>());
        Assert.Equal([5, 3, 2], data.Split([5, 3, 2]).Select(p => p.Count));
        Assert.Throws<ArgumentException>(() => data.Split([5, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Split(80));
        Assert.Throws<IndexException>(() => data.Subset(10));
        Assert.Throws<IndexException>(() => data.Subset(1).Take([1]));
    }

    sealed class Numbers(int count) : IDataset
    {
        int taken;

        public int Count => count;

        public int Taken => Volatile.Read(ref taken);

        public int Broken { get; init; } = -1;

        public Batch Take(ReadOnlySpan<int> indices)
        {
            Interlocked.Increment(ref taken);
            if (indices.Contains(Broken)) throw new FormatException($"file {Broken} is torn");
            var values = new float[indices.Length];
            for (int i = 0; i < values.Length; i++) values[i] = indices[i];
            return new Batch(Tensor.From(values));
        }
    }

    sealed class Whole(Tensor tensor) : IDataset
    {
        public Tensor Tensor => tensor;

        public int Count => tensor.Shape[0];

        public Batch Take(ReadOnlySpan<int> indices) => new(tensor);
    }
}
