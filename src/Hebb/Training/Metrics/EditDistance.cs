namespace Hebb.Training;

/// <summary>How many symbols must be put in, taken out or replaced to make one sequence of another.</summary>
/// <remarks>Levenshtein: Binary codes capable of correcting deletions, insertions, and reversals (1966).</remarks>
internal static class EditDistance
{
    /// <summary>The least number of changes, in time n·m and memory m.</summary>
    /// <typeparam name="T">The symbols: characters, words, class numbers.</typeparam>
    /// <param name="a">One sequence.</param>
    /// <param name="b">The other.</param>
    /// <returns>0 for equal ones, at most the length of the longer one; the same both ways.</returns>
    public static int Between<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : IEquatable<T>
    {
        // The distance from the part of a that was seen to each beginning of b.
        var row = new int[b.Length + 1];
        for (int j = 1; j < row.Length; j++) row[j] = j;
        for (int i = 0; i < a.Length; i++)
        {
            int corner = row[0];
            row[0] = i + 1;
            for (int j = 0; j < b.Length; j++)
            {
                int replaced = corner + (a[i].Equals(b[j]) ? 0 : 1);
                corner = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(corner, row[j]) + 1);
            }
        }

        return row[^1];
    }
}
