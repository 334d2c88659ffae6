namespace Hebb.Vision.Datasets;

/// <summary>CIFAR-10: 60,000 colour images of 32×32 pixels in ten classes, 50,000 to train on and 10,000 to test on.</summary>
/// <remarks>A. Krizhevsky: Learning Multiple Layers of Features from Tiny Images, technical report, University of Toronto, 2009.</remarks>
public static class Cifar10
{
    const int TrainBatches = 5;

    /// <summary>The names of the ten classes.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Reads one part into memory.</summary>
    /// <param name="folder">The folder with the binary batches, or the one above; null looks in the places of <see cref="DatasetPlaces"/>.</param>
    /// <param name="train">The training set of 50,000; otherwise the test set of 10,000.</param>
    /// <param name="download">Whether to fetch the files (170 MB) if they are not there.</param>
    /// <exception cref="DatasetMissingException">The files are not there; the message says how to get them.</exception>
    /// <exception cref="Formats.FormatErrorException">A file is damaged.</exception>
    public static ImageDataset Load(string? folder = null, bool train = true, bool download = false)
    {
        string[] names = train ? [.. Enumerable.Range(1, TrainBatches).Select(i => $"data_batch_{i}.bin")] : ["test_batch.bin"];
        DatasetLocation place = DatasetPlaces.Locate(DatasetCatalog.Cifar10, folder, download, names);
        return CifarBatches.Load([.. names.Select(place.File)], "labels", Classes);
    }
}
