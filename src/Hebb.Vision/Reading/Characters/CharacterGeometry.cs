namespace Hebb.Vision.Reading.Characters;

/// <summary>How high a character usually is, and how far above the line of writing its lower edge stands.</summary>
/// <param name="Height">The height of its ink, in x-heights (the height of a, c, e, m and so on of the same writer).</param>
/// <param name="HeightDeviation">The standard deviation of the height.</param>
/// <param name="Baseline">Where its lower edge stands above the line, in x-heights; below 0 it hangs under it.</param>
/// <param name="BaselineDeviation">The standard deviation of that.</param>
readonly record struct CharacterGeometry(float Height, float HeightDeviation, float Baseline, float BaselineDeviation)
{
    // Small letters and marks: medians and a 2.56th of the distance from the tenth to the ninetieth percentile, of some 8,400 heights and 5,400 baselines of 360 writers, ink drawn with a pen of 0.18 x-heights.
    static readonly (float Height, float HeightDeviation, float Baseline, float BaselineDeviation)[] Small =
    [
        (0.97f, 0.15f, 0.04f, 0.14f), (1.53f, 0.30f, 0.00f, 0.13f), (0.98f, 0.14f, 0.01f, 0.12f), (1.58f, 0.36f, -0.02f, 0.13f),
        (1.00f, 0.13f, 0.04f, 0.15f), (1.87f, 0.50f, -0.12f, 0.42f), (1.72f, 0.43f, -0.73f, 0.52f), (1.54f, 0.34f, -0.03f, 0.13f),
        (1.41f, 0.25f, 0.01f, 0.13f), (2.07f, 0.67f, -0.62f, 0.52f), (1.59f, 0.36f, -0.04f, 0.14f), (1.59f, 0.34f, -0.01f, 0.16f),
        (0.99f, 0.15f, -0.03f, 0.12f), (1.00f, 0.15f, -0.02f, 0.12f), (0.95f, 0.14f, 0.01f, 0.12f), (1.62f, 0.35f, -0.73f, 0.44f),
        (1.77f, 0.46f, -0.84f, 0.56f), (1.02f, 0.15f, 0.00f, 0.14f), (1.10f, 0.18f, -0.03f, 0.14f), (1.45f, 0.32f, 0.00f, 0.15f),
        (0.97f, 0.13f, 0.00f, 0.13f), (1.03f, 0.17f, 0.00f, 0.13f), (0.99f, 0.17f, 0.02f, 0.14f), (1.08f, 0.20f, -0.02f, 0.17f),
        (1.70f, 0.50f, -0.77f, 0.54f), (1.06f, 0.39f, -0.01f, 0.49f),
    ];

    static readonly (float Height, float HeightDeviation, float Baseline, float BaselineDeviation)[] Marks =
    [
        (0.29f, 0.10f, 0.11f, 0.33f), (0.76f, 0.28f, -0.42f, 0.38f), (1.81f, 0.48f, -0.03f, 0.28f), (1.68f, 0.40f, 0.05f, 0.20f),
        (1.04f, 0.26f, 0.17f, 0.20f), (1.42f, 0.35f, -0.25f, 0.50f), (0.62f, 0.20f, 1.05f, 0.34f), (0.66f, 0.18f, 1.15f, 0.36f),
        (0.25f, 0.10f, 0.59f, 0.20f), (1.69f, 0.47f, -0.08f, 0.23f), (1.78f, 0.46f, -0.18f, 0.23f), (1.64f, 0.37f, 0.08f, 0.40f),
        (1.55f, 0.36f, 0.00f, 0.23f), (1.42f, 0.34f, 0.24f, 0.28f), (1.94f, 0.53f, -0.13f, 0.30f), (1.68f, 0.43f, -0.07f, 0.25f),
        (1.09f, 0.26f, 0.18f, 0.22f), (0.63f, 0.14f, 0.39f, 0.18f), (1.60f, 0.64f, -0.23f, 0.34f),
    ];

    // Capitals and digits are about as high as b, d, h and l in running text, which is more than in letters that stand alone.
    static readonly CharacterGeometry Capital = new(1.70f, 0.32f, 0, 0.15f), Digit = new(1.60f, 0.32f, 0, 0.17f), HangingCapital = new(1.85f, 0.40f, -0.15f, 0.35f);

    static readonly CharacterGeometry[] Table = Fill();

    /// <summary>That of a character.</summary>
    /// <param name="index">Its place in <see cref="CharacterSet.All"/>.</param>
    public static CharacterGeometry Of(int index) => Table[index];

    /// <summary>
    /// How well a height and a baseline fit, as the natural logarithm of a density that falls off slower than a normal one (Student's t with four degrees of freedom), so that odd writing is unlikely and not impossible:
    /// −½(ν + 1) ln(1 + z²/ν) − ln σ for each of the two, constants left out.
    /// </summary>
    /// <param name="height">Height in x-heights.</param>
    /// <param name="baseline">Lower edge above the line in x-heights.</param>
    public double LogLikelihood(double height, double baseline) => Tail(height - Height, HeightDeviation) + Tail(baseline - Baseline, BaselineDeviation);

    static double Tail(double difference, double deviation)
    {
        const double Freedom = 4;
        double z = difference / deviation;
        return (-0.5 * (Freedom + 1) * Math.Log(1 + (z * z / Freedom))) - Math.Log(deviation);
    }

    static CharacterGeometry[] Fill()
    {
        var table = new CharacterGeometry[CharacterSet.Count];
        for (int i = 0; i < table.Length; i++)
        {
            char c = CharacterSet.All[i];
            table[i] = c is 'Q' or 'J' ? HangingCapital : char.IsAsciiLetterUpper(c) ? Capital : char.IsAsciiDigit(c) ? Digit : char.IsAsciiLetterLower(c) ? From(Small[c - 'a']) : From(Marks[i - CharacterSet.Count + Marks.Length]);
        }

        return table;

        static CharacterGeometry From((float Height, float HeightDeviation, float Baseline, float BaselineDeviation) row) => new(row.Height, row.HeightDeviation, row.Baseline, row.BaselineDeviation);
    }
}
