using Hebb.Data;
using Hebb.Formats;
using Hebb.Vision.Datasets;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

/// <summary>Images from files, decoded once and kept as bytes, so that every epoch after the first costs no decoding. Very many stay in their files.</summary>
static class DecodedImages
{
    const int Channels = 3, Named = 5;
    const long MaxBytes = 1L << 30;

    /// <summary>Reads all images.</summary>
    /// <param name="name">What they are called.</param>
    /// <param name="files">The files, with a size.</param>
    /// <param name="size">That size.</param>
    /// <param name="skips">Whether those that cannot be read are left out.</param>
    /// <param name="warn">Told which were left out.</param>
    /// <exception cref="HebbException">Some cannot be read and are not to be left out; they are named.</exception>
    public static LabelledImages Of(string name, ImageFiles files, int size, bool skips, Action<string> warn)
    {
        int each = Channels * size * size;
        long[] labels = files.Labels.ToArray<long>();
        var shape = new ImageSize(Channels, size, size);
        if ((long)each * files.Count > MaxBytes) return new LabelledImages(name, files, labels, files.Classes, shape, files.Paths);

        var pixels = new byte[each * files.Count];
        var problems = new string?[files.Count];
        Parallel.For(0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = Threads.Count }, i => problems[i] = Read(files, i, pixels.AsSpan(i * each, each)));
        int[] bad = [.. Enumerable.Range(0, files.Count).Where(i => problems[i] is not null)];
        if (bad.Length > 0)
        {
            string list = string.Join("; ", bad.Take(Named).Select(i => problems[i]!.Split('\n')[0].TrimEnd('.'))) + (bad.Length > Named ? $"; and {bad.Length - Named} more" : string.Empty);
            string count = bad.Length == 1 ? "One image" : $"{bad.Length} images";
            if (!skips) throw new HebbException($"{count} of {name} cannot be read: {list}.", $"Mend or remove them, or leave them out: {Phrases.SkipUnreadable}.");
            warn($"{count} of {name} cannot be read and {(bad.Length == 1 ? "is" : "are")} left out: {list}.");
        }

        var all = new LabelledImages(
            name, new TensorDataset(Tensor.Wrap(pixels, [files.Count, Channels, size, size]), Tensor.From<long>(labels, [labels.Length])), labels, files.Classes, shape, files.Paths);
        return bad.Length == 0 ? all : all.Part([.. Enumerable.Range(0, files.Count).Except(bad)]);
    }

    static string? Read(ImageFiles files, int index, Span<byte> to)
    {
        try
        {
            using (Memory.Scope())
            {
                ReadOnlySpan<float> values = files.Take([index]).Input.ToArray<float>();
                for (int i = 0; i < to.Length; i++) to[i] = (byte)MathF.Round(values[i] * byte.MaxValue);
            }

            return null;
        }
        catch (Exception problem) when (problem is FormatErrorException or IOException or UnauthorizedAccessException)
        {
            return problem.Message;
        }
    }
}
