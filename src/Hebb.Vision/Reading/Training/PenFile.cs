using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Hebb.Formats;

namespace Hebb.Vision.Reading.Training;

/// <summary>Reads files of pen strokes: gzip'd, one JSON object a line, {"writer", "level": "word" or "line", "text", "strokes": [[x0, y0, dx, dy, …], …]}.</summary>
static class PenFile
{
    /// <summary>All items of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HebbException">A line is not such an object; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static List<PenItem> Read(string path)
    {
        var items = new List<PenItem>();
        using FileStream file = InputFile.Open(path);
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                items.Add(Item(json.RootElement));
            }
            catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new HebbException($"{path}, line {items.Count + 1}: not a word or line of pen strokes.", "Each line is a JSON object with writer, level, text and strokes.", problem);
            }
        }

        return items;
    }

    static PenItem Item(JsonElement json)
    {
        JsonElement list = json.GetProperty("strokes");
        var strokes = new float[list.GetArrayLength()][];
        int at = 0;
        foreach (JsonElement one in list.EnumerateArray())
        {
            var points = new float[one.GetArrayLength() & ~1];
            int i = 0;
            foreach (JsonElement number in one.EnumerateArray())
            {
                if (i == points.Length) break;
                points[i] = number.GetSingle() + (i >= 2 ? points[i - 2] : 0);
                i++;
            }

            strokes[at++] = points;
        }

        return new PenItem(json.GetProperty("text").GetString() ?? string.Empty, json.GetProperty("writer").GetInt32(), json.GetProperty("level").GetString() == "line", strokes, json.TryGetProperty("style", out JsonElement style) ? style.GetString() ?? "unknown" : "unknown");
    }
}
