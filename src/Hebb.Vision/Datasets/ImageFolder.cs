using Hebb.Formats;
using Hebb.Images;
using Hebb.Vision.Datasets.Folders;

namespace Hebb.Vision.Datasets;

/// <summary>Images sorted into one folder for each class. Names that are numbers count as numbers: 0, 1, 2, …, 10.</summary>
/// <remarks>
/// A file <c>classes.txt</c> in the folder, or in the one above, has one class name a line. If the folders carry these names, it gives their order; if they are numbers from 0, it
/// gives their names.
/// </remarks>
/// <example><code>
/// ImageFiles train = ImageFolder.Open("flowers/train", size: 128), test = ImageFolder.Open("flowers/test", size: 128);
/// </code></example>
public static class ImageFolder
{
    const string ClassList = "classes.txt";

    /// <summary>
    /// Lists the images of a folder (files with an extension that <see cref="ImageCodecs.All"/> knows; also in folders within the class folders), class by class, in the order of their
    /// names. Links are followed, and every real file counts once. Hidden folders, those of systems and programs (<c>__MACOSX</c>, <c>@eaDir</c> …) and the runs of Hebb are no classes.
    /// </summary>
    /// <param name="path">The folder that holds the class folders.</param>
    /// <param name="size">The height and width of the images in a batch; see <see cref="ImageFiles"/>.</param>
    /// <param name="onUnreadable">What to do about images that cannot be read.</param>
    /// <param name="onEmpty">What to do about class folders without an image.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="HebbException">It holds no class folders, no images, a class folder without an image that is not to be skipped, or other folders than classes.txt names.</exception>
    public static ImageFiles Open(string path, int? size = null, UnreadableImages onUnreadable = UnreadableImages.Refuse, EmptyClassFolders onEmpty = EmptyClassFolders.Refuse)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path)) throw new DirectoryNotFoundException($"There is no folder '{path}'; it should hold one folder of images for each class.");
        string[] endings = Endings();
        var walk = new ClassFolderWalk(path, endings);
        string[] folders = walk.Classes();
        if (folders.Length == 0) throw NoClasses(path, endings);
        if (folders.Length <= 3 && folders.All(PartNames.IsOne))
            throw new HebbException($"The folder '{path}' holds the parts {string.Join(", ", folders)}, not classes.", $"Open one part: '{Path.Combine(path, folders[0])}'.");
        (string[] order, string[] names) = Classes(path, folders);
        (List<string> paths, List<int> labels) = walk.Images(order);
        if (paths.Count == 0) throw new HebbException($"The class folders of '{path}' hold no images ({string.Join(", ", endings)}).", "Are they images of another format? Convert them to PNG or JPEG.");
        (names, labels) = Filled(path, order, names, labels, onEmpty, walk.LeftOut);
        return new ImageFiles(paths, labels, names, size, onUnreadable) { LeftOut = walk.LeftOut };
    }

    /// <summary>The lines of a list, without blank ones.</summary>
    internal static string[] Lines(string path) => [.. InputFile.ReadAllText(path).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    static HebbException NoClasses(string path, string[] endings)
    {
        int loose = Directory.EnumerateFiles(path).Count(file => endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase));
        return new HebbException(
            loose == 0 ? $"The folder '{path}' holds no class folders." : $"The folder '{path}' holds {loose} {(loose == 1 ? "image" : "images")} and no class folders.",
            "Put the images of each class into a folder of its own, or name the folder above.");
    }

    // Names and labels of the classes that have images.
    static (string[] Names, List<int> Labels) Filled(string path, string[] order, string[] names, List<int> labels, EmptyClassFolders onEmpty, List<KeyValuePair<string, string>> leftOut)
    {
        HashSet<int> present = [.. labels];
        int[] empty = [.. Enumerable.Range(0, order.Length).Where(label => !present.Contains(label))];
        if (empty.Length == 0) return (names, labels);
        if (onEmpty == EmptyClassFolders.Refuse)
        {
            const int Named = 5;
            string list = string.Join(", ", empty.Take(Named).Select(label => $"'{Path.Combine(path, order[label])}'")) + (empty.Length > Named ? $" and {empty.Length - Named} more" : string.Empty);
            throw new HebbException(
                empty.Length == 1 ? $"The class folder {list} holds no image of its own." : $"{empty.Length} class folders hold no image of their own: {list}.",
                $"Put images into {(empty.Length == 1 ? "it, remove it" : "them, remove them")}, or leave {(empty.Length == 1 ? "it" : "them")} out: EmptyClassFolders.Skip in code, --on-empty skip on the command line.");
        }

        leftOut.AddRange(empty.Select(label => KeyValuePair.Create(Path.Combine(path, order[label]), "it holds no image of its own")));
        int[] kept = [.. Enumerable.Range(0, order.Length).Where(present.Contains)];
        return ([.. kept.Select(label => names[label])], labels.ConvertAll(label => Array.IndexOf(kept, label)));
    }

    static string[] Endings() => [.. ImageCodecs.All.SelectMany(codec => codec.Extensions).Distinct(StringComparer.OrdinalIgnoreCase)];

    // The folders in the order of the labels, and the classes' names.
    static (string[] Order, string[] Names) Classes(string path, string[] folders)
    {
        string? list = new[] { path, Path.GetDirectoryName(Path.GetFullPath(path)) ?? path }.Select(folder => Path.Combine(folder, ClassList)).FirstOrDefault(File.Exists);
        if (list is null) return (folders, folders);
        string[] names = Lines(list);

        // A list above that has nothing to do with these folders is somebody else's.
        bool isAbove = !File.Exists(Path.Combine(path, ClassList));
        if (isAbove && !folders.Any(name => ClassNameOrder.IsNumber(name, out _) || names.Contains(name, StringComparer.Ordinal))) return (folders, folders);
        string[] unknown = [.. folders.Except(names, StringComparer.Ordinal)];
        if (unknown.Length == 0) return ([.. names.Where(folders.Contains)], Present(names, folders, list));
        if (folders.All(name => ClassNameOrder.IsNumber(name, out int number) && number < names.Length) && folders.Length == names.Length) return (folders, names);
        throw new HebbException(
            $"{list} names {names.Length} classes, but '{path}' holds {folders.Length} folders, among them {string.Join(", ", unknown.Take(3).Select(name => $"'{name}'"))}.",
            "List the folders' names in it, one a line, or number the folders from 0 in its order; or remove it.");
    }

    // A class without a folder would shift the labels of those behind it.
    static string[] Present(string[] names, string[] folders, string list) => names.Length == folders.Length
        ? names
        : throw new HebbException($"{list} names {names.Length} classes, but only {folders.Length} of them have a folder; '{names.First(name => !folders.Contains(name))}' has none.", "Make the folder and put images into it, or take the name out of the list.");
}
