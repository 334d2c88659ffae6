using Hebb.Formats;

namespace Hebb.Vision.Datasets;

/// <summary>Two IDX files, images and labels, as MNIST and its relatives publish them.</summary>
static class IdxPair
{
    /// <summary>Reads both files into a data set.</summary>
    /// <param name="images">The file of images.</param>
    /// <param name="labels">The file of labels.</param>
    /// <param name="classes">The classes' names.</param>
    /// <param name="firstLabel">The number that the file gives to the first class.</param>
    /// <param name="transposed">Whether the file stores columns for rows.</param>
    /// <exception cref="FormatErrorException">A file breaks its format, or the two do not belong together.</exception>
    public static ImageDataset Load(string images, string labels, IReadOnlyList<string> classes, int firstLabel = 0, bool transposed = false)
    {
        Tensor classOf = Idx.Load(labels);
        if (classOf.Rank != 1 || classOf.DType != DType.UInt8) throw new FormatErrorException(labels, 0, $"labels are one axis of bytes; {classOf.DType} {classOf.Shape} came", "Are the files of images and labels swapped?");
        byte[] numbers = classOf.ToArray<byte>();
        for (int i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] < firstLabel || numbers[i] >= firstLabel + classes.Count)
                throw new FormatErrorException(labels, 8 + i, $"labels go from {firstLabel} to {firstLabel + classes.Count - 1}; {numbers[i]} came", "Are these the labels of another data set or split?");
        }

        Tensor pixels = Idx.Load(images);
        if (pixels.Rank != 3 || pixels.DType != DType.UInt8 || pixels.Count == 0) throw new FormatErrorException(images, 0, $"images are three axes of bytes, [n, height, width]; {pixels.DType} {pixels.Shape} came", "Are the files of images and labels swapped?");
        if (pixels.Shape[0] != numbers.Length) throw new FormatErrorException(images, 4, $"{pixels.Shape[0]} images came with {numbers.Length} labels in {labels}", "Take both files from the same part: train with train, test with test.");
        if (transposed) Transpose(pixels.AsSpan<byte>(), pixels.Shape[1], pixels.Shape[2], images);
        var values = new long[numbers.Length];
        for (int i = 0; i < values.Length; i++) values[i] = numbers[i] - firstLabel;
        return new ImageDataset(pixels.Unsqueeze(1), Tensor.Wrap(values), classes);
    }

    static void Transpose(Span<byte> pixels, int height, int width, string file)
    {
        if (height != width) throw new FormatErrorException(file, 8, $"the images must be square; {height} × {width} came");
        for (int start = 0; start < pixels.Length; start += height * width)
        {
            Span<byte> image = pixels.Slice(start, height * width);
            for (int y = 0; y < height; y++)
            {
                for (int x = y + 1; x < width; x++)
                    (image[(y * width) + x], image[(x * width) + y]) = (image[(x * width) + y], image[(y * width) + x]);
            }
        }
    }
}
