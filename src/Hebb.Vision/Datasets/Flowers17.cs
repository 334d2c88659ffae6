using Hebb.Formats;

namespace Hebb.Vision.Datasets;

/// <summary>Oxford Flowers 17: 80 photographs each of 17 flowers, divided into 40 to train on, 20 to choose by and 20 to test on.</summary>
/// <remarks>
/// M.-E. Nilsback, A. Zisserman: A Visual Vocabulary for Flower Classification, CVPR 2006. The published form (the folder <c>jpg</c> beside <c>datasplits.mat</c>, of which the
/// first of three divisions is taken) and folders <c>train</c>, <c>val</c>, <c>test</c> with class folders 0 to 16 are both read.
/// </remarks>
public static class Flowers17
{
    const int PerClass = 80;

    /// <summary>The names of the 17 classes, in the order of the files.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    [
        "daffodil", "snowdrop", "lilyvalley", "bluebell", "crocus", "iris", "tigerlily", "tulip", "fritillary", "sunflower", "daisy", "coltsfoot", "dandelion", "cowslip",
        "buttercup", "windflower", "pansy",
    ];

    /// <summary>Lists the images of a part; they are read when a batch wants them.</summary>
    /// <param name="folder">The folder with the images; null looks in the places of <see cref="DatasetPlaces"/>.</param>
    /// <param name="part">Which part.</param>
    /// <param name="size">The height and width of the images in a batch; see <see cref="ImageFiles"/>.</param>
    /// <param name="onUnreadable">What to do about images that cannot be read.</param>
    /// <param name="download">Whether to fetch the images (60 MB) if they are not there.</param>
    /// <exception cref="DatasetMissingException">The images are not there; the message says how to get them.</exception>
    /// <exception cref="FormatErrorException">datasplits.mat is damaged.</exception>
    public static ImageFiles Open(
        string? folder = null, Split part = Split.Train, int? size = null, UnreadableImages onUnreadable = UnreadableImages.Refuse, bool download = false)
    {
        string name = part switch { Split.Train => "train", Split.Validation => "val", Split.Test => "test", _ => throw new ArgumentOutOfRangeException(nameof(part), part, "Flowers17 has no such part.") };
        DatasetLocation place = DatasetPlaces.Locate(DatasetCatalog.Flowers17, folder, download, [name], ["jpg", "datasplits.mat"]);
        if (place.Layout[0] == name) return ImageFolder.Open(place.File(name), size, onUnreadable);
        string splits = place.File("datasplits.mat"), variable = part switch { Split.Train => "trn1", Split.Validation => "val1", _ => "tst1" };
        using TensorFile file = TensorFile.Open(splits);
        if (file.Entries.All(e => e.Name != variable)) throw new FormatErrorException(splits, 0, $"a variable {variable} with the numbers of images was expected; the file has {string.Join(", ", file.Entries.Select(e => e.Name))}");
        double[] numbers = file[variable].ToArray<double>();
        if (Array.FindIndex(numbers, n => !(n >= 1 && n <= PerClass * Classes.Count)) is >= 0 and int wrong)
            throw new FormatErrorException(splits, 0, $"{variable} must hold numbers from 1 to {PerClass * Classes.Count}; element {wrong} is {numbers[wrong]}");
        int[] ids = [.. numbers.Select(n => (int)n).Order()];
        return new ImageFiles([.. ids.Select(id => Path.Combine(place.File("jpg"), $"image_{id:0000}.jpg"))], [.. ids.Select(id => (id - 1) / PerClass)], Classes, size, onUnreadable);
    }
}
