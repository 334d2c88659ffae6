using System.Text.Json;

namespace Hebb.Conformance.Reading;

/// <summary>A photograph with what is written on it, as a folder's transcriptions.json says.</summary>
/// <param name="Path">The photograph.</param>
/// <param name="Kind">"upper36": capitals and digits; "mixed": small letters too.</param>
/// <param name="Text">What is written there.</param>
sealed record SamplePage(string Path, string Kind, string Text)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The pages of a folder.</summary>
    /// <exception cref="IOException">There is no transcriptions.json in it.</exception>
    public static IReadOnlyList<SamplePage> In(string folder)
    {
        using JsonDocument list = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(folder, "transcriptions.json")));
        return [.. list.RootElement.EnumerateArray().Select(page => new SamplePage(
            System.IO.Path.Combine(folder, page.GetProperty("file").GetString()!),
            page.GetProperty("kind").GetString()!,
            page.GetProperty("text").GetString()!))];
    }
}
