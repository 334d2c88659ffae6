namespace Hebb.Vision.Reading;

/// <summary>The characters that a reader may answer with.</summary>
public enum Alphabet
{
    /// <summary>Capitals, digits, small letters and marks.</summary>
    All,

    /// <summary>Capitals, digits and marks.</summary>
    Upper,

    /// <summary>Digits and marks.</summary>
    Digits,
}
