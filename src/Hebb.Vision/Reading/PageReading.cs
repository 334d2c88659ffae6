using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading;

/// <summary>What was read on a page that was turned in one of four ways, and how much it looks like text.</summary>
sealed class PageReading
{
    /// <summary>So much higher must the score of a turned page be.</summary>
    public const double MoreSure = 0.04;

    // A page whose characters are on average so sure stands upright.
    const double Upright = 0.93;

    // One whose characters are less sure may lie on its side even if its gaps do not say so.
    const double Doubtful = 0.7;

    // Characters whose mean confidence is lower are no writing: textures, stains, drawings.
    const double Writing = 0.45;

    readonly PageLayout layout;
    readonly IReadOnlyList<IReadOnlyList<TextWord>> lines;

    public PageReading(PageLayout layout, IReadOnlyList<IReadOnlyList<TextWord>> lines)
    {
        this.layout = layout;
        this.lines = [.. lines.Where(words => words.Count > 0)];
        double[] sure = [.. this.lines.SelectMany(words => words).SelectMany(word => word.Characters).Select(one => one.Confidence)];
        Count = sure.Length;
        Score = Count == 0 ? 0 : sure.Average();
    }

    /// <summary>How many characters were read.</summary>
    public int Count { get; }

    /// <summary>The mean confidence of the characters; 0 without any.</summary>
    public double Score { get; }

    /// <summary>The other ways up that are worth a try, in turns by 90° to the left: none for a page that was read surely, or that has no writing.</summary>
    public IReadOnlyList<int> OtherTurns => Count == 0 || Score >= Upright ? [] : Score < Doubtful || PageOrientation.Sideways(layout) > 1 ? [2, 1, 3] : [2];

    /// <summary>The page in pixels of the photograph.</summary>
    public PageText ToText()
    {
        bool isWriting = Count > 0 && Score >= Writing;
        var remarks = new List<string>();
        if (!isWriting) remarks.Add(Count == 0 ? "No writing was found." : "What was found does not look like writing.");
        else if (layout.QuarterTurns != 0) remarks.Add(layout.QuarterTurns == 2 ? "The page was upside down; it was turned." : $"The page lay on its side; it was turned by 90° to the {(layout.QuarterTurns == 1 ? "left" : "right")}.");
        TextLine[] found = isWriting ? [.. lines.Select(InImage)] : [];
        var letters = new FoundLetters(layout.ToImageInk, [.. found.Select(line => (IReadOnlyList<LetterBox>)[.. line.Words.SelectMany(word => word.Characters).Select(one => one.Box)])]);
        return new PageText(found, letters, layout.QuarterTurns, remarks);
    }

    TextLine InImage(IReadOnlyList<TextWord> words)
    {
        TextWord[] there = [.. words.Select(word => word with
        {
            Box = layout.ToImage(word.Box),
            Characters = [.. word.Characters.Select(one => one with { Box = layout.ToImage(one.Box) })],
        })];
        return new TextLine(there, there.Select(word => word.Box).Aggregate((a, b) => a.Union(b)));
    }
}
