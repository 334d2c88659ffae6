using Hebb.Plots.Svg;

namespace Hebb.Plots.Axes;

/// <summary>Where marks go and what they say: steps of 1, 2, 2.5 or 5 times a power of ten.</summary>
static class Ticks
{
    /// <summary>The step that comes nearest to a wanted number of intervals.</summary>
    public static double Step(double low, double high, int count)
    {
        double raw = (high - low) / Math.Max(1, count), power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double best = power, min = double.MaxValue;
        foreach (double factor in (ReadOnlySpan<double>)[1, 2, 2.5, 5, 10])
        {
            // Quarters read a little worse than halves and fifths, so they have to fit clearly better.
            double miss = Math.Abs(Math.Log(raw / (factor * power))) + (factor == 2.5 ? 0.08 : 0);
            if (miss >= min) continue;
            (best, min) = (factor * power, miss);
        }

        return best;
    }

    /// <summary>The multiples of a step from low to high, all with the same number of decimals.</summary>
    public static Tick[] Linear(double low, double high, double step)
    {
        long first = (long)Math.Ceiling((low / step) - 1e-6), last = (long)Math.Floor((high / step) + 1e-6);
        var ticks = new Tick[Math.Clamp(last - first + 1, 0, 1000)];
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        int exponent = (int)Math.Floor(Math.Log10(largest));
        bool isPower = largest is >= 1e6 or < 1e-3;
        double unit = isPower ? Math.Pow(10, exponent) : 1;
        int decimals = Decimals(step / unit);
        for (int i = 0; i < ticks.Length; i++)
        {
            double value = (first + i) * step;
            string text = NumberText.Fixed(value / unit, decimals);
            ticks[i] = new Tick(value, isPower && value != 0 ? $"{text}×10{NumberText.Superscript(exponent)}" : isPower ? "0" : text);
        }

        return ticks;
    }

    /// <summary>Powers of ten with unlabelled marks between them; within a decade or so, also 2 and 5 times them.</summary>
    public static Tick[] Log(double low, double high)
    {
        int first = (int)Math.Floor(Math.Log10(low) + 1e-9), last = (int)Math.Ceiling(Math.Log10(high) - 1e-9);
        double decades = Math.Log10(high / low);
        int every = Math.Max(1, (int)Math.Ceiling(decades / 7));
        var ticks = new List<Tick>();
        for (int e = first; e <= last; e++)
        {
            for (int m = 1; m <= 9; m++)
            {
                double value = m * Math.Pow(10, e);
                if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9)) continue;
                bool isLabelled = m == 1 ? e % every == 0 : decades < 1 || (decades <= 2.2 && m is 2 or 5);
                if (m > 1 && decades < 1 && decades > 0.6 && (m is 7 or 9)) isLabelled = false;
                if (m > 1 && decades > 4) continue;
                ticks.Add(new Tick(value, isLabelled ? LogLabel(m, e) : string.Empty));
            }
        }

        return [.. ticks];
    }

    /// <summary>Out to the next whole 1, 2 or 5 of a decade.</summary>
    public static (double Low, double High) WidenLog(double low, double high) => (Down(low), 1 / Down(1 / high));

    static double Down(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9));
        double m = value / power * (1 + 1e-9);
        return power * (m >= 5 ? 5 : m >= 2 ? 2 : 1);
    }

    static string LogLabel(int m, int exponent)
    {
        if (exponent is >= -3 and <= 4) return NumberText.Value(m * Math.Pow(10, exponent));
        return (m == 1 ? string.Empty : $"{m}×") + "10" + NumberText.Superscript(exponent);
    }

    static int Decimals(double step)
    {
        int decimals = 0;
        while (decimals < 12 && Math.Abs((step * Math.Pow(10, decimals)) - Math.Round(step * Math.Pow(10, decimals))) > 1e-6) decimals++;
        return decimals;
    }
}
