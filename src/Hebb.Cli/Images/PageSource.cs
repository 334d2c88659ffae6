using Hebb.Images;
using Hebb.Vision.Reading;

namespace Hebb.Cli.Images;

/// <summary>An image that is to be read.</summary>
/// <param name="Name">What it is called where it is shown: its path, or what stands for it.</param>
/// <param name="Load">Reads its pixels.</param>
sealed record PageSource(string Name, Func<Image> Load)
{
    /// <summary>Stands for the page that is part of the program, where no file is called so.</summary>
    public const string Sample = "sample";

    /// <summary>Stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>What files made from it begin with.</summary>
    public string Stem => Name == StandardInput ? "page" : Path.GetFileNameWithoutExtension(Name);

    /// <summary>The images that words of a command line stand for, in their order; those of a folder by their names.</summary>
    /// <exception cref="HebbException">A folder holds no image.</exception>
    public static IReadOnlyList<PageSource> Of(IEnumerable<string> words) => [.. words.SelectMany(Of)];

    static IEnumerable<PageSource> Of(string word)
    {
        if (Directory.Exists(word)) return InFolder(word);
        if (word == StandardInput) return [new PageSource(word, FromInput)];
        if (word == Sample && !File.Exists(word)) return [new PageSource(word, SamplePage.Load)];
        return [new PageSource(word, () => FromFile(word))];
    }

    static PageSource[] InFolder(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder).Where(IsImage).Order(StringComparer.Ordinal)];
        if (files.Length == 0) throw new HebbException($"The folder '{folder}' holds no images.", $"Images end in {string.Join(", ", ImageCodecs.All.SelectMany(codec => codec.Extensions))}; those in folders below are named for themselves.");
        return [.. files.Select(file => new PageSource(file, () => FromFile(file)))];
    }

    static bool IsImage(string path)
    {
        string extension = Path.GetExtension(path);
        return !Path.GetFileName(path).StartsWith('.') && ImageCodecs.All.Any(codec => codec.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));
    }

    static Image FromFile(string path) => File.Exists(path)
        ? Image.Load(path)
        : throw new HebbException($"There is no image '{path}'.", "hebb read sample reads a page that is part of the program.");

    static Image FromInput()
    {
        using Stream input = Console.OpenStandardInput();
        return Image.Load(input, "standard input");
    }
}
