using System.Text;

namespace Hebb.Formats;

/// <summary>The texts of a character matrix.</summary>
static class MatText
{
    /// <summary>Each row as a text, without the spaces that fill it.</summary>
    /// <param name="letters">UTF-16 units or whole code points, column by column.</param>
    /// <param name="rows">How many texts.</param>
    /// <param name="columns">How many letters each has.</param>
    public static string[] Rows(ReadOnlySpan<int> letters, int rows, int columns)
    {
        var texts = new string[rows];
        var text = new StringBuilder(columns);
        for (int row = 0; row < rows; row++)
        {
            text.Clear();
            for (int column = 0; column < columns; column++)
            {
                int letter = ((long)column * rows) + row is var index && index < letters.Length ? letters[(int)index] : ' ';
                if (letter <= char.MaxValue) text.Append((char)letter);
                else text.Append(char.ConvertFromUtf32(letter));
            }

            texts[row] = rows == 1 ? text.ToString() : text.ToString().TrimEnd(' ');
        }

        return texts;
    }

    /// <summary>Numbers as UTF-16 units or code points; what is neither becomes the replacement character.</summary>
    public static int[] Codes(double[] numbers) => Array.ConvertAll(numbers, number => Code(number is >= 0 and <= int.MaxValue ? (int)number : -1));

    /// <summary>A decoded text as the letters of a matrix of so many elements: UTF-16 units, or code points if there are as many of those.</summary>
    /// <param name="text">The text.</param>
    /// <param name="count">How many elements the matrix has.</param>
    public static int[] Letters(string text, long count)
    {
        if (text.Length != count)
        {
            int[] points = [.. text.EnumerateRunes().Select(rune => rune.Value)];
            if (points.Length == count) return points;
        }

        return [.. text.Select(letter => (int)letter)];
    }

    static int Code(int number) => number is >= 0 and <= char.MaxValue || Rune.IsValid(number) ? number : 0xFFFD;
}
