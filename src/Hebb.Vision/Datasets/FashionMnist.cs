namespace Hebb.Vision.Datasets;

/// <summary>Fashion-MNIST: 70,000 images of clothes in MNIST's sizes and files, 60,000 to train on and 10,000 to test on.</summary>
/// <remarks>H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms, arXiv:1708.07747, 2017.</remarks>
public static class FashionMnist
{
    /// <summary>The names of the ten classes.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>Reads one part into memory.</summary>
    /// <param name="folder">The folder with the IDX files, packed (.gz) or not; null looks in the places of <see cref="DatasetPlaces"/>.</param>
    /// <param name="train">The training set of 60,000; otherwise the test set of 10,000.</param>
    /// <param name="download">Whether to fetch the files if they are not there.</param>
    /// <exception cref="DatasetMissingException">The files are not there; the message says how to get them.</exception>
    /// <exception cref="Formats.FormatErrorException">A file is damaged.</exception>
    public static ImageDataset Load(string? folder = null, bool train = true, bool download = false) => Mnist.Load(DatasetCatalog.FashionMnist, Classes, folder, train, download);
}
