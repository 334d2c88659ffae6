using Hebb.Vision.Reading.Lines;

namespace Hebb.Vision.Reading.Training;

/// <summary>Examples of similar width together.</summary>
/// <param name="Samples">The examples.</param>
sealed record LineBatch(IReadOnlyList<LineSample> Samples)
{
    const int MaxColumns = 3000, MaxSamples = 40;

    /// <summary>Cuts examples into batches and shuffles these.</summary>
    public static List<LineBatch> Cut(IEnumerable<LineSample> samples, Generator random)
    {
        var batches = new List<LineBatch>();
        var some = new List<LineSample>();
        foreach (LineSample sample in samples.OrderBy(sample => sample.Image.Width))
        {
            if (some.Count > 0 && (some.Count == MaxSamples || (some.Count + 1) * sample.Image.Width > MaxColumns))
            {
                batches.Add(new LineBatch(some));
                some = [];
            }

            some.Add(sample);
        }

        if (some.Count > 0) batches.Add(new LineBatch(some));
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(batches));
        return batches;
    }

    /// <summary>Shape [n, 1, 32, longest].</summary>
    public Tensor Images()
    {
        int width = Samples.Max(sample => sample.Image.Width), size = LineImage.Height * width;
        var all = new float[Samples.Count * size];
        for (int i = 0; i < Samples.Count; i++)
        {
            LineImage image = Samples[i].Image;
            for (int row = 0; row < LineImage.Height; row++) image.Ink.AsSpan(row * image.Width, image.Width).CopyTo(all.AsSpan((i * size) + (row * width)));
        }

        return Tensor.Wrap(all, [Samples.Count, 1, LineImage.Height, width]);
    }

    /// <summary>The CTC loss of a batch for each character of its texts.</summary>
    /// <param name="logits">Shape [frames, n, classes].</param>
    public Tensor Loss(Tensor logits)
    {
        int[] frames = [.. Samples.Select(_ => logits.Shape[0])], lengths = [.. Samples.Select(sample => sample.Labels.Length)];
        var labels = Tensor.Wrap(Samples.SelectMany(sample => sample.Labels).ToArray());
        return logits.LogSoftmax(-1).CtcLoss(labels, frames, lengths, LineNetwork.Blank, Reduction.Sum, zeroInfinity: true) / lengths.Sum();
    }
}
