using Hebb.Images;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Characters;
using Hebb.Vision.Reading.Drawing;
using Hebb.Vision.Reading.Training;

namespace Hebb.Conformance.Reading;

/// <summary>Photographs composed of handwriting that no network was trained with: pages of real lines, one writer each, and of single capitals, on many papers.</summary>
static class ComposedPages
{
    const int Width = 1700, LinesEach = 5, CapitalPages = 10;

    static readonly string[] Sentences =
    [
        "BUY MILK AND BREAD", "CALL DOCTOR AT 10", "MEETING ROOM B4", "PLEASE WATER THE PLANTS", "NEVER GIVE UP", "HAPPY BIRTHDAY", "2 EGGS 3 APPLES", "PARKING LEVEL 7", "THE QUICK BROWN FOX", "JUMPS OVER A LAZY DOG",
        "RETURN BOOKS TO LIBRARY", "LIFE IS SHORT", "PACK MY BOX", "WITH FIVE DOZEN JUGS", "WIFI CODE X7K2", "SEE YOU ON FRIDAY", "NO SMOKING", "OPEN THE WINDOW", "KEEP OUT", "QUIZ ON MONDAY",
    ];

    /// <summary>All pages of the data in a folder; the same ones every time.</summary>
    /// <param name="data">The folder with words, chars36, lower26 and punctuation.</param>
    public static IEnumerable<(string Name, string Kind, string Text, Func<Image> Make)> All(string data)
    {
        var writers = PenFile.Read(Path.Combine(data, "words", "valid.jsonl.gz")).Where(item => item.IsLine).GroupBy(item => item.Writer).Where(group => group.Count() >= 3).OrderBy(group => group.Key);
        foreach (var writer in writers)
        {
            PenItem[] lines = [.. writer.OrderBy(item => item.Text, StringComparer.Ordinal).Take(LinesEach)];
            yield return ($"writer {writer.Key}", lines[0].Style, string.Join('\n', lines.Select(line => line.Text)), () => Lines(lines, (ulong)writer.Key));
        }

        if (GlyphLibrary.Read(data, "valid") is not { } glyphs) yield break;
        for (int page = 0; page < CapitalPages; page++)
        {
            var random = new Generator((ulong)page + 900);
            string[] text = [.. Enumerable.Range(0, 4).Select(_ => Sentences[random.NextInt(0, Sentences.Length)])];
            double gap = page % 2 == 0 ? 0.15 + random.Between(0, 0.25) : random.Between(-0.06, 0.06);
            yield return ($"capitals {page}", page % 2 == 0 ? "capitals" : "touching capitals", string.Join('\n', text), () => Capitals(glyphs, text, gap, random));
        }
    }

    static Image Lines(PenItem[] lines, ulong seed)
    {
        var random = new Generator(seed);
        double widest = lines.Max(line => Right(line)), scale = Math.Min(random.Between(1.2, 2.4), (Width - 240) / widest);
        double step = 20 * scale * random.Between(4, 5), pen = Math.Max(2, random.Between(2, 4.2) * scale * 0.8), tilt = random.Bell() * 0.03;
        var mask = new InkMask(Width, (int)(300 + (step * lines.Length)), new byte[Width * (int)(300 + (step * lines.Length))]);
        for (int i = 0; i < lines.Length; i++)
        {
            double lean = (random.Bell() * 0.008) + tilt;
            float[][] strokes = [.. lines[i].Strokes.Select(stroke => Sheared(stroke, lean))];
            (_, double top, _, double bottom) = PenRenderer.Bounds(strokes);
            PenRenderer.Draw(mask, strokes, scale, pen, 100 + random.Between(0, 40), 150 + (step * i) - ((top + bottom) / 2 * scale) + (step / 2));
        }

        return Photograph(mask, random, 20 * scale);
    }

    static double Right(PenItem item) => PenRenderer.Bounds(item.Strokes).Right;

    static float[] Sheared(float[] stroke, double lean)
    {
        var result = (float[])stroke.Clone();
        for (int i = 0; i + 1 < result.Length; i += 2) result[i + 1] += (float)(lean * result[i]);
        return result;
    }

