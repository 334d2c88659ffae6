using Hebb.Vision.Reading.Characters;

namespace Hebb.Vision.Reading.Training;

/// <summary>Composes words and lines of single characters: touching, overlapping, uneven, slanted.</summary>
/// <param name="library">The characters.</param>
/// <param name="words">Words that texts are made of.</param>
sealed class GlyphComposer(GlyphLibrary library, IReadOnlyList<string> words)
{
    const string Marks = ".,!?:;'\"-()&@#$%+=/";

    /// <summary>A text and the mask that shows it.</summary>
    public (string Text, InkMask Mask, double XHeight) Compose(Generator random)
    {
        string text = Text(random);
        // Of capitals the x-height is that of the small letters beside them would be.
        double x = random.BetweenLogs(8, 22), uneven = random.Between(0, 0.12), gap = random.Bell() * 0.12, space = random.Between(0.55, random.Happens(0.2) ? 4 : 1.5), wave = random.Between(0, 0.25);
        double slant = random.Happens(0.5) ? 0 : random.Bell() * 0.2, tall = random.BetweenLogs(0.85, 1.2), at = 2 * x, phase = random.Between(0, 6.28);
        var placed = new List<(Glyph Glyph, double Left, double Top, double Width, double Height)>(text.Length);
        foreach (char c in text)
        {
            if (c == ' ')
            {
                at += x * space * random.Between(0.8, 1.3);
                continue;
            }

            IReadOnlyList<Glyph> choices = library[c];
            Glyph glyph = choices[random.NextInt(0, choices.Count)];
            double height = Math.Max(2, glyph.Height * x * tall * Math.Exp(random.Bell() * uneven)), width = Math.Max(1.5, height * glyph.Mask.Width / glyph.Mask.Height * random.BetweenLogs(0.88, 1.12));
            // What is wide is not as high: an M would else be twice as wide as an E.
            if (width > 2 * x) (width, height) = (width * Math.Sqrt(2 * x / width), height * Math.Max(0.8, Math.Sqrt(2 * x / width)));
            double foot = (glyph.Foot * x) + (random.Bell() * uneven * x) + (wave * x * Math.Sin((at / (x * 9)) + phase));
            placed.Add((glyph, at, -foot - height, width, height));
            at += width + (x * (0.2 + gap + (random.Bell() * 0.08)));
        }

        double top = placed.Min(one => one.Top) - 3, bottom = placed.Max(one => one.Top + one.Height) + 3, lean = Math.Abs(slant) * (bottom - top);
        var mask = new InkMask((int)(at + (2 * x) + (2 * lean)), (int)(bottom - top) + 1, new byte[((int)(at + (2 * x) + (2 * lean))) * ((int)(bottom - top) + 1)]);
        double pen = random.BetweenLogs(0.5, 1.6);
        foreach ((Glyph glyph, double left, double up, double width, double height) in placed) Paste(mask, glyph.Mask, left + lean, up - top, width, height, slant, -top, pen);
        return (text, mask, x);
    }

    // gain: below 1 thins the stroke, above 1 thickens it, by where the soft edge is cut.
    static void Paste(InkMask mask, InkMask glyph, double left, double top, double width, double height, double slant, double foot, double gain)
    {
        double sx = glyph.Width / width, sy = glyph.Height / height;
        int blurX = Math.Max(1, (int)Math.Round(sx)), blurY = Math.Max(1, (int)Math.Round(sy));
        for (int y = Math.Max(0, (int)top - 1); y < Math.Min(mask.Height, top + height + 1); y++)
        {
            double shift = slant * (foot - (y + 0.5));
            for (int x = Math.Max(0, (int)(left + shift) - 1); x < Math.Min(mask.Width, left + shift + width + 1); x++)
            {
                double value = Mean(glyph, (x + 0.5 - left - shift) * sx, (y + 0.5 - top) * sy, blurX, blurY);
                if (value <= 0) continue;
                ref byte ink = ref mask.Ink[(y * mask.Width) + x];
                ink = Math.Max(ink, (byte)Math.Min(255, 255 * Math.Pow(value / 255, 1 / gain)));
            }
        }
    }

