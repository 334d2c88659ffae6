using Hebb.Vision.Reading.Characters;

namespace Hebb.Vision.Reading.Training;

/// <summary>
/// Draws what a page offers that is not one character: two or three characters side by side or touching, a part of one, specks, scribbles and grids; normalised like characters.
/// </summary>
/// <param name="images">The characters to compose from.</param>
/// <param name="byCharacter">Which of them show each character.</param>
sealed class NotOneCharacter(CharacterImages images, int[][] byCharacter)
{
    const int Side = CharacterCrop.Side, Width = 112, Height = 64, Foot = 44;
    const float BodyHeight = 13;

    // Two of these are an equals sign, a quotation mark, a colon; parts that look like them are characters too.
    const string Bars = "Il1iJj.,!:;'\"-()/=tr7";

    readonly float[] canvas = new float[Width * Height];

    /// <summary>The crop of one example.</summary>
    /// <param name="random">Where the numbers come from.</param>
    public float[] Draw(Generator random)
    {
        const int Attempts = 8;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Array.Clear(canvas);
            float kind = random.NextSingle();
            bool isDrawn = kind < 0.7f ? Several(random) : kind < 0.85f ? Part(random) : kind < 0.9f ? Rules(random) : Specks(random);
            if (isDrawn) return Normalized();
        }

