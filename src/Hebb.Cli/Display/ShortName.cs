using Hebb.Vision.Classification;
using Hebb.Vision.Insight;

namespace Hebb.Cli.Display;

/// <summary>What folders and files are called on a page: their names, without where they lie on this machine.</summary>
static class ShortName
{
    /// <summary>A data set or a folder of images: "mnist", "flowers17", "flowers17/test".</summary>
    public static string OfData(string data)
    {
        if (!data.AsSpan().ContainsAny('/', '\\') && data is not ("." or "..")) return data;
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(data)), name = Path.GetFileName(full), above = Path.GetFileName(Path.GetDirectoryName(full) ?? string.Empty);
        if (name.Length == 0) return data;
        return IsPart(name) && above.Length > 0 ? $"{above}/{name}" : name;
    }

    /// <summary>Files without the folders that all of them share, fit to be printed.</summary>
    public static string[] OfFiles(IReadOnlyList<string> paths)
    {
        string[][] parts = [.. paths.Select(path => path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar))];
        int shared = parts.Length == 0 ? 0 : parts.Min(p => p.Length) - 1;
        for (int i = 0; i < shared; i++)
        {
            if (!Array.TrueForAll(parts, p => string.Equals(p[i], parts[0][i], StringComparison.Ordinal))) shared = i;
        }

        return [.. parts.Select(p => Printable.Line(string.Join('/', p[shared..])))];
    }

    /// <summary>The images of predictions: their files, or their numbers.</summary>
    public static string[] OfImages(LabelledImages images, IReadOnlyList<SamplePrediction> shown) =>
        images.Paths is { } paths ? OfFiles([.. shown.Select(one => paths[one.Index])]) : [.. shown.Select(one => images.Title(one.Index))];

    // Such a folder says nothing without the one that holds it.
    static bool IsPart(string name) => name.ToLowerInvariant() is "train" or "training" or "val" or "valid" or "validation" or "test" or "testing";
}
