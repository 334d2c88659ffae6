namespace Hebb.Vision.Reading.Training;

/// <summary>The least number of characters to insert, delete or replace to make one text of another.</summary>
static class EditDistance
{
    /// <summary>The distance; the character error rate is the sum of distances by the sum of the lengths of what should have been read.</summary>
    public static int Between(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int best = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], best);
            }
        }

        return row[b.Length];
    }
}
