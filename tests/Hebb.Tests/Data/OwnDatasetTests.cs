using System.Runtime.CompilerServices;
using Hebb.Data;

namespace Hebb.Tests;

/// <summary>Data sets of one's own in the simplest form, one sample by number.</summary>
public sealed class OwnDatasetTests
{
    sealed class Own<T>(int count, Func<int, T> make) : IDataset<T>
    {
        public int Count => count;

        public T this[int index] => make(index);
    }

    [Fact]
    public void PairsOfTensorsFitALoader()
    {
        var data = new Own<(Tensor, Tensor)>(5, i => (Tensor.From([i, i + 0.5f]), Tensor.Scalar((long)i)));
        Batch[] batches = [.. new DataLoader(data, 2)];
        Assert.Equal(3, batches.Length);
        Assert.Equal([0, 0.5f, 1, 1.5f], batches[0].Input.ToArray<float>());
        Assert.Equal([2, 2], batches[0].Input.Shape.ToArray());
        Assert.Equal([4L], batches[2].Target.ToArray<long>());
        Assert.Equal([1], batches[2].Target.Shape.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void NumbersAndArraysDoToo(int workers)
    {
        var data = new Own<(float[], int, bool, double)>(4, i => ([i, 2 * i], i, i > 1, i / 2.0));
        Batch batch = new DataLoader(data, 4, workers: workers).First();
        Assert.Equal([0, 0, 1, 2, 2, 4, 3, 6], batch.Input.ToArray<float>());
        Assert.Equal([DType.Float32, DType.Int64, DType.Bool, DType.Float32], batch.Tensors.Select(t => t.DType));
        Assert.Equal([0L, 1, 2, 3], batch.Target.ToArray<long>());
        Assert.Equal([0, 0.5f, 1, 1.5f], batch[3].ToArray<float>());
        Assert.Equal([0L, 1, 2], new DataLoader(new Own<long>(3, i => i), 3).First().Input.ToArray<long>());
        Assert.Equal([3, 4], new DataLoader(new Own<Tensor>(3, _ => Tensor.Zeros(4)), 3).First().Input.Shape.ToArray());
    }

    [Fact]
    public void TheyAreSplitJoinedAndSampledLikeAnyOther()
    {
        var data = new Own<(Tensor, long)>(10, i => (Tensor.Full([2], i), i));
        (Subset first, Subset second) = data.Split(0.7, new Generator(1));
        Assert.Equal(10, first.Count + second.Count);
        Assert.Equal([3L, 1], new DataLoader(data.Subset(3, 1), 2).First().Target.ToArray<long>());
        Assert.Equal(20, data.Concat(data).Count);
        Assert.Equal([2L, 4], data.Map(pair => (pair.Item1, pair.Item2 * 2)).Subset(1, 2).Take([0, 1]).Target.ToArray<long>());
        Assert.Equal(2, new DataLoader(data.Collated(samples => new Batch(samples[0].Item1, samples[1].Item1)), 5).First().Tensors.Count);
    }

    [Fact]
    public void AStreamStacksByItselfToo()
    {
        var stream = new StreamingDataset<(float[], long)>(() => Enumerable.Range(0, 3).Select(i => (new[] { (float)i }, (long)i)));
        Assert.Equal([0L, 1, 2], new StreamLoader<(float[], long)>(stream, 3).First().Target.ToArray<long>());
    }

    [Fact]
    public void WhatDoesNotStackSaysHowItCould()
    {
        string message = Assert.Throws<SampleException>(() => new DataLoader(new Own<string>(3, i => $"{i}"), 2).First()).Message;
        Assert.Contains("String", message, StringComparison.Ordinal);
        Assert.Contains("Collated", message, StringComparison.Ordinal);
        Assert.Contains("sample 1", Assert.Throws<SampleException>(() => new DataLoader(new Own<(Tensor, Tensor)>(3, i => (Tensor.Zeros(i + 1), Tensor.Zeros(1))), 2).First()).Message, StringComparison.Ordinal);
        Assert.Contains("null", Assert.Throws<SampleException>(() => new DataLoader(new Own<Tensor>(3, _ => null!), 2).First()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEnumeratorThatNobodyDisposesOfGivesItsThreadsBack()
    {
        var threads = new HashSet<Thread>();
        Leave(threads);
        Assert.NotEmpty(threads);
        for (int i = 0; i < 500 && threads.Any(thread => thread.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(10);
        }

        Assert.All(threads, thread => Assert.False(thread.IsAlive));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Leave(HashSet<Thread> threads)
        {
            var data = new Own<Tensor>(100, i =>
            {
                lock (threads) threads.Add(Thread.CurrentThread);
                return Tensor.Scalar(i);
            });
            Assert.True(new DataLoader(data, 2, workers: 2).GetEnumerator().MoveNext());
            var stream = new StreamingDataset<Tensor>(() => Enumerable.Range(0, 100).Select(i => data[i]));
            Assert.True(new StreamLoader<Tensor>(stream, 2, workers: 2).GetEnumerator().MoveNext());
            lock (threads) threads.Remove(Thread.CurrentThread);
        }
    }
}
