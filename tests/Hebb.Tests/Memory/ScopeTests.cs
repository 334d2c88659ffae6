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
    public void KeptReturnedLentAndSmallTensorsOutliveTheirScope()
    {
        Tensor kept, returned, lent, small;
        using (Memory.Scope())
        {
            using (MemoryScope inner = Memory.Scope())
            {
                kept = Tensor.Full([Large], 1).Keep();
                returned = inner.Return(Tensor.Full([Large], 2));
                lent = Tensor.Full([Large], 3);
                lent.AsSpan<float>()[0] = 30;
                small = Tensor.Full([4], 4);
            }

            Assert.Equal(2f, returned.ToArray<float>()[^1]);
        }

        Assert.Equal(1f, kept.ToArray<float>()[^1]);
        Assert.Throws<BufferReturnedException>(() => returned.ToArray<float>());
        Assert.Equal(30f, lent.ToArray<float>()[0]);
        Assert.Equal(4f, small.ToArray<float>()[0]);
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
