namespace Hebb.Vision.Reading.Language;

/// <summary>The symbols of the letter statistics: a to z without case, the apostrophe and the hyphen inside a word, and the end of the word.</summary>
static class LetterSymbols
{
    public const int Apostrophe = 26;
    public const int Hyphen = 27;
    public const int End = 28;
    public const int Count = 29;

    /// <summary>The symbol of a character; -1 for one that the letter statistics do not know.</summary>
    public static int IndexOf(char character) => character switch
    {
        >= 'a' and <= 'z' => character - 'a',
        >= 'A' and <= 'Z' => character - 'A',
        '\'' => Apostrophe,
        '-' => Hyphen,
        _ => -1,
    };
}
