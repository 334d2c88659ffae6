namespace Hebb.Vision.Reading.Measures;

/// <summary>Levenshtein's edit distance: the least number of items to add, drop or replace that turns one sequence into another.</summary>
static class EditDistance
{
    public static int Between<T>(ReadOnlySpan<T> from, ReadOnlySpan<T> to)
        where T : IEquatable<T>
    {
        var costs = new int[to.Length + 1];
        for (int j = 0; j <= to.Length; j++) costs[j] = j;
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replace = diagonal + (from[i - 1].Equals(to[j - 1]) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.Min(replace, Math.Min(costs[j], costs[j - 1]) + 1);
            }
        }

        return costs[to.Length];
    }
}
