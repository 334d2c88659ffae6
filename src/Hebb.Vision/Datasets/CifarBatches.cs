using Hebb.Formats;

namespace Hebb.Vision.Datasets;

/// <summary>The binary batches of CIFAR, joined.</summary>
static class CifarBatches
{
    const int Side = 32, Channels = 3, Area = Side * Side * Channels;

    /// <summary>Reads files one after the other into one data set.</summary>
    /// <param name="paths">The batches.</param>
    /// <param name="entry">The labels' name in them.</param>
    /// <param name="classes">The classes' names.</param>
    /// <exception cref="FormatErrorException">A file is not such a batch, or holds a label that has no class.</exception>
    public static ImageDataset Load(IReadOnlyList<string> paths, string entry, IReadOnlyList<string> classes)
    {
        long total = 0;
        var files = new List<TensorFile>();
        try
        {
            foreach (string path in paths)
            {
                TensorFile file = TensorFile.Open(path);
                files.Add(file);
                TensorEntry? data = file.Entries.FirstOrDefault(e => e.Name is "data");
                if (data is not { Shape.Rank: 2 } || data.Shape[1] != Area || file.Entries.All(e => e.Name != entry)) throw new FormatErrorException(path, 0, $"a batch of CIFAR with data [n, {Area}] and {entry} was expected; a file of {file.Format} came", "Is it a batch of the other CIFAR, or damaged?");
                total += data.Shape[0];
            }

            if (total * Area > Array.MaxLength) throw new FormatErrorException(paths[0], 0, $"{total} images are more than one data set can hold");
            byte[] pixels = GC.AllocateUninitializedArray<byte>((int)(total * Area));
            var labels = new long[total];
            int done = 0;
            foreach (TensorFile file in files)
            {
                file["data"].AsSpan<byte>().CopyTo(pixels.AsSpan(done * Area));
                long[] part = file[entry].ToArray<long>();
                int wrong = Array.FindIndex(part, label => label < 0 || label >= classes.Count);
                if (wrong >= 0) throw new FormatErrorException(file.Path, wrong, $"labels go from 0 to {classes.Count - 1}; image {wrong} has {part[wrong]}", "Is it a batch of another data set?");
                part.CopyTo(labels, done);
                done += part.Length;
            }

            return new ImageDataset(Tensor.Wrap(pixels, [(int)total, Channels, Side, Side]), Tensor.Wrap(labels), classes);
        }
        finally
        {
            foreach (TensorFile file in files) file.Dispose();
        }
    }
}
