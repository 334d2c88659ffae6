namespace Hebb.Vision.Reading.Measures;

/// <summary>How one text becomes another with the fewest edits, character by character.</summary>
static class EditPath
{
    /// <summary>Stands in a pair where one side has no character.</summary>
    public const char None = '\0';

    const byte Pair = 0, Drop = 1, Add = 2;

    // An edit of a space or a line break is the dearer of two by a millionth: of equally short paths, that which leaves them alone.
    const long Edit = 1 << 20;

    /// <summary>The pairs in order: (c, c) stays, (c, d) is replaced, (c, None) dropped, (None, d) added.</summary>
    public static IReadOnlyList<(char From, char To)> Between(string from, string to)
    {
        int rows = from.Length + 1, columns = to.Length + 1;
        var steps = new byte[(long)rows * columns];
        var costs = new long[columns];
        for (int j = 1; j < columns; j++) (costs[j], steps[j]) = (costs[j - 1] + Cost(None, to[j - 1]), Add);
        for (int i = 1; i < rows; i++)
        {
            long diagonal = costs[0];
            costs[0] += Cost(from[i - 1], None);
            steps[(long)i * columns] = Drop;
            for (int j = 1; j < columns; j++)
            {
                long pair = diagonal + Cost(from[i - 1], to[j - 1]), drop = costs[j] + Cost(from[i - 1], None), add = costs[j - 1] + Cost(None, to[j - 1]);
                diagonal = costs[j];
                costs[j] = Math.Min(pair, Math.Min(drop, add));
                steps[((long)i * columns) + j] = costs[j] == pair ? Pair : costs[j] == drop ? Drop : Add;
            }
        }

        var path = new List<(char From, char To)>(Math.Max(from.Length, to.Length));
        for (int i = from.Length, j = to.Length; i > 0 || j > 0;)
        {
            byte step = steps[((long)i * columns) + j];
            path.Add((step == Add ? None : from[--i], step == Drop ? None : to[--j]));
        }

        path.Reverse();
        return path;
    }

    static long Cost(char from, char to) => from == to ? 0 : IsWhite(from) || IsWhite(to) ? Edit + 1 : Edit;

    static bool IsWhite(char one) => one is ' ' or '\n';
}
