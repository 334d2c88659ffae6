namespace Hebb.Conformance.Fuzzing;

/// <summary>A format with the samples that are damaged, and what opens them.</summary>
/// <param name="Name">The format's short name.</param>
/// <param name="Samples">The undamaged files, by name.</param>
/// <param name="Read">Opens a file and reads everything in it.</param>
public sealed record FuzzTarget(string Name, IReadOnlyList<KeyValuePair<string, byte[]>> Samples, Action<string> Read)
{
    /// <summary>The formats of a folder's files, and of images that such folders do not hold.</summary>
    /// <param name="folder">The folder with the samples.</param>
    public static IReadOnlyList<FuzzTarget> Of(string folder)
    {
        var byName = new SortedDictionary<string, List<KeyValuePair<string, byte[]>>>(StringComparer.Ordinal)
        {
            ["gif"] = [.. ImageSamples.Of("GIF")],
            ["webp"] = [.. ImageSamples.Of("WebP")],
            ["tif"] = [.. ImageSamples.Of("TIFF")],
            ["tga"] = [.. ImageSamples.Of("TGA")],
        };
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (NameOf(Path.GetFileName(path)) is not { } name) continue;
            if (!byName.TryGetValue(name, out List<KeyValuePair<string, byte[]>>? samples)) byName.Add(name, samples = []);
            samples.Add(KeyValuePair.Create(Path.GetFileName(path), File.ReadAllBytes(path)));
        }

        return [.. byName.Select(pair => new FuzzTarget(pair.Key, pair.Value, IsImage(pair.Key) ? ReadImage : ReadTensors))];
    }

    // By name: the samples are ours, and a damaged one has no content to go by.
    static string? NameOf(string file) => Path.GetExtension(file) switch
    {
        ".npy" or ".npz" or ".safetensors" or ".pt" or ".h5" or ".mat" or ".pickle" or ".csv" or ".bin" or ".png" or ".jpg" or ".bmp" or ".ppm" or ".gif" or ".webp" or ".tif" or ".tga" => Path.GetExtension(file)[1..],
        ".pth" => "pt",
        ".gz" => "idx.gz",
        _ when file.EndsWith("-ubyte", StringComparison.Ordinal) => "idx",
        _ when file.Contains("batch", StringComparison.Ordinal) => "pickle",
        _ => null,
    };

    static bool IsImage(string name) => name is "png" or "jpg" or "bmp" or "ppm" or "gif" or "webp" or "tif" or "tga";

    static void ReadImage(string path) => _ = Images.Image.Load(path);

    static void ReadTensors(string path)
    {
        using Hebb.Formats.TensorFile file = Hebb.Formats.TensorFile.Open(path);
        foreach (Hebb.Formats.TensorEntry entry in file.Entries) _ = file[entry.Name];
        _ = file.Values.Count;
    }
}
