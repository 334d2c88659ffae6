using Hebb.Formats;
using Hebb.Vision.Reading.Characters;

namespace Hebb.Vision.Reading.Training;

/// <summary>The single characters of the folders chars36, lower26 and punctuation, by character.</summary>
sealed class GlyphLibrary
{
    const int Side = 32;
    readonly List<Glyph>[] glyphs = [.. Enumerable.Range(0, CharacterSet.Count).Select(_ => new List<Glyph>())];

    GlyphLibrary()
    {
    }

    /// <summary>The glyphs of a character.</summary>
    public IReadOnlyList<Glyph> this[char character] => glyphs[CharacterSet.IndexOf(character)];

    /// <summary>Reads one part of the folders that are there; null when one is missing.</summary>
    /// <param name="folder">The folder that holds them.</param>
    /// <param name="part">"train", "valid" or "test".</param>
    public static GlyphLibrary? Read(string folder, string part = "train")
    {
        var library = new GlyphLibrary();
        foreach ((string name, string characters) in ((string, string)[])[
            ("chars36", CharacterSet.All[..36]), ("lower26", CharacterSet.All[36..62]), ("punctuation", CharacterSet.All[62..])])
        {
            string path = Path.Combine(folder, name, $"{name}_{part}.mat");
            if (!File.Exists(path)) return null;
            library.Add(Mat.Load(path), part, characters);
        }

        return library;
    }

    void Add(Dictionary<string, Tensor> file, string part, string characters)
    {
        float[] data = file[part + "_data"].To(DType.Float32).ToArray<float>();
        double[]? heights = file.GetValueOrDefault(part + "_height")?.To(DType.Float64).ToArray<double>(), feet = file.GetValueOrDefault(part + "_baseline")?.To(DType.Float64).ToArray<double>();
        float[] labels = file[part + "_labels"].To(DType.Float32).ToArray<float>();
        for (int row = 0; row < data.Length / (Side * Side); row++)
        {
            char character = characters[labels.AsSpan(row * characters.Length, characters.Length).IndexOf(1f)];
            if (Cut(data.AsSpan(row * Side * Side, Side * Side)) is not { } mask) continue;
            double height = heights?[row] ?? double.NaN, foot = feet?[row] ?? double.NaN;
            if (double.IsNaN(height)) height = UsualHeight(character);
            if (double.IsNaN(foot)) foot = UsualFoot(character);
            glyphs[CharacterSet.IndexOf(character)].Add(new Glyph(mask, Math.Clamp(height, 0.1, 4), Math.Clamp(foot, -1.5, 2.5)));
        }
    }

    // Stored column by column, paper 1.
    static InkMask? Cut(ReadOnlySpan<float> data)
    {
        const float Least = 0.3f;
        int left = Side, top = Side, right = -1, bottom = -1;
        for (int i = 0; i < data.Length; i++)
        {
            if (1 - data[i] < Least) continue;
            (int x, int y) = (i / Side, i % Side);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
        }

        if (right < 0) return null;
        int width = right - left + 1, height = bottom - top + 1;
        var ink = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++) ink[(y * width) + x] = (byte)Math.Clamp(255 * (1 - data[((x + left) * Side) + y + top]), 0, 255);
        }

        return new InkMask(width, height, ink);
    }

    static double UsualHeight(char c) => c switch
    {
        >= 'A' and <= 'Z' or >= '0' and <= '9' => 1.8,
        'b' or 'd' or 'f' or 'h' or 'k' or 'l' => 1.9,
        't' or 'i' => 1.6,
        'g' or 'p' or 'q' or 'y' => 1.8,
        'j' => 2.3,
        '.' => 0.2,
        '-' => 0.2,
        ',' or '\'' or '"' => 0.5,
        '+' or '=' or ':' or ';' => 0.9,
        '/' or '(' or ')' or '!' or '?' or '&' or '@' or '#' or '$' or '%' => 1.9,
        _ => 1,
    };

    static double UsualFoot(char c) => c switch
    {
        'g' or 'p' or 'q' or 'y' or 'j' => -0.8,
        ',' or ';' => -0.3,
        '-' or '=' => 0.45,
        '+' => 0.2,
        '\'' or '"' => 1.3,
        _ => 0,
    };
}
