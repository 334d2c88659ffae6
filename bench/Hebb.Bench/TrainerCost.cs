using System.Diagnostics;
using System.Globalization;
using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

namespace Hebb.Bench;

/// <summary>
/// What the trainer costs: the step of mlp-784-256-10-b32 in a plain loop with a memory scope against the same steps by the trainer, over the same ready batches.
/// Bursts of both alternate; the median of the pairs' ratios counts.
/// </summary>
static class TrainerCost
{
    const int Batches = 100, WarmUpBursts = 5;

    public static void Run(int threads, int pairs, int stepsPerBurst, TextWriter output)
    {
        Threads.Count = threads;
        var random = new Generator(1);
        Batch[] batches = [.. Enumerable.Range(0, Batches).Select(_ => new Batch(Tensor.Rand([32, 784], generator: random), (Tensor.Rand([32], generator: random) * 10).To(DType.Int64)))];
        output.WriteLine($"{Machine.Processor()}, {Environment.ProcessorCount} processors; {Machine.Runtime()}; threads: {threads}");

        // One model for both sides: two would lie at different places, and that alone can make a difference of some percent.
        (Sequential model, SGD optimizer) = Make();
        int epochs = Math.Max(1, stepsPerBurst / Batches);
        double Loop() => Seconds(() =>
        {
            for (int epoch = 0; epoch < epochs; epoch++)
            {
                foreach (Batch batch in batches)
                {
                    using MemoryScope scope = Memory.Scope();
                    optimizer.ZeroGrad();
                    model.Forward(batch.Input).CrossEntropy(batch.Target).Backward();
                    optimizer.Step();
                }
            }
        });
        double Fit() => Seconds(() => new Trainer(model, optimizer, (y, target) => y.CrossEntropy(target)) { Epochs = epochs }.Fit(batches));
        for (int i = 0; i < WarmUpBursts; i++) _ = Loop() + Fit();
        var ratios = new double[pairs];
        var loop = new double[pairs];
        var fit = new double[pairs];
        long buffers = Memory.Statistics.NewBuffers, bytes = GC.GetAllocatedBytesForCurrentThread(), spent = 0;
        for (int i = 0; i < pairs; i++)
        {
            // Either one goes first by turns.
            bool isFirst = i % 2 == 0;
            if (isFirst) loop[i] = Loop();
            long before = GC.GetAllocatedBytesForCurrentThread();
            fit[i] = Fit();
            spent += GC.GetAllocatedBytesForCurrentThread() - before;
            if (!isFirst) loop[i] = Loop();
            ratios[i] = fit[i] / loop[i];
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes - spent;
        buffers = Memory.Statistics.NewBuffers - buffers;
        double processor = Median(pairs, () => Processor(Fit) / Processor(Loop));
        Array.Sort(ratios);
        Array.Sort(loop);
        Array.Sort(fit);
        double steps = epochs * Batches;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"a step in the plain loop {loop[pairs / 2] / steps * 1e6:F1} us, by the trainer {fit[pairs / 2] / steps * 1e6:F1} us; the trainer costs: median {ratios[pairs / 2] - 1:P2} ({ratios[0] - 1:P2} to {ratios[^1] - 1:P2} of {pairs} pairs)"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"in processor time, which other programs disturb less: median {processor - 1:P2}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"allocated per step: plain loop {bytes / (steps * pairs):F0} bytes, trainer {spent / (steps * pairs):F0} bytes; new buffers: {buffers}"));
    }

    static (Sequential Model, SGD Optimizer) Make()
    {
        var random = new Generator(2);
        var model = new Sequential(new Linear(784, 256, generator: random), new ReLU(), new Linear(256, 10, generator: random));
        return (model, new SGD(model.Parameters(), 0.01));
    }

    static double Median(int count, Func<double> measure)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(_ => measure())];
        Array.Sort(values);
        return values[count / 2];
    }

    static double Processor(Func<double> burst)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        burst();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
