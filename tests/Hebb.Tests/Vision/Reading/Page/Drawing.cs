using Hebb.Images;
using Hebb.Vision.Reading;

namespace Hebb.Tests;

/// <summary>Draws synthetic pages: letters of straight strokes and circles with known boxes, on paper with noise, shadows and rules.</summary>
sealed class Drawing
{
    readonly double[] grey;

    public Drawing(int width, int height, double paper = 220)
    {
        (Width, Height) = (width, height);
        grey = new double[width * height];
        Array.Fill(grey, paper);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The boxes of the letters drawn so far.</summary>
    public List<LetterBox> Boxes { get; } = [];

    /// <summary>Changes every pixel.</summary>
    public Drawing Map(Func<int, int, double, double> change)
    {
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++) grey[(y * Width) + x] = change(x, y, grey[(y * Width) + x]);
        }

        return this;
    }

    /// <summary>A stroke with round ends.</summary>
    public Drawing Stroke(double x0, double y0, double x1, double y1, double pen = 5, double ink = 50)
    {
        double reach = (pen / 2) + 1, length = Math.Max(1e-9, ((x1 - x0) * (x1 - x0)) + ((y1 - y0) * (y1 - y0)));
        for (int y = (int)Math.Max(0, Math.Min(y0, y1) - reach); y <= Math.Min(Height - 1, Math.Max(y0, y1) + reach); y++)
        {
            for (int x = (int)Math.Max(0, Math.Min(x0, x1) - reach); x <= Math.Min(Width - 1, Math.Max(x0, x1) + reach); x++)
            {
                double t = Math.Clamp((((x + 0.5 - x0) * (x1 - x0)) + ((y + 0.5 - y0) * (y1 - y0))) / length, 0, 1);
                double distance = Math.Sqrt(Math.Pow(x + 0.5 - x0 - (t * (x1 - x0)), 2) + Math.Pow(y + 0.5 - y0 - (t * (y1 - y0)), 2));
                double cover = Math.Clamp((pen / 2) + 0.5 - distance, 0, 1);
                int i = (y * Width) + x;
                grey[i] = Math.Min(grey[i], (grey[i] * (1 - cover)) + (ink * cover));
            }
        }

        return this;
    }

    /// <summary>One of the letters H, O, T, N, E, A, I, and the marks '.' and 'i'; x and y are the upper left corner of a capital.</summary>
    public Drawing Letter(char letter, double x, double y, double height = 50, double pen = 5, double ink = 50, double slope = 0)
    {
        double w = 0.7 * height, h = height;
        (double, double, double, double)[] strokes = letter switch
        {
            'H' => [(0, 0, 0, h), (w, 0, w, h), (0, h / 2, w, h / 2)],
            'T' => [(0, 0, w, 0), (w / 2, 0, w / 2, h)],
            'N' => [(0, h, 0, 0), (0, 0, w, h), (w, h, w, 0)],
            'E' => [(0, 0, 0, h), (0, 0, w, 0), (0, h / 2, w * 0.8, h / 2), (0, h, w, h)],
            'A' => [(0, h, w / 2, 0), (w / 2, 0, w, h), (w / 4, h / 2, w * 3 / 4, h / 2)],
            'O' => [.. Enumerable.Range(0, 24).Select(k => ((w / 2 * (1 + Math.Cos(k * Math.PI / 12))), h / 2 * (1 + Math.Sin(k * Math.PI / 12)), w / 2 * (1 + Math.Cos((k + 1) * Math.PI / 12)), h / 2 * (1 + Math.Sin((k + 1) * Math.PI / 12))))],
            'i' => [(0, h * 0.45, 0, h), (0, h * 0.15, 0, h * 0.17)],
            '=' => [(0, h * 0.4, w, h * 0.4), (0, h * 0.65, w, h * 0.65)],
            '.' => [(0, h - 1, 0.1, h - 1)],
            _ => throw new ArgumentOutOfRangeException(nameof(letter)),
        };
        double left = double.PositiveInfinity, top = left, right = 0, bottom = 0;
        foreach ((double x0, double y0, double x1, double y1) in strokes)
        {
            double thick = letter == '.' ? 1.4 * pen : pen;
            Stroke(x + x0, y + y0 + (slope * x0), x + x1, y + y1 + (slope * x1), thick, ink);
            (left, right) = (Math.Min(left, x + Math.Min(x0, x1) - (pen / 2)), Math.Max(right, x + Math.Max(x0, x1) + (pen / 2)));
            (top, bottom) = (Math.Min(top, y + Math.Min(y0, y1) - (pen / 2)), Math.Max(bottom, y + Math.Max(y0, y1) + (pen / 2)));
        }

        Boxes.Add(new LetterBox((int)top, (int)left, (int)Math.Ceiling(bottom), (int)Math.Ceiling(right)));
        return this;
    }

    /// <summary>A line of letters; spaces are gaps.</summary>
    public Drawing Line(string letters, double x, double y, double height = 50, double pen = 5, double ink = 50, double slope = 0)
    {
        double left = x;
        foreach (char letter in letters)
        {
            double down = slope * (left - x);
            if (letter != ' ') Letter(letter, left, y + down, height, pen, ink, slope);
            left += letter switch { ' ' => 0.7 * height, 'i' or '.' => 0.35 * height, _ => 1.05 * height };
        }

        return this;
    }

    /// <summary>Noise with a seed.</summary>
    public Drawing Noise(double deviation, int seed = 1)
    {
        var random = new Random(seed);
        return Map((_, _, v) => v + (deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));
    }

    public Image ToImage() => new(Width, Height, 1, [.. grey.Select(v => (byte)Math.Clamp(Math.Round(v), 0, 255))]);

    /// <summary>A colour for paper, another for ink.</summary>
    public Image ToImage((int R, int G, int B) paper, (int R, int G, int B) ink, double paperLevel = 220, double inkLevel = 50)
    {
        var pixels = new byte[Width * Height * 3];
        for (int i = 0; i < grey.Length; i++)
        {
            double cover = Math.Clamp((paperLevel - grey[i]) / (paperLevel - inkLevel), 0, 1);
            pixels[3 * i] = (byte)Math.Round(paper.R + ((ink.R - paper.R) * cover));
            pixels[(3 * i) + 1] = (byte)Math.Round(paper.G + ((ink.G - paper.G) * cover));
            pixels[(3 * i) + 2] = (byte)Math.Round(paper.B + ((ink.B - paper.B) * cover));
        }

        return new Image(Width, Height, 3, pixels);
    }

    /// <summary>A page of three lines, 21 letters.</summary>
    public static Drawing Page(double slope = 0, double ink = 50, double pen = 5) => new Drawing(900, 520)
        .Line("HOT TEA", 80, 100, pen: pen, ink: ink, slope: slope)
        .Line("NO ONE ATE", 80, 230, pen: pen, ink: ink, slope: slope)
        .Line("THE OTTEN", 80, 360, pen: pen, ink: ink, slope: slope);

    /// <summary>How much two boxes share: intersection over union.</summary>
    public static double Overlap(LetterBox a, LetterBox b)
    {
        double across = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left), down = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top);
        if (across <= 0 || down <= 0) return 0;
        double shared = across * down;
        return shared / (((double)a.Width * a.Height) + ((double)b.Width * b.Height) - shared);
    }

    /// <summary>Whether the boxes found are those drawn: as many, in the same order, each over its own.</summary>
    public void Check(FoundLetters found, double least = 0.6)
    {
        LetterBox[] boxes = [.. found.Boxes];
        Assert.Equal(Boxes.Count, boxes.Length);
        for (int i = 0; i < boxes.Length; i++) Assert.True(Overlap(Boxes[i], boxes[i]) > least, $"{i}: {boxes[i]} for {Boxes[i]}");
    }
}
