namespace Hebb.Formats;

/// <summary>The texts of a character matrix.</summary>
static class MatText
{
    /// <summary>Each row as a text, without the spaces that fill it.</summary>
    /// <param name="letters">The letters, column by column.</param>
    /// <param name="rows">How many texts.</param>
    /// <param name="columns">How many letters each has.</param>
    public static string[] Rows(ReadOnlySpan<char> letters, int rows, int columns)
    {
        var texts = new string[rows];
        var text = new char[columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) text[column] = column * rows + row is var place && place < letters.Length ? letters[place] : ' ';
            texts[row] = rows == 1 ? new string(text) : new string(text).TrimEnd(' ');
        }

        return texts;
    }
}
