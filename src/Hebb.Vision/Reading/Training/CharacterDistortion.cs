using Hebb.Vision.Reading.Characters;

namespace Hebb.Vision.Reading.Training;

/// <summary>
/// Draws a character anew as another hand, pen and camera would: turned, slanted, stretched, bent, thicker or thinner, blurred, noisy, with a gap, a cut stroke or a piece of its neighbour. Two times
/// out of three it goes through <see cref="CropNormalizer"/> as a piece of a page of any size, so that training sees what reading makes.
/// </summary>
/// <param name="strength">1 for training; 0 changes nothing but the way through the normaliser.</param>
/// <remarks>Simard, Steinkraus and Platt: Best practices for convolutional neural networks (2003), for the elastic part.</remarks>
sealed class CharacterDistortion(double strength)
{
    const int Side = CharacterCrop.Side, Knots = 5;
    const float Spacing = Side / (Knots - 1f), NormalizedShare = 0.65f;

    readonly float[] source = new float[CharacterCrop.Area], other = new float[CharacterCrop.Area];
    readonly float[] bendX = new float[Knots * Knots], bendY = new float[Knots * Knots];

    /// <summary>The crop of a distorted character.</summary>
    /// <param name="ink">Its ink, 1,024 bytes.</param>
    /// <param name="neighbour">Another character, of which a piece may reach in.</param>
    /// <param name="random">Where the numbers come from.</param>
    public float[] Draw(ReadOnlySpan<byte> ink, ReadOnlySpan<byte> neighbour, Generator random)
    {
        Prepare(ink, neighbour, random);
        Affine map = Map(random);
        return random.NextSingle() < NormalizedShare ? ThroughTheNormalizer(map, random) : Directly(map, random);
    }

    // What happens to the ink before it is moved: thickness, cuts, gaps, a neighbour's piece.
    void Prepare(ReadOnlySpan<byte> ink, ReadOnlySpan<byte> neighbour, Generator random)
    {
        for (int i = 0; i < source.Length; i++) source[i] = ink[i] / 255f;
        if (Chance(0.6, random)) Thicken((random.NextSingle() * 1.2f) - 0.4f);
        (int left, int top, int right, int bottom) = Bounds();
        if (right < left) return;
        if (Chance(0.08, random)) Cut(left, top, right, bottom, random);
        if (Chance(0.06, random)) Split(left, top, right, bottom, random);
        if (Chance(0.12, random)) AddNeighbour(neighbour, left, right, random);
    }

    bool Chance(double share, Generator random) => random.NextSingle() < share * strength;

