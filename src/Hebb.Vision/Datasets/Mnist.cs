namespace Hebb.Vision.Datasets;

/// <summary>MNIST: 70,000 handwritten digits of 28×28 grey pixels, 60,000 to train on and 10,000 to test on; ink is bright.</summary>
/// <remarks>Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition, Proceedings of the IEEE 86(11), 1998.</remarks>
public static class Mnist
{
    /// <summary>The names of the ten classes, "0" to "9".</summary>
    public static IReadOnlyList<string> Classes { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Reads one part into memory.</summary>
    /// <param name="folder">The folder with the IDX files, packed (.gz) or not; null looks in the places of <see cref="DatasetPlaces"/>.</param>
    /// <param name="train">The training set of 60,000; otherwise the test set of 10,000.</param>
    /// <param name="download">Whether to fetch the files if they are not there.</param>
    /// <exception cref="DatasetMissingException">The files are not there; the message says how to get them.</exception>
    /// <exception cref="Formats.FormatErrorException">A file is damaged.</exception>
    public static ImageDataset Load(string? folder = null, bool train = true, bool download = false) => Load(DatasetCatalog.Mnist, Classes, folder, train, download);

    internal static ImageDataset Load(DatasetEntry entry, IReadOnlyList<string> classes, string? folder, bool train, bool download)
    {
        string part = train ? "train" : "t10k", images = $"{part}-images-idx3-ubyte.gz", labels = $"{part}-labels-idx1-ubyte.gz";
        DatasetLocation place = DatasetPlaces.Locate(entry, folder, download, [images, labels]);
        return IdxPair.Load(place.File(images), place.File(labels), classes);
    }
}
