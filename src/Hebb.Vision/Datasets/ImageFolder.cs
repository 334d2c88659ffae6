using Hebb.Vision.Images;

namespace Hebb.Vision.Datasets;

/// <summary>Pictures sorted into one folder for each class. Names that are numbers count as numbers: 0, 1, 2, …, 10.</summary>
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

    /// <summary>Lists the pictures of a folder (files with an extension that <see cref="ImageCodecs.All"/> knows; also in folders within the class folders), class by class, in the order of their names.</summary>
    /// <param name="path">The folder that holds the class folders.</param>
    /// <param name="size">The height and width of the pictures in a batch; see <see cref="ImageFiles"/>.</param>
    /// <param name="onUnreadable">What to do about pictures that cannot be read.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="HebbException">It holds no class folders, no pictures, or other folders than classes.txt names.</exception>
    public static ImageFiles Open(string path, int? size = null, UnreadableImages onUnreadable = UnreadableImages.Refuse)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path)) throw new DirectoryNotFoundException($"There is no folder '{path}'; it should hold one folder of pictures for each class.");
        string[] folders = [.. Directory.GetDirectories(path).Select(folder => Path.GetFileName(folder)!).Where(name => !name.StartsWith('.')).Order(ClassNameOrder.Instance)];
        if (folders.Length == 0) throw new HebbException($"The folder '{path}' holds no class folders.", "Put the pictures of each class into a folder of its own, or name the folder above.");
        if (folders.Length <= 3 && folders.All(name => name is "train" or "val" or "valid" or "validation" or "test"))
            throw new HebbException($"The folder '{path}' holds the parts {string.Join(", ", folders)}, not classes.", $"Open one part: ImageFolder.Open(\"{Path.Combine(path, folders[0])}\").");
        (string[] order, string[] names) = Classes(path, folders);
        var paths = new List<string>();
        var labels = new List<int>();
        for (int i = 0; i < order.Length; i++)
        {
            foreach (string file in Pictures(Path.Combine(path, order[i]), Endings()))
            {
                paths.Add(file);
                labels.Add(i);
            }
        }

        if (paths.Count == 0) throw new HebbException($"The class folders of '{path}' hold no pictures ({string.Join(", ", Endings())}).", "Are they pictures of another format? Convert them to PNG or JPEG.");
        return new ImageFiles(paths, labels, names, size, onUnreadable);
    }

    /// <summary>The lines of a list, without blank ones.</summary>
    internal static string[] Lines(string path) => [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];

    static string[] Endings() => [.. ImageCodecs.All.SelectMany(codec => codec.Extensions).Distinct(StringComparer.OrdinalIgnoreCase)];

    static IEnumerable<string> Pictures(string folder, string[] endings) => Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
        .Where(file => endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal);

    // The folders in the order of the labels, and the classes' names.
    static (string[] Order, string[] Names) Classes(string path, string[] folders)
    {
        string? list = new[] { path, Path.GetDirectoryName(Path.GetFullPath(path)) ?? path }.Select(folder => Path.Combine(folder, ClassList)).FirstOrDefault(File.Exists);
        if (list is null) return (folders, folders);
        string[] names = Lines(list);
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
        : throw new HebbException($"{list} names {names.Length} classes, but only {folders.Length} of them have a folder; '{names.First(name => !folders.Contains(name))}' has none.", "Make the folder, even if it is empty, or take the name out of the list.");
}
