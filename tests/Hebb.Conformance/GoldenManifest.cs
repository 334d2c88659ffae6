using System.Text.Json;
using Hebb.Formats;

namespace Hebb.Conformance;

/// <summary>The list of cases in a folder of golden values.</summary>
public sealed record GoldenManifest(string Folder, IReadOnlyList<GoldenCase> Cases)
{
    const string FileName = "manifest.json";

    /// <summary>Reads a folder's manifest.json.</summary>
    /// <exception cref="IOException">The folder or its manifest is missing.</exception>
    /// <exception cref="FormatErrorException">The manifest is not what the format says.</exception>
    public static GoldenManifest Load(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            var cases = new List<GoldenCase>();
            foreach (JsonElement item in document.RootElement.GetProperty("cases").EnumerateArray()) cases.Add(GoldenCase.Read(folder, item.Clone()));
            return new GoldenManifest(folder, cases);
        }
        catch (JsonException e)
        {
            throw new FormatErrorException(path, e.BytePositionInLine ?? 0, $"line {e.LineNumber + 1} is not valid JSON", inner: e);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatErrorException(path, 0, $"expected \"cases\" with id, family, op, args and tol each: {e.Message}", inner: e);
        }
    }
}
