using System.Diagnostics;
using System.Globalization;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Vision.Reading.Lines;

namespace Hebb.Vision.Reading.Training;

/// <summary>
/// Trains the line reader on drawn pen strokes and composed lines: AdamW, one cycle of the learning rate, CTC loss, and averaged weights at the end. The same seed and threads give the
/// same weights.
/// </summary>
static class LineTraining
{
    const int PoolSize = 1024, QuickWords = 260, QuickLines = 40;
    const double MaxNorm = 3, WeightDecay = 0.02, Decay = 0.999, Beta2 = 0.99, Climb = 0.08;
    static readonly TimeSpan CheckpointInterval = TimeSpan.FromMinutes(1);

    /// <summary>Trains, measures, and writes the weights in half precision.</summary>
    /// <exception cref="HebbException">The folder has no words, or the checkpoint is of another training.</exception>
    /// <exception cref="OperationCanceledException">The training was ended early.</exception>
    public static LineTrainingReport Run(LineTrainingOptions options)
    {
        long start = Stopwatch.GetTimestamp();
        if (options.Threads is { } threads) Hebb.Threads.Count = threads;
        List<PenItem> items = Some(PenFile.Read(Words(options.Data, "train")), options.Limit), valid = PenFile.Read(Words(options.Data, "valid"));
        var source = new LineSource(items, GlyphLibrary.Read(options.Data), options.Seed);
        Generator seed = new((ulong)options.Seed), dropout = new((ulong)options.Seed);
        var network = new LineNetwork(dropout);
        if (options.Start is { } weights) _ = network.LoadStateDict(Safetensors.Load(weights));
        WeightDecayGroups groups = network.WeightDecayGroups();
        var optimizer = new AdamW(groups.Decayed, options.LearningRate, beta2: Beta2, weightDecay: WeightDecay);
        optimizer.AddGroup(groups.Kept, weightDecay: 0);
        var average = new ExponentialMovingAverage(network.Parameters(), Decay, warmUp: true);
        var state = new LineTrainingState(network, optimizer, average);
        string settings = string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}, {options.Epochs} epochs, rate {options.LearningRate}, {items.Count} items, start {Path.GetFileName(options.Start) ?? "random"}");
        if (options.Checkpoint is { } file && state.Load(file, settings)) options.Progress?.Invoke($"resumes in epoch {state.Epoch + 1} after {state.Steps} steps");
        List<PenItem> quick = [.. valid.Where(item => !item.IsLine).Take(QuickWords), .. valid.Where(item => item.IsLine).Take(QuickLines)];
        long saved = Stopwatch.GetTimestamp();
        for (; state.Epoch < options.Epochs; state.Epoch++, state.Position = 0)
        {
            int[] order = source.Order(state.Epoch, IsEarly(state.Epoch, options.Epochs));
            Task<LineSample[]> pool = Pool(source, state.Epoch, order, state.Position);
            double sum = 0, recent = 0;
            int count = 0;
            while (state.Position < order.Length)
            {
                LineSample[] samples = pool.GetAwaiter().GetResult();
                int next = Math.Min(order.Length, state.Position + PoolSize);
                if (next < order.Length) pool = Pool(source, state.Epoch, order, next);
                Generator draws = seed.Fork(((ulong)state.Epoch << 32) + uint.MaxValue - (uint)state.Position);
                dropout.State = draws.Fork(1).State;
                List<LineBatch> batches = LineBatch.Cut(samples, draws);
                for (int i = 0; i < batches.Count; i++)
                {
                    double position = state.Position + ((next - state.Position) * (i + 0.5) / batches.Count);
                    optimizer.LearningRate = options.LearningRate * Rate((state.Epoch + (position / order.Length)) / options.Epochs);
                    double loss = Step(network, optimizer, average, batches[i]);
                    sum += loss;
                    recent = i == 0 ? loss : (0.95 * recent) + (0.05 * loss);
                    count++;
                    state.Steps++;
                }

                state.Position = next;
                if (options.Checkpoint is { } path && (Stopwatch.GetElapsedTime(saved) > CheckpointInterval || options.Cancellation.IsCancellationRequested))
                {
                    state.Save(path, settings);
                    saved = Stopwatch.GetTimestamp();
                    options.Progress?.Invoke(string.Create(CultureInfo.InvariantCulture, $"epoch {state.Epoch + 1}, {100.0 * state.Position / order.Length:f0} %, loss {recent:f3}, {Stopwatch.GetElapsedTime(start).TotalSeconds:f0} s"));
                }

                options.Cancellation.ThrowIfCancellationRequested();
            }

            (double words, double lines) = Measure(network, average, quick);
            options.Progress?.Invoke(string.Create(CultureInfo.InvariantCulture, $"epoch {state.Epoch + 1} of {options.Epochs}: loss {sum / Math.Max(1, count):f3}, character errors {words:p1} of words, {lines:p1} of lines ({quick.Count} items), {state.Steps} steps, {Stopwatch.GetElapsedTime(start).TotalSeconds:f0} s"));
        }

