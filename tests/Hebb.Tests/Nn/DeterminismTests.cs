using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Tests;

/// <summary>The same seed on the same number of threads gives the same bits; another number of threads agrees to rounding.</summary>
[Collection("memory")]
public sealed class DeterminismTests
{
    [Fact]
    public void TheSameSeedGivesTheSameBits()
    {
        Assert.Equal(Train(threads: 1), Train(threads: 1));
        Assert.Equal(Train(threads: 2), Train(threads: 2));
    }

    [Fact]
    public void OneAndTwoThreadsAgreeToRounding()
    {
        float[] one = Train(threads: 1), two = Train(threads: 2);
        for (int i = 0; i < one.Length; i++) Assert.Equal(one[i], two[i], 1e-4f);
    }

    // A network with every kind of parallel kernel, large enough that two threads get work.
    static float[] Train(int threads)
    {
        int before = Threads.Count;
        try
        {
            Threads.Count = threads;
            var random = new Generator(21);
            var model = new Sequential(
                new Conv2d(3, 16, 3, padding: 1, generator: random), new BatchNorm2d(16), new ReLU(), new MaxPool2d(2),
                new Conv2d(16, 24, 3, padding: 1, bias: false, generator: random), new ReLU(), new AdaptiveAvgPool2d(4),
                new Flatten(), new Dropout(0.2, new Generator(5)), new Linear(24 * 16, 10, generator: random));
            var optimizer = new Adam(model.Parameters(), learningRate: 1e-3);
            Tensor x = Tensor.Randn([32, 3, 32, 32], generator: random);
            Tensor labels = Tensor.Arange(32).Remainder(10);
            for (int step = 0; step < 4; step++)
            {
                using var scope = Memory.Scope();
                optimizer.ZeroGrad();
                model.Forward(x).CrossEntropy(labels).Backward();
                optimizer.Step();
            }

            return [.. model.Parameters().SelectMany(p => p.Tensor.ToArray<float>())];
        }
        finally
        {
            Threads.Count = before;
        }
    }
}
