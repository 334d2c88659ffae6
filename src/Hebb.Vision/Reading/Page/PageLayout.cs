namespace Hebb.Vision.Reading.Page;

/// <summary>What the analysis of a page found: its ink, straightened, and its lines in reading order.</summary>
/// <param name="Ink">All ink of the straightened page that is writing: soft, without paper, rules, borders and specks.</param>
/// <param name="Lines">The lines in reading order.</param>
/// <param name="ToImage">Turns a box on the straightened page into one of the image that came in.</param>
/// <param name="Polarity">What the photograph shows: dark ink on light paper, or light on dark.</param>
/// <param name="QuarterTurns">How often the image was turned by 90° to the left before its analysis.</param>
sealed record PageLayout(InkMask Ink, IReadOnlyList<PageLine> Lines, Func<LetterBox, LetterBox> ToImage, InkPolarity Polarity, int QuarterTurns)
{
    /// <summary>How the page lies in the image.</summary>
    public PageGeometry? Geometry { get; init; }

    /// <summary>What speaks for and against that it is writing; null where nothing was found.</summary>
    public WritingEvidence? Evidence { get; init; }

    /// <summary>The ink in the place and size of the image that came in.</summary>
    public InkMask ToImageInk() => Geometry?.ToImageInk(Ink) ?? Ink;
}
