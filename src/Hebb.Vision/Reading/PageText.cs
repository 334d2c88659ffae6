namespace Hebb.Vision.Reading;

/// <summary>The text of a page, with where it stands and how sure the reader is.</summary>
public sealed partial class PageText
{
    internal PageText(IReadOnlyList<TextLine> lines, FoundLetters letters, int quarterTurns, IReadOnlyList<string> remarks) =>
        (Lines, Letters, QuarterTurns, Remarks) = (lines, letters, quarterTurns, remarks);

    /// <summary>The text: lines with a line feed between them, words with a space.</summary>
    public string Text => field ??= string.Join('\n', Lines.Select(line => line.Text));

    /// <summary>The lines in reading order; none on an empty page.</summary>
    public IReadOnlyList<TextLine> Lines { get; }

    /// <summary>What was found on the page before it was read: boxes and the clean image.</summary>
    public FoundLetters Letters { get; }

    /// <summary>How often the image was turned by 90° to the left before it was read: 0 when it was upright.</summary>
    public int QuarterTurns { get; }

    /// <summary>What a person should know: that the page was turned, that nothing was found, that it was too large and made smaller.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>How sure the reader is of the whole page, 0 to 1: the mean over its characters; 1 on an empty page.</summary>
    public double Confidence => Lines.SelectMany(line => line.Words).SelectMany(word => word.Characters).Select(one => one.Confidence).DefaultIfEmpty(1).Average();

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}

/// <summary>One line of a page.</summary>
/// <param name="Words">Its words from the left.</param>
/// <param name="Box">Where it stands in the image.</param>
public sealed record TextLine(IReadOnlyList<TextWord> Words, LetterBox Box)
{
    /// <summary>The words with spaces between them.</summary>
    public string Text => string.Join(' ', Words.Select(word => word.Text));
}

/// <summary>One word of a line.</summary>
/// <param name="Characters">Its characters from the left.</param>
/// <param name="Box">Where it stands in the image.</param>
/// <param name="WholeWord">Whether the reader of whole lines read it, which does not cut it into letters: the boxes of its characters are then estimates.</param>
public sealed record TextWord(IReadOnlyList<TextCharacter> Characters, LetterBox Box, bool WholeWord)
{
    /// <summary>The characters.</summary>
    public string Text => string.Concat(Characters.Select(one => one.Character));

    /// <summary>How sure the reader is, 0 to 1: that of its least sure character.</summary>
    public double Confidence => Characters.Select(one => one.Confidence).DefaultIfEmpty(1).Min();
}

/// <summary>One character of a word.</summary>
/// <param name="Character">The character.</param>
/// <param name="Box">Where it stands in the image.</param>
/// <param name="Confidence">How sure the reader is, 0 to 1.</param>
/// <param name="Alternatives">What else the shape may be, the likeliest first, with its probability; the character itself is among them.</param>
/// <param name="Crop">The character as the network sees it: shape [32, 32], ink 0, paper 1; null when the word was read as a whole.</param>
public sealed record TextCharacter(char Character, LetterBox Box, double Confidence, IReadOnlyList<(char Character, double Probability)> Alternatives, Tensor? Crop);
