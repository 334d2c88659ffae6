namespace Hebb.Vision.Reading.Characters;

/// <summary>The characters that the networks know, in the order of their outputs: A to Z, 0 to 9, a to z, 19 marks. The character network has one more output after them: "not one character".</summary>
static class CharacterSet
{
    public const string All = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz.,!?:;'\"-()&@#$%+=/";

    public const int Count = 81;

    /// <summary>The output of the character network that says: a part of a character, several characters, or none.</summary>
    public const int NotOne = Count;

    public static bool IsIn(int index, Alphabet alphabet) => alphabet switch
    {
        Alphabet.Digits => index is >= 26 and < 36 or >= 62,
        Alphabet.Upper => index is < 36 or >= 62,
        _ => index < Count,
    };

    public static int IndexOf(char character) => All.IndexOf(character);
}
