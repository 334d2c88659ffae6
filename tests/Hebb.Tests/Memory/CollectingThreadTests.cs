using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Hebb.Tests;

/// <summary>
/// The two conditions under which recycled buffers are safe: a kernel keeps its tensors reachable until it ends, and a lent buffer is never recycled.
/// Training while another thread collects all the time, with returned buffers filled with NaN, must give the same bits as without.
/// </summary>
[Collection("memory")]
public sealed class CollectingThreadTests
{
    [Fact]
    public void TrainingUnderACollectingThreadWithPoisonedBuffersGivesTheSameBits()
    {
        string calm = Train(scoped: false);
        string calmInScopes = Train(scoped: true);
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
                Thread.Yield();
            }
        });
        Memory.Poison = true;
        try
        {
            collector.Start();
            Assert.Equal(calm, Train(scoped: false));
            Assert.Equal(calm, Train(scoped: true));
        }
        finally
        {
            stop.Cancel();
            collector.Join();
            Memory.Poison = false;
        }

        Assert.Equal(calm, calmInScopes);
    }

    static string Train(bool scoped)
    {
        var random = new Generator(7);
        Tensor x = Tensor.Randn([64, 100], generator: random), target = Tensor.Randn([64, 30], generator: random);
        Tensor[] w = [Tensor.Randn([100, 120], std: .1, generator: random), Tensor.Randn([120], generator: random), Tensor.Randn([120, 30], std: .1, generator: random)];
        foreach (Tensor p in w) p.RequiresGrad = true;
        for (int step = 0; step < 60; step++)
        {
            using MemoryScope? _ = scoped ? Memory.Scope() : null;
            Tensor error = (x.MatMul(w[0]) + w[1]).Relu().MatMul(w[2]) - target;
            (error * error).Sum().Backward();
            using (Autograd.NoGrad())
            {
                foreach (Tensor p in w)
                {
                    p.Backend.AddScaled(p.Data, p.EngineGrad!.Data, -1e-4);
                    p.EngineGrad = null;
                }
            }
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Tensor p in w)
        {
            float[] values = p.ToArray<float>();
            Assert.All(values, v => Assert.True(float.IsFinite(v)));
            hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