        Array.Clear(canvas);
        Specks(random);
        return Normalized();
    }

    bool Several(Generator random)
    {
        int count = random.NextSingle() < 0.85f ? 2 : 3, bars = 0;
        float x = 4, gap = (random.NextSingle() * 9) - 3.5f, group = random.NextSingle();
        for (int i = 0; i < count; i++)
        {
            int character = Letter(group, random);
            if (Bars.Contains(CharacterSet.All[character], StringComparison.Ordinal)) bars++;
            if (bars == 2) return false;
            x = Stamp(Pick(character, random), character, x, random) + gap;
        }

        return true;
    }

    // A letter that was cut: one side of it, or its upper or lower part.
    bool Part(Generator random)
    {
        int character = Letter(random.NextSingle(), random);
        if (Bars.Contains(CharacterSet.All[character], StringComparison.Ordinal)) return false;
        byte[] ink = Pick(character, random);
        float share = 0.25f + (0.45f * random.NextSingle()), slope = 0.3f * ((random.NextSingle() * 2) - 1);
        int side = random.NextSingle() < 0.75f ? random.NextInt(0, 2) : 2 + random.NextInt(0, 2);
        (int left, int top, int right, int bottom) = Bounds(ink);
        var part = new byte[CharacterCrop.Area];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                float across = side < 2 ? (x - left + (slope * (y - 16))) / (right - left + 1f) : (y - top + (slope * (x - 16))) / (bottom - top + 1f);
                if (side % 2 == 0 ? across < share : across > 1 - share) part[(y * Side) + x] = ink[(y * Side) + x];
            }
        }

        (left, top, right, bottom) = Bounds(part);
        float wide = right - left + 1, high = bottom - top + 1;
        if (right < left || Math.Min(wide, high) < 0.36f * Math.Max(wide, high)) return false;
        Stamp(part, character, 4, random);
        return true;
    }

    // Three lines or more, some across: fewer would be a dash, an equals sign, a T or a cross.
    bool Rules(Generator random)
    {
        float pen = 0.8f + (1.2f * random.NextSingle()), slope = 0.12f * ((random.NextSingle() * 2) - 1), length = 30 + (50 * random.NextSingle());
        int level = 2 + random.NextInt(0, 3), upright = random.NextInt(1, 4);
        for (int i = 0; i < level; i++) Line(8, 10 + (i * (44f / level)), length, slope, pen, isUpright: false);
        for (int i = 0; i < upright; i++) Line(10, 14 + (i * length / upright), 48, -slope, pen, isUpright: true);
        return true;
    }

    void Line(float x0, float y0, float length, float slope, float pen, bool isUpright)
    {
        for (float t = 0; t < length; t += 0.5f)
        {
            (float x, float y) = isUpright ? (y0 + (slope * t), x0 + t) : (x0 + t, y0 + (slope * t));
            Dot(x, y, pen);
        }
    }

    // Specks and scribbles: a few walks of a pen that turns at random.
    bool Specks(Generator random)
    {
        int count = 4 + random.NextInt(0, 8);
        bool isScribble = random.NextInt(0, 2) == 0;
        for (int i = 0; i < count; i++)
        {
            float x = 20 + (50 * random.NextSingle()), y = 10 + (44 * random.NextSingle()), angle = 6.28f * random.NextSingle(), pen = 0.5f + (2.5f * random.NextSingle());
            int steps = isScribble ? 20 + random.NextInt(0, 80) : random.NextInt(1, 6);
            for (int k = 0; k < steps; k++)
            {
                Dot(x, y, pen);
                angle += (random.NextSingle() - 0.5f) * 1.2f;
                (x, y) = (x + MathF.Cos(angle), y + MathF.Sin(angle));
            }
        }

        return true;
    }

    void Dot(float x, float y, float radius)
    {
        for (int py = Math.Max(0, (int)(y - radius - 1)); py <= Math.Min(Height - 1, (int)(y + radius + 1)); py++)
        {
            for (int px = Math.Max(0, (int)(x - radius - 1)); px <= Math.Min(Width - 1, (int)(x + radius + 1)); px++)
            {
                float distance = MathF.Sqrt(((px - x) * (px - x)) + ((py - y) * (py - y)));
                ref float ink = ref canvas[(py * Width) + px];
                ink = Math.Max(ink, Math.Clamp(radius + 0.5f - distance, 0, 1));
            }
        }
    }

    // Draws a character with its left edge at x, as high and as deep as it usually is; gives its right edge.
    float Stamp(byte[] ink, int character, float x, Generator random)
    {
        (int left, int top, int right, int bottom) = Bounds(ink);
        if (right < left) return x;
        CharacterGeometry geometry = CharacterGeometry.Of(character);
        float scale = BodyHeight * geometry.Height / (bottom - top + 1f) * (0.9f + (0.2f * random.NextSingle()));
        scale = Math.Min(scale, Math.Min(30f / (right - left + 1), 38f / (bottom - top + 1)));
        float foot = Foot - (geometry.Baseline * BodyHeight) + ((random.NextSingle() - 0.5f) * 3), slant = (random.NextSingle() - 0.5f) * 0.3f;
        float high = (bottom - top + 1) * scale;
        for (int y = Math.Max(0, (int)(foot - high) - 1); y < Math.Min(Height, foot + 1); y++)
        {
            for (int px = Math.Max(0, (int)x - 8); px < Width; px++)
            {
                float u = ((px + 0.5f - x - (slant * (foot - (high / 2) - y))) / scale) + left - 0.5f, v = bottom + 0.5f - ((foot - y - 0.5f) / scale);
                int iu = (int)MathF.Floor(u), iv = (int)MathF.Floor(v);
                if (iu < -1 || iv < -1 || iu >= Side || iv >= Side) continue;
                (float fx, float fy) = (u - iu, v - iv);
                float value = (((At(ink, iu, iv) * (1 - fx)) + (At(ink, iu + 1, iv) * fx)) * (1 - fy)) + (((At(ink, iu, iv + 1) * (1 - fx)) + (At(ink, iu + 1, iv + 1) * fx)) * fy);
                ref float there = ref canvas[(y * Width) + px];
                there = Math.Max(there, value / 255);
            }
        }

        return x + ((right - left + 1) * scale);
    }

    float[] Normalized()
    {
        var mask = new byte[canvas.Length];
        for (int i = 0; i < mask.Length; i++) mask[i] = (byte)(255 * canvas[i]);
        return CropNormalizer.Normalize(new InkMask(Width, Height, mask)).Pixels;
    }

    // Small letters, capitals or digits.
    int Letter(float group, Generator random)
    {
        const int Attempts = 100;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            int character = group < 0.5f ? 36 + random.NextInt(0, 26) : group < 0.85f ? random.NextInt(0, 26) : 26 + random.NextInt(0, 10);
            if (byCharacter[character].Length > 0) return character;
            group = random.NextSingle();
        }

        return Array.FindIndex(byCharacter, these => these.Length > 0);
    }

    byte[] Pick(int character, Generator random) => images.Ink(byCharacter[character][random.NextInt(0, byCharacter[character].Length)]);

    static (int Left, int Top, int Right, int Bottom) Bounds(byte[] ink)
    {
        (int left, int top, int right, int bottom) = (Side, Side, -1, -1);
        for (int i = 0; i < ink.Length; i++)
        {
            if (ink[i] < 128) continue;
            (int x, int y) = (i % Side, i / Side);
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
        }

        return (left, top, right, bottom);
    }

    static int At(byte[] ink, int x, int y) => (uint)x < Side && (uint)y < Side ? ink[(y * Side) + x] : 0;
}
