using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Tests;

[Collection("memory")]
public sealed class FlatMemoryTests
{
    const long Megabyte = 1 << 20;

    [Fact]
    public void APlainLoopWithoutOneUsingRunsTenThousandStepsInFlatMemory()
    {
        var random = new Generator(3);
        var model = new Sequential(new Flatten(), new Linear(64, 64, generator: random), new ReLU(), new Linear(64, 10, generator: random));
        var optimizer = new SGD(model.Parameters(), learningRate: 0.01, momentum: 0.9);
        Tensor x = Tensor.Rand([32, 1, 8, 8], generator: random), target = Tensor.Rand([32, 10], generator: random);
        long level = 0, highest = 0;
        for (int step = 1; step <= 10_000; step++)
        {
            optimizer.ZeroGrad();
            Tensor error = model.Forward(x) - target;
            (error * error).Sum().Backward();
            optimizer.Step();
            if (step == 500) level = GC.GetTotalMemory(forceFullCollection: false);
            if (step > 500 && step % 50 == 0) highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: false));
        }

        Assert.True(highest - level <= 64 * Megabyte, $"The heap grew from {level / Megabyte} MB at step 500 to {highest / Megabyte} MB.");
    }

    [Fact]
    public void LargeTensorsThatNobodyHoldsAreFoundWithoutHelp()
    {
        Tensor x = Tensor.Ones([1 << 20]);

        // What other tests have left behind.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Memory.Trim();
        long before = Memory.Statistics.BytesInUse + Memory.Statistics.BytesCached, highest = before;
        for (int step = 0; step < 2_000; step++)
        {
            Tensor y = x + step;
            Assert.Equal(step + 1, y.Item0());
            if (step > 100) highest = Math.Max(highest, Memory.Statistics.BytesInUse + Memory.Statistics.BytesCached);
        }

        // 2,000 buffers of 4 MB would be 8 GB.
        Assert.True(highest - before < 400 * Megabyte, $"{(highest - before) / Megabyte} MB of buffers more for a loop that needs 8.");
    }

    [Fact]
    public void LossesAddedUpOverStepsDoNotKeepTheirGraphs()
    {
        Tensor w = Tensor.Ones([256, 256]).WithGrad();
        Tensor total = Tensor.Scalar(0.0);
        for (int step = 0; step < 500; step++)
        {
            Tensor loss = (w.Relu() * w).Sum();
            loss.Backward();
            total += loss;
            w.Grad = null;
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        // Each step makes about 1 MB of intermediate values.
        Assert.True(Memory.Statistics.BytesInUse < 100 * Megabyte, $"{Memory.Statistics.BytesInUse / Megabyte} MB are still held.");
        Assert.Equal(500f * 256 * 256, total.Item<float>());
    }
}

file static class FirstElement
{
    internal static float Item0(this Tensor x) => x.View(Shape.Scalar, [], x.Offset).Item<float>();
}
