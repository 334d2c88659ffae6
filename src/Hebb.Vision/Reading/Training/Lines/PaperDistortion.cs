namespace Hebb.Vision.Reading.Training;

/// <summary>What paper, camera and the cleaning of a page leave on ink: blur, ragged edges, gaps, remnants of rules, specks.</summary>
static class PaperDistortion
{
    /// <summary>Changes a mask in place.</summary>
    /// <param name="mask">The ink.</param>
    /// <param name="xHeight">The height of small letters in pixels.</param>
    /// <param name="random">The draws.</param>
    public static void Apply(InkMask mask, double xHeight, Generator random)
    {
        if (random.Happens(0.12)) Rules(mask, xHeight, random);
        if (random.Happens(0.12)) Specks(mask, xHeight, random);
        if (random.Happens(0.2)) Gaps(mask, xHeight, random);
        if (random.Happens(0.4)) Blur(mask, Math.Max(1, (int)Math.Round(xHeight * random.Between(0.02, 0.075))));
        if (random.Happens(0.5)) Ragged(mask, random.Between(20, 100), random.Between(1, 4), random.Between(0.35, 0.55), random);
        else if (random.Happens(0.3)) Fade(mask, random.Between(0.4, 1));
    }

    static void Rules(InkMask mask, double xHeight, Generator random)
    {
        int count = random.NextInt(1, 3);
        for (int n = 0; n < count; n++)
        {
            double row = random.Between(0, mask.Height), tilt = random.Bell() * 0.01, thick = xHeight * random.Between(0.03, 0.12), strength = random.Between(80, 255);
            bool isOn = random.Happens(0.5);
            for (int x = 0; x < mask.Width; x++)
            {
                if (random.Happens(1 / (xHeight * 1.5))) isOn = !isOn;
                if (!isOn) continue;
                double centre = row + (tilt * x);
                for (int y = (int)(centre - thick); y <= centre + thick; y++)
                {
                    if ((uint)y >= (uint)mask.Height) continue;
                    ref byte ink = ref mask.Ink[(y * mask.Width) + x];
                    ink = Math.Max(ink, (byte)(strength * Math.Clamp((thick / 2) + 0.5 - Math.Abs(y + 0.5 - centre), 0, 1)));
                }
            }
        }
    }

    static void Specks(InkMask mask, double xHeight, Generator random)
    {
        int count = random.NextInt(1, 2 + (mask.Width / (int)(xHeight * 6)));
        for (int n = 0; n < count; n++) Disc(mask, random.Between(0, mask.Width), random.Between(0, mask.Height), xHeight * random.Between(0.03, 0.08), random.Between(80, 255));
    }

    static void Gaps(InkMask mask, double xHeight, Generator random)
    {
        int count = random.NextInt(1, 3 + (mask.Width / (int)(xHeight * 2)));
        for (int n = 0; n < count; n++) Disc(mask, random.Between(0, mask.Width), random.Between(0, mask.Height), xHeight * random.Between(0.04, 0.14), -255);
    }

    // Adds ink (or takes it away) in a disc.
    static void Disc(InkMask mask, double cx, double cy, double radius, double strength)
    {
        for (int y = Math.Max(0, (int)(cy - radius - 1)); y < Math.Min(mask.Height, cy + radius + 1); y++)
        {
            for (int x = Math.Max(0, (int)(cx - radius - 1)); x < Math.Min(mask.Width, cx + radius + 1); x++)
            {
                double dx = x + 0.5 - cx, dy = y + 0.5 - cy, cover = Math.Clamp(radius + 0.5 - Math.Sqrt((dx * dx) + (dy * dy)), 0, 1);
                ref byte ink = ref mask.Ink[(y * mask.Width) + x];
                ink = (byte)Math.Clamp(ink + (strength * cover), 0, 255);
            }
        }
    }

    // A box, twice.
    static void Blur(InkMask mask, int radius)
    {
        var line = new int[Math.Max(mask.Width, mask.Height)];
        for (int pass = 0; pass < 2; pass++)
        {
            for (int y = 0; y < mask.Height; y++) Box(mask.Ink, y * mask.Width, 1, mask.Width, radius, line);
            for (int x = 0; x < mask.Width; x++) Box(mask.Ink, x, mask.Width, mask.Height, radius, line);
        }
    }

    static void Box(byte[] ink, int from, int step, int length, int radius, int[] line)
    {
        for (int i = 0; i < length; i++) line[i] = ink[from + (i * step)];
        int sum = 0, size = (2 * radius) + 1;
        for (int i = -radius; i < length; i++)
        {
            if (i + radius < length) sum += line[i + radius];
            if (i - radius - 1 >= 0) sum -= line[i - radius - 1];
            if (i >= 0) ink[from + (i * step)] = (byte)(sum / size);
        }
    }

    // Noise before a steep curve: what a threshold, a share of the darkest ink, makes of a grainy photograph.
    static void Ragged(InkMask mask, double noise, double gain, double share, Generator random)
    {
        byte[] ink = mask.Ink;
        double before = 0, threshold = share * ink.Max();
        for (int i = 0; i < ink.Length; i++)
        {
            if (ink[i] == 0) continue;
            before = (0.6 * before) + (0.8 * noise * (random.NextSingle() - 0.5));
            ink[i] = (byte)Math.Clamp(((ink[i] + before - threshold) * gain) + threshold, 0, 255);
        }
    }

    static void Fade(InkMask mask, double factor)
    {
        byte[] ink = mask.Ink;
        for (int i = 0; i < ink.Length; i++) ink[i] = (byte)(ink[i] * factor);
    }
}
