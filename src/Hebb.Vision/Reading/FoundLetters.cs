using Hebb.Images;

namespace Hebb.Vision.Reading;

/// <summary>The letters of a page: their boxes, and the page as clean ink.</summary>
public sealed partial class FoundLetters
{
    readonly Lazy<InkMask> clean;

    internal FoundLetters(InkMask ink, IReadOnlyList<IReadOnlyList<LetterBox>> lines)
        : this(() => ink, lines)
    {
    }

    /// <summary>The clean page is made when it is asked for: it is as large as the photograph.</summary>
    internal FoundLetters(Func<InkMask> ink, IReadOnlyList<IReadOnlyList<LetterBox>> lines) => (clean, Lines) = (new Lazy<InkMask>(ink), lines);

    /// <summary>The boxes of the letters, line by line in reading order, in pixels of the image that came in.</summary>
    public IReadOnlyList<IReadOnlyList<LetterBox>> Lines { get; }

    /// <summary>All boxes in reading order.</summary>
    public IEnumerable<LetterBox> Boxes => Lines.SelectMany(line => line);

    /// <summary>The clean page as a tensor of shape [height, width], 0 to 1.</summary>
    /// <param name="polarity">Whether ink is 0 or 1.</param>
    public Tensor ToTensor(InkPolarity polarity) => ToImage(polarity).ToTensor().Reshape(clean.Value.Height, clean.Value.Width);

    /// <summary>The clean page as an image of one channel.</summary>
    /// <param name="polarity">Whether ink is black or white.</param>
    public Image ToImage(InkPolarity polarity)
    {
        InkMask ink = clean.Value;
        byte[] pixels = [.. ink.Ink];
        if (polarity == InkPolarity.BlackInkOnWhite)
        {
            for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(255 - pixels[i]);
        }

        return new Image(ink.Width, ink.Height, 1, pixels);
    }
}
