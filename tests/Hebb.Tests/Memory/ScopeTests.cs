namespace Hebb.Tests;

[Collection("memory")]
public sealed class ScopeTests
{
    const int Large = 10_000;

    [Fact]
    public void ReadingATensorWhoseBufferWentBackIsAClearError()
    {
        Tensor x;
        using (Memory.Scope()) x = Tensor.Ones([Large]);
        var error = Assert.Throws<BufferReturnedException>(() => x.ToArray<float>());
        Assert.Contains("Keep()", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeptReturnedAndLentTensorsOutliveTheirScope()
    {
        Tensor kept, returned, lent;
        using (Memory.Scope())
        {
            using (MemoryScope inner = Memory.Scope())
            {
                kept = Tensor.Full([Large], 1).Keep();
                returned = inner.Return(Tensor.Full([Large], 2));
                lent = Tensor.Full([Large], 3);
                lent.AsSpan<float>()[0] = 30;
            }

            Assert.Equal(2f, returned.ToArray<float>()[^1]);
        }

        Assert.Equal(1f, kept.ToArray<float>()[^1]);
        Assert.Throws<BufferReturnedException>(() => returned.ToArray<float>());
        Assert.Equal(30f, lent.ToArray<float>()[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(Large)]
    public void OneRuleHoldsForEverySize(int count)
    {
        Tensor left, view, kept, returned, moved, lent, leaf;
        using (MemoryScope outer = Memory.Scope())
        {
            using (MemoryScope inner = Memory.Scope())
            {
                left = Tensor.Full([count], 1);
                view = Tensor.Full([count], 2).Reshape(1, count)[0];
                kept = Tensor.Full([count], 3).Keep();
                returned = inner.Return(Tensor.Full([count], 4));
                moved = outer.Return(inner.Return(Tensor.Full([count], 5)));
                lent = Tensor.Full([count], 6);
                lent.AsSpan<float>();
                leaf = Tensor.Full([count], 7).WithGrad();
                (leaf * 2).Sum().Backward();
            }

            Assert.Throws<BufferReturnedException>(() => left.ToArray<float>());
            Assert.Throws<BufferReturnedException>(() => left + 1);
            Assert.Throws<BufferReturnedException>(() => left.Fill(0));
            Assert.Throws<BufferReturnedException>(() => left.AsSpan<float>().Length);
            Assert.Throws<BufferReturnedException>(() => view.ToArray<float>());
            Assert.Equal(4 * count, returned.Sum().Item());
        }

        // What is gone stays gone: keeping it comes too late.
        Assert.Throws<BufferReturnedException>(() => left.Keep().ToArray<float>());
        Assert.Throws<BufferReturnedException>(() => returned.ToArray<float>());
        Assert.Throws<BufferReturnedException>(() => leaf.ToArray<float>());
        Assert.Equal(3 * count, kept.Sum().Item());
        Assert.Equal(5 * count, moved.Sum().Item());
        Assert.Equal(6 * count, lent.Sum().Item());
        Assert.Equal(2 * count, leaf.Grad!.Sum().Item());
    }

    [Fact]
    public void AScopeThatEndsOnAnotherThreadIsAnErrorAndLetsItsThreadGo()
    {
        MemoryScope scope = Memory.Scope();
        Tensor inside = Tensor.Ones([Large]);
        Exception? problem = null;
        var other = new Thread(() => problem = Record.Exception(scope.Dispose));
        other.Start();
        other.Join();
        Assert.Contains("await", Assert.IsType<InvalidOperationException>(problem).Message, StringComparison.Ordinal);

        // Nothing that was made in it is taken away, and later tensors are nobody's but the collector's.
        Tensor later = Tensor.Ones([Large]), tiny = Tensor.Ones([2]);
        Assert.Null(Memory.Current);
        scope.Dispose();
        Assert.Equal(2f * Large, inside.Sum().Item() + later.Sum().Item());
        Assert.Equal(2, tiny.Sum().Item());
    }

    [Fact]
    public void ScopesThatEndElsewhereDoNotKeepTheTensorsOfTheirThread()
    {
        const int Rounds = 500;
        using var ready = new SemaphoreSlim(0);
        using var done = new SemaphoreSlim(0);
        MemoryScope? left = null;
        var other = new Thread(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                ready.Wait();
                Record.Exception(left!.Dispose);
                done.Release();
            }
        });
        other.Start();
        long before = 0;
        for (int i = 0; i < Rounds; i++)
        {
            left = Memory.Scope();
            Tensor.Ones([Large]);
            ready.Release();
            done.Wait();
            for (int k = 0; k < 10; k++) Tensor.Ones([Large]);
            if (i == 20) before = Settled();
        }

        other.Join();
        Assert.InRange(Settled() - before, long.MinValue, 8 << 20);

        static long Settled()
        {
            for (int i = 0; i < 2; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            return Memory.Statistics.BytesInUse;
        }
    }

    [Fact]
    public void GradientsOfLeavesOutliveTheScope()
    {
        Tensor w = Tensor.Ones([Large]).WithGrad();
        using (Memory.Scope()) (w * 2).Sum().Backward();
        Assert.Equal(2f, w.Grad!.ToArray<float>()[^1]);
    }

    [Fact]
    public void AGradientThatSomebodyHoldsIsNotRecycledByTheNextStep()
    {
        Tensor w = Tensor.Ones([Large]).WithGrad();
        (w * 2).Sum().Backward();
        Tensor held = w.Grad!;
        w.Grad = null;
        Tensor other = Tensor.Full([Large], 99);
        Assert.Equal(2f, held.ToArray<float>()[0]);
        Assert.Equal(99f, other.ToArray<float>()[0]);
    }

    [Fact]
    public void TheSameWorkInAScopeTakesNoNewBufferTheSecondTime()
    {
        Tensor w = Tensor.Ones([100, 100]).WithGrad();
        for (int i = 0; i < 3; i++) Step(w);
        long before = Memory.Statistics.NewBuffers;
        for (int i = 0; i < 20; i++) Step(w);
        Assert.Equal(before, Memory.Statistics.NewBuffers);

        static void Step(Tensor w)
        {
            using var _ = Memory.Scope();
            w.MatMul(w).Relu().Sum().Backward();
            w.Grad = null;
        }
    }

    [Fact]
    public void ScopesEndInnermostFirst()
    {
        MemoryScope outer = Memory.Scope();
        MemoryScope inner = Memory.Scope();
        Assert.Throws<InvalidOperationException>(outer.Dispose);
        inner.Dispose();
        outer.Dispose();
    }

    [Fact]
    public void SizeClassesHoldWhatTheyPromise()
    {
        SizeClass[] classes = SizeClass.All();
        for (int bytes = 1; bytes < 3_000_000; bytes += 977)
        {
            int index = SizeClass.IndexOf(bytes);
            Assert.True(classes[index].ByteCount >= bytes);
            Assert.True(index == 0 || classes[index - 1].ByteCount < bytes);
        }
    }
}
