using System.Diagnostics;
using System.Globalization;
using Hebb.Bench.Workloads;
using Hebb.Data;
using Hebb.Vision.Transforms;

namespace Hebb.Bench;

/// <summary>
/// What a data loader costs: the step of cifar-bn-cnn-b64 on ready tensors against the same step fed by a loader that crops, flips, converts and normalises images of
/// CIFAR's size. Bursts of both alternate; the median of the pairs' ratios counts.
/// </summary>
static class LoaderLoss
{
    const int Samples = 8192, BatchSize = 64, StepsPerBurst = 40, WarmUpBursts = 4;

    public static void Run(int threads, int workers, int pairs, TextWriter output)
    {
        Threads.Count = threads;
        var pixels = new byte[Samples * 3 * 32 * 32];
        new Random(1).NextBytes(pixels);
        var labels = new long[Samples];
        for (int i = 0; i < Samples; i++) labels[i] = i % 10;
        var data = new TensorDataset(Tensor.Wrap(pixels, [Samples, 3, 32, 32]), Tensor.Wrap(labels));
        var loader = new DataLoader(data, BatchSize, shuffle: true, generator: new Generator(2), dropLast: true, workers: workers)
        {
            Transform = new Compose { new RandomCrop(32, padding: 4), new RandomHorizontalFlip(), new ToFloat(), Normalize.Cifar10 },
        };
        output.WriteLine($"{Machine.Processor()}, {Environment.ProcessorCount} processors; {Machine.Runtime()}; threads: {threads}, workers: {workers}");

        Batch ready = loader.First();
        double alone = Median(21, () => Seconds(() => loader.Transform.Apply(data.Take(Indices), new BatchRandomness(new Generator(3), 0, Indices))));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"making a batch of {BatchSize} (gather, crop, flip, to float, normalise): {alone * 1e3:F3} ms"));
        var moving = new Compose { new RandomCrop(32, padding: 4), new RandomHorizontalFlip() };
        Tensor floats = Tensor.Rand([BatchSize, 3, 32, 32]);
        var generator = new Generator(4);
        double crop = Median(201, () => Seconds(() => moving.Apply(floats, generator)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"crop with padding and flip of a Float32 batch: {crop * 1e3:F3} ms"));

        Action<Tensor, Tensor> step = TrainingWorkloads.CifarStep();
        using Endless feed = new(loader);
        double Ready() => Seconds(() =>
        {
            for (int i = 0; i < StepsPerBurst; i++) step(ready.Input, ready.Target);
        });
        double Fed() => Seconds(() =>
        {
            for (int i = 0; i < StepsPerBurst; i++)
            {
                Batch batch = feed.Next();
                step(batch.Input, batch.Target);
            }
        });
        for (int i = 0; i < WarmUpBursts; i++) _ = Ready() + Fed();
        var ratios = new double[pairs];
        var ours = new double[pairs];
        var theirs = new double[pairs];
        long buffers = Memory.Statistics.NewBuffers;
        for (int i = 0; i < pairs; i++)
        {
            ours[i] = Ready();
            theirs[i] = Fed();
            ratios[i] = ours[i] / theirs[i];
        }

        buffers = Memory.Statistics.NewBuffers - buffers;
        Array.Sort(ratios);
        Array.Sort(ours);
        Array.Sort(theirs);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"step on ready tensors {ours[pairs / 2] / StepsPerBurst * 1e3:F3} ms, fed by the loader {theirs[pairs / 2] / StepsPerBurst * 1e3:F3} ms; throughput kept: median {ratios[pairs / 2]:P1}, {ratios[0]:P1} to {ratios[^1]:P1} of {pairs} pairs; new buffers: {buffers}"));
    }

    static int[] Indices { get; } = [.. Enumerable.Range(0, BatchSize).Select(i => i * 97 % Samples)];

    static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static double Median(int count, Func<double> measure)
    {
        for (int i = 0; i < 10 * count; i++) measure();
        double[] times = [.. Enumerable.Range(0, count).Select(_ => measure())];
        Array.Sort(times);
        return times[count / 2];
    }

    // One pass after another.
    sealed class Endless(DataLoader loader) : IDisposable
    {
        IEnumerator<Batch> pass = loader.GetEnumerator();

        public Batch Next()
        {
            while (!pass.MoveNext())
            {
                pass.Dispose();
                pass = loader.GetEnumerator();
            }

            return pass.Current;
        }

        public void Dispose() => pass.Dispose();
    }
}