    // Bilinear between means over as many pixels as one of the result covers.
    static double Mean(InkMask glyph, double x, double y, int width, int height)
    {
        if (width == 1 && height == 1) return Bilinear(glyph, x, y);
        double sum = 0;
        for (int v = 0; v < height; v++)
        {
            for (int u = 0; u < width; u++) sum += Bilinear(glyph, x + u - ((width - 1) / 2.0), y + v - ((height - 1) / 2.0));
        }

        return sum / (width * height);
    }

    static double Bilinear(InkMask glyph, double x, double y)
    {
        double u = x - 0.5, v = y - 0.5;
        int left = (int)Math.Floor(u), top = (int)Math.Floor(v);
        double right = u - left, down = v - top;
        return (((At(glyph, left, top) * (1 - right)) + (At(glyph, left + 1, top) * right)) * (1 - down)) + (((At(glyph, left, top + 1) * (1 - right)) + (At(glyph, left + 1, top + 1) * right)) * down);
    }

    static int At(InkMask glyph, int x, int y) => (uint)x < (uint)glyph.Width && (uint)y < (uint)glyph.Height ? glyph.Ink[(y * glyph.Width) + x] : 0;

    string Text(Generator random)
    {
        double kind = random.NextDouble();
        if (kind < 0.4) return Capitals(random);
        if (kind < 0.52) return Spaced(random);
        if (kind < 0.68) return string.Join(' ', Words(random, random.NextInt(1, 4)));
        if (kind < 0.82) return Number(random);
        return Any(random);
    }

    // Words in capitals, some with a mark or a number in front.
    string Capitals(Generator random)
    {
        string text = string.Join(' ', Words(random, random.NextInt(1, 5))).ToUpperInvariant();
        if (random.Happens(0.12)) text = $"{random.NextInt(1, 30)}{".):"[random.NextInt(0, 3)]} {text}";
        if (random.Happens(0.15)) text += Marks[random.NextInt(0, 7)];
        return text;
    }

    // Single characters and short codes with spaces between them: alphabets, lists of letters, "O0 1I 2Z 5S".
    static string Spaced(Generator random)
    {
        double kind = random.NextDouble();
        int groups = random.NextInt(2, 11), length = random.Happens(0.7) ? 1 : 2, first = kind < 0.6 ? 0 : kind < 0.75 ? 26 : 36, end = kind < 0.5 ? 26 : kind < 0.75 ? 36 : 62;
        int start = random.NextInt(first, end);
        bool isInOrder = random.Happens(0.4);
        return string.Join(' ', Enumerable.Range(0, groups).Select(group => string.Concat(Enumerable.Range(0, length).Select(
            _ => CharacterSet.All[isInOrder ? first + ((start - first + group) % (end - first)) : random.NextInt(first, end)]))));
    }

    static string Number(Generator random)
    {
        int digits = random.NextInt(1, 8);
        string text = string.Concat(Enumerable.Range(0, digits).Select(_ => (char)('0' + random.NextInt(0, 10))));
        return random.NextInt(0, 7) switch
        {
            0 when digits > 2 => text.Insert(digits / 2, "."),
            1 when digits > 2 => text.Insert(digits / 2, "/"),
            2 when digits > 2 => text.Insert(digits / 2, ":"),
            3 => "$" + text,
            4 => text + "%",
            5 when digits > 2 => text.Insert(digits / 2, "+-= "[random.NextInt(0, 4)].ToString()),
            _ => text,
        };
    }

    // Codes, and marks that are rare elsewhere.
    string Any(Generator random)
    {
        int length = random.NextInt(2, 9);
        bool isCode = random.Happens(0.5);
        char[] text = [.. Enumerable.Range(0, length).Select(_ => isCode ? CharacterSet.All[random.NextInt(0, 36)] : CharacterSet.All[random.NextInt(0, CharacterSet.Count)])];
        if (random.Happens(0.4)) text[random.NextInt(0, length)] = Marks[random.NextInt(0, Marks.Length)];
        return isCode ? new string(text) : words[random.NextInt(0, words.Count)] + new string(text, 0, Math.Min(length, 3));
    }

    IEnumerable<string> Words(Generator random, int count) => Enumerable.Range(0, count).Select(_ => words[random.NextInt(0, words.Count)]);
}
