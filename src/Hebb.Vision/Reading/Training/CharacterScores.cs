using System.Globalization;
using Hebb.Vision.Reading.Characters;

namespace Hebb.Vision.Reading.Training;

/// <summary>How many characters are read right, 0 to 1 each; NaN where the data have none.</summary>
/// <param name="Upper">Capitals and digits, answers limited to these 36.</param>
/// <param name="Merged">The same with O and 0, I and 1, S and 5, 2 and Z, U and V counted as one each.</param>
/// <param name="Lower">Small letters, answers limited to these 26.</param>
/// <param name="Marks">Marks, answers limited to these 19.</param>
/// <param name="All">Everything, all 81 answers allowed, case told apart.</param>
/// <param name="AllShapes">The same with what looks alike counted as one: both cases of c k m o p s u v w x y z, and O 0, I l 1, 9 g q, S 5, Z 2, U V.</param>
/// <param name="Loss">The mean of −ln p of the right character among all 82 answers.</param>
readonly record struct CharacterScores(double Upper, double Merged, double Lower, double Marks, double All, double AllShapes, double Loss)
{
    const int Capitals = 36, FirstMark = 62;
    static readonly int[] MergedGroups = Groups(["O0", "I1", "S5", "2Z", "UV"]);
    static readonly int[] ShapeGroups = Groups(["Cc", "Kk", "Mm", "Oo0", "Pp", "Ss5", "UuVv", "Ww", "Xx", "Yy", "Zz2", "Il1", "9gq"]);

    /// <summary>Measures a reader.</summary>
    public static CharacterScores Of(ICharacterReader reader, CharacterImages images)
    {
        float[][] answers = reader.Read([.. Enumerable.Range(0, images.Count).Select(images.Crop)]);
        return Of(answers, images);
    }

    /// <summary>Measures answers, logarithms of probabilities.</summary>
    public static CharacterScores Of(IReadOnlyList<float[]> answers, CharacterImages images)
    {
        int upper = 0, upperRight = 0, mergedRight = 0, lower = 0, lowerRight = 0, marks = 0, marksRight = 0, allRight = 0, shapesRight = 0;
        double loss = 0;
        for (int i = 0; i < images.Count; i++)
        {
            int label = images.Label(i), all = Best(answers[i], 0, CharacterSet.Count);
            if (all == label) allRight++;
            if (ShapeGroups[all] == ShapeGroups[label]) shapesRight++;
            loss -= answers[i][label];
            if (label < Capitals)
            {
                int said = Best(answers[i], 0, Capitals);
                upper++;
                if (said == label) upperRight++;
                if (MergedGroups[said] == MergedGroups[label]) mergedRight++;
            }
            else if (label < FirstMark)
            {
                lower++;
                if (Best(answers[i], Capitals, FirstMark) == label) lowerRight++;
            }
            else
            {
                marks++;
                if (Best(answers[i], FirstMark, CharacterSet.Count) == label) marksRight++;
            }
        }

        return new CharacterScores(
            (double)upperRight / upper, (double)mergedRight / upper, (double)lowerRight / lower, (double)marksRight / marks,
            (double)allRight / images.Count, (double)shapesRight / images.Count, loss / images.Count);
    }

    /// <summary>All figures in one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"36 classes {Upper:0.0000}, merged {Merged:0.0000}, lower {Lower:0.0000}, marks {Marks:0.0000}, all {All:0.0000}, all shapes {AllShapes:0.0000}, loss {Loss:0.0000}");

    static int Best(float[] answers, int from, int to)
    {
        int best = from;
        for (int i = from + 1; i < to; i++)
        {
            if (answers[i] > answers[best]) best = i;
        }

        return best;
    }

    static int[] Groups(string[] alike)
    {
        int[] groups = [.. Enumerable.Range(0, CharacterSet.Count)];
        foreach (string group in alike)
        {
            foreach (char character in group) groups[CharacterSet.IndexOf(character)] = CharacterSet.IndexOf(group[0]);
        }

        return groups;
    }
}
