using Hebb.Data;
using Hebb.Vision.Datasets;
using Hebb.Vision.Datasets.Folders;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

/// <summary>Opens images by the name of a data set or by a folder.</summary>
/// <param name="size">The size to which images from files are brought.</param>
/// <param name="skips">What is left out.</param>
/// <param name="warn">Told about what was left out.</param>
sealed class ImageSource(int size, Skips skips, Action<string> warn)
{
    /// <summary>The parts of a folder that holds train, val and test instead of classes; nulls if it does not.</summary>
    public static (string? Train, string? Val, string? Test) Parts(string folder)
    {
        if (!Directory.Exists(folder)) return default;
        string? train = Sub(folder, PartNames.Train), val = Sub(folder, PartNames.Validation), test = Sub(folder, PartNames.Test);
        return train is not null && (val is not null || test is not null) ? (train, val, test) : default;
    }

    /// <summary>Opens one part of a data set, or a folder of class folders.</summary>
    /// <param name="data">The name or the folder.</param>
    /// <param name="place">Where the files of a named data set are; null for the usual places.</param>
    /// <param name="part">Which part of a named data set.</param>
    /// <exception cref="HebbException">There is neither.</exception>
    public LabelledImages Open(string data, string? place, Split part)
    {
        if (LabelledImages.Entry(data) is not { } entry) return Folder(data);
        if (entry.IsEmbedded && place is not null) throw new SettingException($"The data set {entry.Name} {Phrases.NoDataFolder}.");
        return Of(entry.Name, entry.Open(place, part));
    }

    /// <summary>The images of a data set that is open: what lies in files is read and brought to the size.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="images">The data set.</param>
    /// <exception cref="HebbException">There are no images, or they have no classes.</exception>
    public LabelledImages Of(string name, IImageDataset images)
    {
        if (images.Classes.Count == 0) throw new HebbException($"The images of {name} have no classes, so no classifier can be trained on them.", Phrases.OtherDatasets);
        if (images.Count == 0) throw new HebbException($"{name} holds no images.");
        return images switch
        {
            ImageFiles files => Decoded(name, new ImageFiles(files.Paths, [.. files.Labels.ToArray<long>().Select(l => (int)l)], files.Classes, size)),
            ImageDataset memory => Of(name, new TensorDataset(memory.Images, memory.Labels), memory.Labels, memory.Classes, memory.Images.Shape),
            Digits digits => Of(name, new TensorDataset(digits.Images, digits.Labels), digits.Labels, Digits.Classes, digits.Images.Shape),
            _ => Of(name, images, images.Labels, images.Classes, images.Take([0]).Input.Shape),
        };
    }

    /// <summary>Opens a folder of class folders.</summary>
    public LabelledImages Folder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new SettingException(
                File.Exists(folder) ? $"'{folder}' is a file; a data set's name or a folder of class folders was expected." : $"There is no data set and no folder '{folder}'.",
                Suggestion.Nearest(folder, DatasetCatalog.All.SelectMany(entry => entry.Aliases.Prepend(entry.Name))) is { } near ? $"Did you mean {near}?" : Phrases.Datasets);
        }

        return Decoded(folder, List(folder, size, skips.Empty, warn));
    }

    /// <summary>The images of a folder of class folders, which is there.</summary>
    public static ImageFiles List(string folder, int? size, bool skipsEmpty, Action<string> warn)
    {
        ImageFiles files = ImageFolder.Open(folder, size, onEmpty: skipsEmpty ? EmptyClassFolders.Skip : EmptyClassFolders.Refuse);
        if (files.LeftOut.Count > 0) warn(LeftOut(folder, files.LeftOut));
        return files;
    }

    static string LeftOut(string folder, IReadOnlyList<KeyValuePair<string, string>> leftOut)
    {
        const int Named = 3;
        string list = string.Join("; ", leftOut.Take(Named).Select(one => $"'{one.Key}': {one.Value}")) + (leftOut.Count > Named ? $"; and {leftOut.Count - Named} more" : string.Empty);
        return $"{leftOut.Count} {(leftOut.Count == 1 ? "file or folder" : "files and folders")} of {folder} {(leftOut.Count == 1 ? "is" : "are")} left out: {list}.";
    }

    LabelledImages Decoded(string name, ImageFiles files) => DecodedImages.Of(name, files, size, skips.Unreadable, warn);

    static LabelledImages Of(string name, IDataset samples, Tensor labels, IReadOnlyList<string> classes, Shape shape) =>
        new(name, samples, labels.ToArray<long>(), classes, new ImageSize(shape[1], shape[2], shape[3]));

    // In any case, and in the order of the names.
    static string? Sub(string folder, IReadOnlyList<string> names)
    {
        string[] there = [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path))];
        return names.Select(name => there.FirstOrDefault(one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(name => name is not null) is { } found ? Path.Combine(folder, found) : null;
    }
}