        average.CopyTo();
        (double wordErrors, double lineErrors) = LineErrors.Of(new LineReader(network), valid);
        var report = new LineTrainingReport(wordErrors, lineErrors, options.Epochs, state.Steps, Stopwatch.GetElapsedTime(start).TotalSeconds);
        if (options.Output is { } output) Save(output, network, settings, report);
        return report;
    }

    /// <summary>Writes weights in half precision with how they were made.</summary>
    public static void Save(string path, LineNetwork network, string settings, LineTrainingReport report)
    {
        Dictionary<string, Tensor> half = network.StateDict().ToDictionary(pair => pair.Key, pair => pair.Value.DType == DType.Float32 ? pair.Value.To(DType.Float16) : pair.Value, StringComparer.Ordinal);
        Safetensors.Save(path, half, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["what"] = "The line reader of Hebb: convolutions, two recurrent layers, CTC; 32 rows in, 83 outputs (" + LineReader.Characters + ", blank)",
            ["trained"] = settings + string.Create(CultureInfo.InvariantCulture, $", {report.Steps} steps"),
            ["data"] = "words (UNIPEN train_r01_v07, CC BY 4.0, Guyon et al. 1994), chars36, lower26, punctuation",
            ["errors"] = string.Create(CultureInfo.InvariantCulture, $"valid, no language model: words {report.Words:p2}, lines {report.Lines:p2}"),
        });
    }

    // A climb from a tenth, then half a cosine to nothing.
    static double Rate(double done) => done < Climb ? 0.1 + (0.9 * done / Climb) : Math.Max(0.002, 0.5 * (1 + Math.Cos(Math.PI * (done - Climb) / (1 - Climb))));

    // Lines wait until words can be read a little.
    static bool IsEarly(int epoch, int epochs) => epoch < epochs / 8;

    static double Step(LineNetwork network, AdamW optimizer, ExponentialMovingAverage average, LineBatch batch)
    {
        using MemoryScope scope = Memory.Scope();
        optimizer.ZeroGrad();
        Tensor loss = batch.Loss(network.Call(batch.Images()));
        loss.Backward();
        double value = loss.Item();
        if (!double.IsFinite(GradientClipping.ClipNorm(network.Parameters(), MaxNorm))) return value;
        optimizer.Step();
        average.Update();
        return value;
    }

    static (double Words, double Lines) Measure(LineNetwork network, ExponentialMovingAverage average, List<PenItem> items)
    {
        using IDisposable swapped = average.Swap();
        (double Words, double Lines) errors = LineErrors.Of(new LineReader(network), items);
        network.Train();
        return errors;
    }

    static Task<LineSample[]> Pool(LineSource source, int epoch, int[] order, int from) => Task.Run(() =>
    {
        var samples = new List<LineSample>(PoolSize);
        foreach (int number in order.AsSpan(from, Math.Min(PoolSize, order.Length - from)))
        {
            if (source.Make(epoch, number) is { } sample) samples.Add(sample);
        }

        return samples.ToArray();
    });

    static List<PenItem> Some(List<PenItem> items, int? limit) => limit is not { } most
        ? items
        : [.. items.Where(item => !item.IsLine).Take(most), .. items.Where(item => item.IsLine).Take(most / 5)];

    static string Words(string folder, string part)
    {
        string path = Path.Combine(folder, "words", part + ".jsonl.gz");
        return File.Exists(path) ? path : throw new HebbException($"There is no {path}.", "The line reader is trained on pen strokes of words and lines: a folder 'words' with train.jsonl.gz and valid.jsonl.gz.");
    }
}