    static Image Capitals(GlyphLibrary glyphs, string[] text, double gap, Generator random)
    {
        double height = random.Between(50, 110), step = height * random.Between(1.7, 2.3);
        double longest = text.Max(line => line.Length) * height * (1.05 + gap);
        if (longest > Width - 200) (height, step) = (height * (Width - 200) / longest, step * (Width - 200) / longest);
        int rows = (int)(200 + (step * text.Length));
        var mask = new InkMask(Width, rows, new byte[Width * rows]);
        double tilt = random.Bell() * 0.025;
        for (int i = 0; i < text.Length; i++)
        {
            double x = 80 + random.Between(0, 60), foot = 100 + (step * (i + 1)) - (height * 0.4), slope = tilt + (random.Bell() * 0.01);
            foreach (char character in text[i])
            {
                if (character == ' ')
                {
                    x += height * random.Between(0.6, 0.9);
                    continue;
                }

                IReadOnlyList<Glyph> choices = glyphs[character];
                Glyph glyph = choices[random.NextInt(0, choices.Count)];
                double own = height * (1 + (random.Bell() * 0.06)), width = Math.Min(own * 1.15, own * glyph.Mask.Width / glyph.Mask.Height);
                Image grey = new Image(glyph.Mask.Width, glyph.Mask.Height, 1, glyph.Mask.Ink).Resize(Math.Max(2, (int)width), (int)own, Interpolation.Bicubic);
                int left = (int)x, top = (int)(foot - own + (slope * x) + (random.Bell() * 0.04 * height));
                for (int row = 0; row < grey.Height; row++)
                {
                    for (int column = 0; column < grey.Width; column++)
                    {
                        if ((uint)(top + row) >= (uint)rows || (uint)(left + column) >= Width) continue;
                        ref byte to = ref mask.Ink[((top + row) * Width) + left + column];
                        to = Math.Max(to, grey[column, row]);
                    }
                }

                x += grey.Width + (height * (gap + (random.Bell() * 0.03)));
            }
        }

        return Photograph(mask, random, height / 1.7);
    }

    // Ink on paper: a pen on white, a pencil on grey, a marker on a board, chalk on black, ruled paper; uneven light and the noise of a sensor.
    static Image Photograph(InkMask mask, Generator random, double xHeight)
    {
        int kind = random.NextInt(0, 5);
        (double paper, double ink) = kind switch { 0 => (235.0, 50.0), 1 => (175.0, 85.0), 2 => (215.0, 40.0), 3 => (60.0, 200.0), _ => (222.0, 70.0) };
        double rules = kind == 4 ? xHeight * random.Between(2.2, 4) : 0, lightX = random.Bell() * 0.25, lightY = random.Bell() * 0.2, grain = random.Between(1, 5), shadow = random.Happens(0.4) ? random.Between(0.2, 0.5) : 0;
        var noise = new ValueNoise((uint)random.NextInt(1, 1_000_000));
        var sensor = new float[mask.Ink.Length];
        random.Normal(sensor, 0, (float)grain);
        var pixels = new byte[3 * mask.Ink.Length];
        for (int i = 0; i < mask.Ink.Length; i++)
        {
            int x = i % mask.Width, y = i / mask.Width;
            double cover = mask.Ink[i] / 255.0 * Math.Clamp(kind is 1 or 3 ? 0.85 + (0.45 * noise.Fractal(x / 2.3, y / 2.3, 2)) : 1, 0, 1);
            double level = (paper * (1 - cover)) + (ink * cover);
            if (rules > 0 && y % rules < 2) level -= 35;
            double light = 1 + (lightX * ((x / (double)mask.Width) - 0.5)) + (lightY * ((y / (double)mask.Height) - 0.5)) - (shadow / (1 + Math.Exp(-((x * 0.8) + y - (0.6 * mask.Width)) / 60)));
            double value = (level * light) + sensor[i] + (4 * noise.Fractal(x / 90.0, y / 90.0, 2));
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (Byte(value * 1.01), Byte(value), Byte(value * 0.96));
        }

        return new Image(mask.Width, mask.Height, 3, pixels);
    }

    static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
