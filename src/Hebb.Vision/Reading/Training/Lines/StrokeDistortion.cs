namespace Hebb.Vision.Reading.Training;

/// <summary>Writes strokes as another hand might: other slant, slope, proportions, waves, a trembling pen, broken strokes.</summary>
static class StrokeDistortion
{
    // Units of the strokes in one x-height.
    const double XHeight = 20;

    /// <summary>New strokes; the old ones stay.</summary>
    /// <param name="strokes">x0, y0, x1, y1, … in units of a twentieth of an x-height.</param>
    /// <param name="random">The draws.</param>
    public static List<float[]> Apply(IReadOnlyList<float[]> strokes, Generator random)
    {
        (double left, double top, double right, double bottom) = PenRenderer.Bounds(strokes);
        double middle = (top + bottom) / 2, width = Math.Max(right - left, XHeight);
        double slant = random.Bell() * 0.18, slope = random.Bell() * 0.02, stretch = random.BetweenLogs(0.78, 1.26), upper = random.BetweenLogs(0.85, 1.18), lower = random.BetweenLogs(0.85, 1.18);
        var waves = new Wave[4];
        for (int i = 0; i < waves.Length; i++)
        {
            bool isLong = i == 0, isAcross = i == 3;
            double length = isLong ? random.Between(200, 700) : random.Between(40, 160), steep = (isLong ? 0.03 : 0.09) * random.NextDouble();
            waves[i] = new Wave(length, steep * length / (2 * Math.PI), random.Between(0, 2 * Math.PI), isAcross);
        }

        double tremble = random.Happens(0.5) ? 0 : random.Between(0, 0.5), breaks = random.Happens(0.85) ? 0 : random.Between(0, 0.04);
        double bend = random.Happens(0.7) ? 0 : random.Bell() * Math.Min(0.03 * width, 8);
        var result = new List<float[]>(strokes.Count);
        foreach (float[] stroke in strokes)
        {
            var points = new float[stroke.Length];
            double noiseX = 0, noiseY = 0;
            for (int i = 0; i + 1 < stroke.Length; i += 2)
            {
                double x = stroke[i], y = stroke[i + 1] - middle;
                noiseX = (0.75 * noiseX) + (tremble * random.Bell());
                noiseY = (0.75 * noiseY) + (tremble * random.Bell());
                double along = (x - left) / width;
                double v = (y * (y < 0 ? upper : lower)) + (slope * x) + (4 * bend * along * (1 - along)), u = (x * stretch) - (slant * y);
                foreach (Wave wave in waves)
                {
                    double move = wave.At(wave.IsAcross ? y : x);
                    if (wave.IsAcross || ReferenceEquals(wave, waves[2])) u += move;
                    else v += move;
                }

                (points[i], points[i + 1]) = ((float)(u + noiseX), (float)(v + noiseY));
            }

            Break(result, points, breaks, random);
        }

        return result;
    }

    // Leaves some points out, so that the stroke comes in pieces.
    static void Break(List<float[]> result, float[] points, double share, Generator random)
    {
        int first = 0;
        for (int i = 2; share > 0 && i + 3 < points.Length; i += 2)
        {
            if (!random.Happens(share)) continue;
            result.Add(points[first..(i + 2)]);
            first = i + 2;
        }

        result.Add(first == 0 ? points : points[first..]);
    }

    sealed record Wave(double Length, double Size, double Phase, bool IsAcross)
    {
        public double At(double place) => Size * Math.Sin((2 * Math.PI * place / Length) + Phase);
    }
}
