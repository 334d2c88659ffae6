using System.Diagnostics;
using System.Globalization;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Vision.Reading.Characters;

namespace Hebb.Vision.Reading.Training;

/// <summary>
/// Trains the character network: AdamW with a short rise and a cosine fall of the learning rate, smoothed labels, an average of the weights over the last steps, whose normalisations are then measured
/// again; calibrated on the characters that were held back for choosing.
/// </summary>
static class CharacterTraining
{
    const double LabelSmoothing = 0.05, WeightDecay = 0.02, AverageDecay = 0.998, MaxGradient = 5, LastRate = 0.002;
    const int RiseSteps = 300, NormBatches = 80;

    /// <summary>Trains, measures and writes the weights.</summary>
    /// <param name="options">How.</param>
    /// <exception cref="HebbException">The folders hold nothing to train with.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static CharacterTrainingReport Run(CharacterTrainingOptions options) => Run(options, CharacterFolders.Load(options.Folders));

    /// <summary>The same with data that were read before.</summary>
    public static CharacterTrainingReport Run(CharacterTrainingOptions options, CharacterData data)
    {
        var clock = Stopwatch.StartNew();
        var sampler = new CharacterSampler(data.Train, options.Seed, options.Distortion);
        Sequential network = CharacterLayers.ForTraining(options.Layers, new Generator(options.Seed));
        WeightDecayGroups groups = network.WeightDecayGroups();
        var optimizer = new AdamW(groups.Decayed, options.LearningRate, weightDecay: WeightDecay);
        optimizer.AddGroup(groups.Kept, weightDecay: 0);
        var average = new ExponentialMovingAverage(network.Parameters(), AverageDecay, warmUp: true);
        int steps = Math.Max(1, options.EpochLength / options.BatchSize);
        long sample = 0;
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            double loss = 0;
            for (int step = 0; step < steps; step++)
            {
                options.Stop.ThrowIfCancellationRequested();
                optimizer.LearningRate = options.LearningRate * Rate((epoch * steps) + step, options.Epochs * steps);
                loss += Step(network, optimizer, sampler.Batch(sample, options.BatchSize));
                sample += options.BatchSize;
                average.Update();
            }

            if (options.Progress is null) continue;
            CharacterScores? seen = data.Valid.Count == 0 ? null : Look(options.Layers, network, average, data.Valid);
            options.Progress.Report(new CharacterTrainingProgress(epoch + 1, options.Epochs, loss / steps, seen, clock.Elapsed));
        }

        average.CopyTo();
        Renormalize(network, sampler, sample, options.BatchSize);
        return Finish(options, data, CharacterLayers.Fold(options.Layers, network), clock.Elapsed);
    }

    static double Rate(int step, int steps)
    {
        double rise = Math.Min(1, (step + 1.0) / Math.Min(RiseSteps, Math.Max(1, steps / 10)));
        return rise * (LastRate + ((1 - LastRate) * (1 + Math.Cos(Math.PI * step / steps)) / 2));
    }

    static double Step(Sequential network, AdamW optimizer, (Tensor Ink, Tensor Labels) batch)
    {
        using MemoryScope scope = Memory.Scope();
        Tensor loss = network.Forward(batch.Ink).CrossEntropy(batch.Labels, labelSmoothing: LabelSmoothing);
        optimizer.ZeroGrad();
        loss.Backward();
        GradientClipping.ClipNorm(network.Parameters(), MaxGradient);
        optimizer.Step();
        return loss.Item();
    }

    static CharacterScores Look(string layers, Sequential network, ExponentialMovingAverage average, CharacterImages valid)
    {
        using IDisposable swapped = average.Swap();
        return CharacterScores.Of(new CharacterNetwork(layers, CharacterLayers.Fold(layers, network), 1, new Dictionary<string, string>(StringComparer.Ordinal)), valid);
    }

    // The averaged weights have other statistics than the last ones.
    static void Renormalize(Sequential network, CharacterSampler sampler, long sample, int batchSize)
    {
        using var noGrad = Autograd.Pause();
        for (int i = 0; i < NormBatches; i++)
        {
            using MemoryScope scope = Memory.Scope();
            network.Forward(sampler.Batch(sample + ((long)i * batchSize), batchSize).Ink);
        }
    }

    static CharacterTrainingReport Finish(CharacterTrainingOptions options, CharacterData data, Sequential folded, TimeSpan elapsed)
    {
        RoundToHalf(folded);
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["hebb.data (train/valid/test)"] = string.Join("; ", data.Sources),
            ["hebb.recipe"] = string.Create(CultureInfo.InvariantCulture,
                $"AdamW, learning rate {options.LearningRate}, {options.Epochs} epochs of {options.EpochLength} distorted characters, batches of {options.BatchSize}, distortion {options.Distortion}"),
            ["hebb.seed"] = options.Seed.ToString(CultureInfo.InvariantCulture),
        };
        var plain = new CharacterNetwork(options.Layers, folded, 1, facts);
        double temperature = data.Valid.Count == 0 ? 1 : Calibrate(plain, data.Valid);
        var network = new CharacterNetwork(options.Layers, folded, temperature, facts);
        CharacterScores? valid = data.Valid.Count == 0 ? null : CharacterScores.Of(network, data.Valid), test = data.Test.Count == 0 ? null : CharacterScores.Of(network, data.Test);
        if (valid is { } v) facts["hebb.accuracy.valid"] = v.ToString();
        if (test is { } t) facts["hebb.accuracy.test"] = t.ToString();
        if (options.Output is { } path) network.Save(path);
        return new CharacterTrainingReport(network, valid, test, elapsed);
    }

    // What is measured is what the file will hold.
    static void RoundToHalf(Sequential network)
    {
        using var noGrad = Autograd.Pause();
        network.LoadStateDict(network.StateDict().ToDictionary(pair => pair.Key, pair => pair.Value.To(DType.Float16).To(DType.Float32), StringComparer.Ordinal));
    }

    // The temperature with the smallest loss, by halving an interval in the golden ratio.
    static double Calibrate(CharacterNetwork plain, CharacterImages valid)
    {
        float[][] answers = plain.Read([.. Enumerable.Range(0, valid.Count).Select(valid.Crop)]);
        double golden = (Math.Sqrt(5) - 1) / 2, low = Math.Log(0.3), high = Math.Log(3);
        const int Steps = 30;
        for (int i = 0; i < Steps; i++)
        {
            double left = high - (golden * (high - low)), right = low + (golden * (high - low));
            if (Loss(left) < Loss(right)) high = right;
            else low = left;
        }

        return Math.Round(Math.Exp((low + high) / 2), 4);

        double Loss(double logTemperature)
        {
            double sum = 0;
            for (int i = 0; i < answers.Length; i++) sum -= CharacterNetwork.LogProbabilities(answers[i], Math.Exp(logTemperature))[valid.Label(i)];
            return sum;
        }
    }
}
