namespace Hebb.Vision.Datasets;

/// <summary>
/// EMNIST: handwritten digits and letters of NIST's Special Database 19, 28×28 grey pixels, ink bright, in six splits. The files store columns for rows; the images
/// here are upright.
/// </summary>
/// <remarks>G. Cohen, S. Afshar, J. Tapson, A. van Schaik: EMNIST: an extension of MNIST to handwritten letters, arXiv:1702.05373, 2017.</remarks>
public static class Emnist
{
    const string Figures = "0123456789", Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Small = "abcdefghijklmnopqrstuvwxyz", SmallThatDiffer = "abdefghnqrt";

    /// <summary>The names of a split's classes, in the order of the labels.</summary>
    /// <param name="split">The split.</param>
    public static IReadOnlyList<string> Classes(EmnistSplit split)
    {
        string all = split switch
        {
            EmnistSplit.ByClass => Figures + Capitals + Small,
            EmnistSplit.ByMerge or EmnistSplit.Balanced => Figures + Capitals + SmallThatDiffer,
            EmnistSplit.Letters => Capitals,
            EmnistSplit.Digits or EmnistSplit.Mnist => Figures,
            _ => throw new ArgumentOutOfRangeException(nameof(split), split, "EMNIST has no such split."),
        };
        return [.. all.Select(letter => letter.ToString())];
    }

    /// <summary>Reads one part of a split into memory.</summary>
    /// <param name="split">The split.</param>
    /// <param name="folder">The folder with the IDX files, packed (.gz) or not; null looks in the places of <see cref="DatasetPlaces"/>.</param>
    /// <param name="train">The training set; otherwise the test set.</param>
    /// <param name="download">Whether to fetch the files (562 MB, all splits in one archive) if they are not there.</param>
    /// <exception cref="DatasetMissingException">The files are not there; the message says how to get them.</exception>
    /// <exception cref="Formats.FormatErrorException">A file is damaged.</exception>
    public static ImageDataset Load(EmnistSplit split, string? folder = null, bool train = true, bool download = false)
    {
        IReadOnlyList<string> classes = Classes(split);
        string stem = $"emnist-{split.ToString().ToLowerInvariant()}-{(train ? "train" : "test")}", images = $"{stem}-images-idx3-ubyte.gz", labels = $"{stem}-labels-idx1-ubyte.gz";
        DatasetLocation place = DatasetPlaces.Locate(DatasetCatalog.Emnist, folder, download, [images, labels]);

        // The letters' labels count from 1, all others from 0.
        return IdxPair.Load(place.File(images), place.File(labels), classes, split == EmnistSplit.Letters ? 1 : 0, transposed: true);
    }
}
