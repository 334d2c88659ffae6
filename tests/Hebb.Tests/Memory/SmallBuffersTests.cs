namespace Hebb.Tests;

[Collection("memory")]
public sealed class SmallBuffersTests
{
    // 2,000 bytes: recycled inside a scope, plain outside.
    const int Small = 500;

    [Fact]
    public void ASmallTensorOfAnEndedScopeIsNoMoreReadable()
    {
        Tensor x;
        using (Memory.Scope()) x = Tensor.Ones([Small]);
        Assert.Throws<BufferReturnedException>(() => x.ToArray<float>());
    }

    [Fact]
    public void SmallTensorsKeptReturnedOrLentOutliveTheirScope()
    {
        Tensor kept, returned, lent;
        using (MemoryScope scope = Memory.Scope())
        {
            kept = Tensor.Full([Small], 1).Keep();
            returned = scope.Return(Tensor.Full([Small], 2));
            lent = Tensor.Full([Small], 3);
            lent.AsSpan<float>()[0] = 30;
        }

        // What would take their place if their arrays had gone back.
        using (Memory.Scope())
        {
            for (int i = 0; i < 8; i++) GC.KeepAlive(Tensor.Full([Small], 99));
        }

        Assert.All(kept.ToArray<float>(), value => Assert.Equal(1, value));
        Assert.All(returned.ToArray<float>(), value => Assert.Equal(2, value));
        Assert.Equal([30, 3, 3], lent.ToArray<float>()[..3]);
    }

    [Fact]
    public void TheSecondScopeAllocatesObjectsButNoData()
    {
        long taken = Allocations.OfSteadyState(Work);
        Assert.True(taken < 20 * 300, $"20 tensors of 2,000 bytes took {taken} bytes of new memory.");

        static void Work()
        {
            using var _ = Memory.Scope();
            for (int i = 0; i < 20; i++) GC.KeepAlive(Tensor.Ones([Small]));
        }
    }

    [Fact]
    public void ATrimForgetsTheArraysOfThisThread()
    {
        using (Memory.Scope()) GC.KeepAlive(Tensor.Ones([Small]));
        byte[] cached = SmallBuffers.OfThisThread.Take(4 * Small);
        SmallBuffers.OfThisThread.GiveBack(cached);
        Memory.Trim();
        Assert.NotSame(cached, SmallBuffers.OfThisThread.Take(4 * Small));
    }

    [Fact]
    public void GivingTheSameBufferBackTwiceDoesNotHandItOutTwice()
    {
        using var _ = Memory.Scope();
        Tensor x = Tensor.Ones([Small]);
        x.Storage.Return();
        x.Storage.Return();
        Tensor a = Tensor.Full([Small], 1), b = Tensor.Full([Small], 2);
        Assert.Equal(1f, a.ToArray<float>()[0]);
        Assert.Equal(2f, b.ToArray<float>()[0]);
    }

    [Fact]
    public void NoArrayIsShorterThanAskedFor()
    {
        SmallBuffers buffers = SmallBuffers.OfThisThread;
        for (int bytes = SmallBuffers.FirstSize; bytes < Memory.SmallLimit; bytes += 61)
        {
            byte[] first = buffers.Take(bytes);
            Assert.True(first.Length >= bytes);
            buffers.GiveBack(first);
            Assert.Same(first, buffers.Take(bytes));
        }
    }
}