    void Thicken(float amount)
    {
        source.CopyTo(other, 0);
        float share = Math.Abs(amount);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                float middle = other[(y * Side) + x], a = At(other, x - 1, y), b = At(other, x + 1, y), c = At(other, x, y - 1), d = At(other, x, y + 1);
                float extreme = amount > 0 ? Math.Max(Math.Max(Math.Max(a, b), Math.Max(c, d)), middle) : Math.Min(Math.Min(Math.Min(a, b), Math.Min(c, d)), middle);
                source[(y * Side) + x] = middle + (share * (extreme - middle));
            }
        }
    }

    void Cut(int left, int top, int right, int bottom, Generator random)
    {
        float share = 0.04f + (0.1f * random.NextSingle());
        int side = random.NextInt(0, 4);
        (float x0, float y0, float x1, float y1) = (left, top, right + 1, bottom + 1);
        if (side == 0) x0 += share * (x1 - x0);
        else if (side == 1) x1 -= share * (x1 - x0);
        else if (side == 2) y0 += share * (y1 - y0);
        else y1 -= share * (y1 - y0);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                if (x + 0.5f < x0 || x + 0.5f > x1 || y + 0.5f < y0 || y + 0.5f > y1) source[(y * Side) + x] = 0;
            }
        }
    }

    void Split(int left, int top, int right, int bottom, Generator random)
    {
        float angle = random.NextSingle() * MathF.PI, cos = MathF.Cos(angle), sin = MathF.Sin(angle);
        float x0 = left + (random.NextSingle() * (right - left)), y0 = top + (random.NextSingle() * (bottom - top)), width = 0.4f + (0.8f * random.NextSingle());
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++) source[(y * Side) + x] *= Math.Clamp(Math.Abs(((x - x0) * cos) + ((y - y0) * sin)) - width + 0.5f, 0, 1);
        }
    }

    void AddNeighbour(ReadOnlySpan<byte> neighbour, int left, int right, Generator random)
    {
        (int first, int last) = Columns(neighbour);
        if (last < first) return;
        int overlap = 1 + random.NextInt(0, 3), up = random.NextInt(-6, 7);
        bool onTheRight = random.NextInt(0, 2) == 0;
        int shift = onTheRight ? right + 1 - first : left - 1 - last, from = onTheRight ? right + 1 : left - overlap, to = onTheRight ? right + overlap : left - 1;
        for (int x = Math.Max(0, from); x <= Math.Min(Side - 1, to); x++)
        {
            for (int y = 0; y < Side; y++)
            {
                int sx = x - shift, sy = y - up;
                if (sx is >= 0 and < Side && sy is >= 0 and < Side) source[(y * Side) + x] = Math.Max(source[(y * Side) + x], neighbour[(sy * Side) + sx] / 255f);
            }
        }
    }

    static (int First, int Last) Columns(ReadOnlySpan<byte> ink)
    {
        (int first, int last) = (Side, -1);
        for (int i = 0; i < ink.Length; i++)
        {
            if (ink[i] > 127) (first, last) = (Math.Min(first, i % Side), Math.Max(last, i % Side));
        }

        return (first, last);
    }

    (int Left, int Top, int Right, int Bottom) Bounds()
    {
        (int left, int top, int right, int bottom) = (Side, Side, -1, -1);
        for (int i = 0; i < source.Length; i++)
        {
            if (source[i] <= 0.5f) continue;
            (int x, int y) = (i % Side, i / Side);
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
        }

        return (left, top, right, bottom);
    }

    Affine Map(Generator random)
    {
        float s = (float)strength;
        float angle = s * Math.Clamp(0.1f * Normal(random), -0.24f, 0.24f), slant = s * Math.Clamp(0.16f * Normal(random), -0.36f, 0.36f);
        float wide = MathF.Exp(s * Math.Clamp(0.11f * Normal(random), -0.3f, 0.3f)), high = MathF.Exp(s * Math.Clamp(0.09f * Normal(random), -0.25f, 0.25f));
        float bend = s * random.NextSingle() * 1.1f;
        for (int i = 0; i < bendX.Length; i++) (bendX[i], bendY[i]) = (bend * Normal(random), bend * Normal(random));
        (float cos, float sin) = (MathF.Cos(angle), MathF.Sin(angle));

        // From a place in the drawing to one in the source, both measured from the middle.
        return new Affine((cos + (slant * sin)) / wide, (-sin + (slant * cos)) / wide, sin / high, cos / high);
    }

    float[] Directly(in Affine map, Generator random)
    {
        float s = (float)strength;
        float scale = MathF.Exp(s * Math.Clamp(0.08f * Normal(random), -0.2f, 0.16f)), dx = s * 0.8f * Normal(random), dy = s * 0.8f * Normal(random);
        float gain = 1 + (s * 1.2f * random.NextSingle()), noise = Chance(0.3, random) ? 0.12f * random.NextSingle() : 0;
        var pixels = new float[CharacterCrop.Area];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                float value = ((Sample(map, (x + 0.5f - dx - (Side / 2f)) / scale, (y + 0.5f - dy - (Side / 2f)) / scale) - 0.5f) * gain) + 0.5f;
                if (noise > 0) value += noise * ((random.NextSingle() * 2) - 1);
                pixels[(y * Side) + x] = 1 - Math.Clamp(value, 0, 1);
            }
        }

        return pixels;
    }

    float[] ThroughTheNormalizer(in Affine map, Generator random)
    {
        // Sizes from 14 to 75 pixels for the longer side, the small ones more often.
        float scale = MathF.Exp(-0.6f + (1.7f * random.NextSingle() * random.NextSingle()));
        const float Room = 40;
        int size = (int)(Room * scale), taps = scale < 0.8f ? 2 : 1;
        float gain = 1 + (2 * random.NextSingle()), threshold = 0.5f + ((float)strength * 0.15f * ((random.NextSingle() * 2) - 1)), noise = Chance(0.4, random) ? 0.3f * random.NextSingle() : 0;
        var mask = new byte[size * size];
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                float sum = 0;
                for (int k = 0; k < taps * taps; k++)
                    sum += Sample(map, ((x + (((k % taps) + 0.5f) / taps)) / scale) - (Room / 2), ((y + (((k / taps) + 0.5f) / taps)) / scale) - (Room / 2));
                float value = sum / (taps * taps);
                if (noise > 0 && value is > 0.1f and < 0.9f) value += noise * ((random.NextSingle() * 2) - 1);
                mask[(y * size) + x] = (byte)(255 * Math.Clamp(((value - threshold) * gain) + 0.5f, 0, 1));
            }
        }

        return CropNormalizer.Normalize(new InkMask(size, size, mask)).Pixels;
    }

    float Sample(in Affine map, float x, float y)
    {
        float gx = Math.Clamp((x + (Side / 2f)) / Spacing, 0, Knots - 1.001f), gy = Math.Clamp((y + (Side / 2f)) / Spacing, 0, Knots - 1.001f);
        int kx = (int)gx, ky = (int)gy, knot = (ky * Knots) + kx;
        (gx, gy) = (gx - kx, gy - ky);
        float u = (map.XX * x) + (map.XY * y) + Between(bendX, knot, gx, gy), v = (map.YX * x) + (map.YY * y) + Between(bendY, knot, gx, gy);
        u += (Side / 2f) - 0.5f;
        v += (Side / 2f) - 0.5f;
        if (u <= -1 || v <= -1 || u >= Side || v >= Side) return 0;
        int left = (int)MathF.Floor(u), top = (int)MathF.Floor(v);
        (float fx, float fy) = (u - left, v - top);
        if (left >= 0 && top >= 0 && left < Side - 1 && top < Side - 1)
        {
            int i = (top * Side) + left;
            float above = source[i] + (fx * (source[i + 1] - source[i])), below = source[i + Side] + (fx * (source[i + Side + 1] - source[i + Side]));
            return above + (fy * (below - above));
        }

        float first = At(source, left, top) + (fx * (At(source, left + 1, top) - At(source, left, top))), second = At(source, left, top + 1) + (fx * (At(source, left + 1, top + 1) - At(source, left, top + 1)));
        return first + (fy * (second - first));
    }

    static float Between(float[] knots, int i, float x, float y)
    {
        float above = knots[i] + (x * (knots[i + 1] - knots[i])), below = knots[i + Knots] + (x * (knots[i + Knots + 1] - knots[i + Knots]));
        return above + (y * (below - above));
    }

    static float At(float[] ink, int x, int y) => (uint)x < Side && (uint)y < Side ? ink[(y * Side) + x] : 0;

    // The sum of four uniform numbers, scaled to variance 1: close to a normal one, never beyond 3.5.
    static float Normal(Generator random) => 1.732f * (random.NextSingle() + random.NextSingle() + random.NextSingle() + random.NextSingle() - 2);

    readonly record struct Affine(float XX, float XY, float YX, float YY);
}
