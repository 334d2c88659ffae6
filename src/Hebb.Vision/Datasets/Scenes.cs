using System.Globalization;
using Hebb.Formats;

namespace Hebb.Vision.Datasets;

/// <summary>
/// Photographs of eight kinds of places, listed in files: <c>train_files.txt</c> with a path a line, <c>train_labels.txt</c> with its class, <c>classes.txt</c> with the classes' names;
/// the same for <c>test_</c>. Any set in this form can be read.
/// </summary>
/// <remarks>The photographs are from J. Xiao, J. Hays, K. Ehinger, A. Oliva, A. Torralba: SUN Database, CVPR 2010; a course on computer vision chose them.</remarks>
public static class Scenes
{
    /// <summary>Lists the images of a part; they are read when a batch wants them.</summary>
    /// <param name="folder">The folder with the lists; null looks in the places of <see cref="DatasetPlaces"/>.</param>
    /// <param name="train">The training set; otherwise the test set.</param>
    /// <param name="size">The height and width of the images in a batch; see <see cref="ImageFiles"/>.</param>
    /// <param name="onUnreadable">What to do about images that cannot be read.</param>
    /// <exception cref="DatasetMissingException">The lists are not there; the message says where they should be.</exception>
    /// <exception cref="FormatErrorException">The lists do not fit each other, or name a file outside the folder.</exception>
    public static ImageFiles Open(string? folder = null, bool train = true, int? size = null, UnreadableImages onUnreadable = UnreadableImages.Refuse)
    {
        string part = train ? "train" : "test", list = $"{part}_files.txt", numbers = $"{part}_labels.txt";
        DatasetLocation place = DatasetPlaces.Locate(DatasetCatalog.Scenes8, folder, download: false, ["classes.txt", list, numbers]);
        string[] classes = ImageFolder.Lines(place.File("classes.txt")), files = ImageFolder.Lines(place.File(list)), words = ImageFolder.Lines(place.File(numbers));
        if (files.Length != words.Length) throw new FormatErrorException(place.File(numbers), 0, $"{files.Length} files need as many labels; {words.Length} lines came", $"Line n of {numbers} is the class of line n of {list}.");
        var labels = new int[words.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out labels[i]) || labels[i] >= classes.Length)
                throw new FormatErrorException(place.File(numbers), 0, $"line {i + 1} must be a class, 0 to {classes.Length - 1}; it is '{words[i]}'");
            if (Path.IsPathRooted(files[i]) || files[i].Split('/', '\\').Contains(".."))
                throw new FormatErrorException(place.File(list), 0, $"line {i + 1} must name a file in the same folder or below; it is '{files[i]}'");
        }

        return new ImageFiles([.. files.Select(file => Path.Combine(place.Folder, file.Replace('/', Path.DirectorySeparatorChar)))], labels, classes, size, onUnreadable);
    }
}
