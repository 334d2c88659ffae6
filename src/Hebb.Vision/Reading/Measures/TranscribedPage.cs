using System.Text.Json;

namespace Hebb.Vision.Reading.Measures;

/// <summary>A photograph whose text a person wrote down.</summary>
/// <param name="Path">The image.</param>
/// <param name="Kind">What kind of writing it is, such as "upper36": capitals and digits.</param>
/// <param name="Text">What is written on it, lines with a line feed between them.</param>
sealed record TranscribedPage(string Path, string Kind, string Text)
{
    /// <summary>The file that lists the pages of a folder: [ { "file", "kind", "text" }, … ].</summary>
    public const string List = "transcriptions.json";

    /// <summary>The image's name without its ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The pages of a folder, in the order of its list.</summary>
    /// <exception cref="HebbException">The list is no such JSON, or a page of it is not there.</exception>
    /// <exception cref="IOException">There is no list, or it cannot be read.</exception>
    public static IReadOnlyList<TranscribedPage> Load(string folder)
    {
        string list = System.IO.Path.Combine(folder, List);
        var pages = new List<TranscribedPage>();
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(list));
            foreach (JsonElement page in json.RootElement.EnumerateArray())
            {
                string path = System.IO.Path.Combine(folder, page.GetProperty("file").GetString()!);
                if (!File.Exists(path)) throw new HebbException($"{list} names '{path}', which is not there.");
                pages.Add(new TranscribedPage(path, page.GetProperty("kind").GetString()!, page.GetProperty("text").GetString()!));
            }
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new HebbException($"{list} is no list of pages: {problem.Message}", "It is an array of objects with file, kind and text.", problem);
        }

        return pages;
    }
}
