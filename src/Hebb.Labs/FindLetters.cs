using System.Globalization;
using Hebb.Images;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Drawing;
using Hebb.Vision.Reading.Measures;

namespace Hebb.Labs;

/// <summary>The boxes [y1, x1, y2, x2] of all letters of photographed pages, and the pages in clean black and white.</summary>
internal sealed class FindLetters : Lab
{
    const double MostMissing = 0.05, LeastMatched = 0.98;

    /// <inheritdoc/>
    public override string Name => "find-letters";

    /// <inheritdoc/>
    public override string Title => "Finding the letters of a page";

    /// <inheritdoc/>
    public override string Description => "Boxes of every character in photographs of handwriting, and the clean black-and-white image.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> DataFolders => ["handwriting"];

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        var table = new LabResult();
        var reader = HandwritingReader.Load();
        Known(lab, reader, table);
        var rows = new List<IReadOnlyList<object?>>();
        IReadOnlyList<(string Name, string Kind, string Text, Func<Image> Load)> pages = HandwrittenPages.Of(lab);
        lab.Page.Heading("The pages");
        foreach ((int index, (string name, string kind, string text, Func<Image> load)) in pages.Index())
        {
            lab.Report("pages", index, pages.Count, name);
            Image image = load();
            FoundLetters alone = LetterFinder.FindLetters(image), letters = reader.Read(image).Letters;
            int found = letters.Boxes.Count(), written = text.Count(one => !char.IsWhiteSpace(one)), lines = text.Split('\n').Length;
            rows.Add([name, kind, written, alone.Boxes.Count(), found, lines, letters.Lines.Count]);
            lab.Say($"{name}: {alone.Boxes.Count()} boxes by shape, {found} after reading, {written} characters; {letters.Lines.Count} lines of {lines}");
            if (name.StartsWith(HandwrittenPages.CoursePrefix, StringComparison.Ordinal))
            {
                table.AtMost($"{name}: boxes too many or too few, as a part of {written}", "all letters found, by eye", Math.Abs(found - written) / (double)written, MostMissing);
                table.Holds($"{name}: lines", $"{lines}", $"{letters.Lines.Count}", $"{lines}", letters.Lines.Count == lines);
            }

            HandwrittenPages.Save(lab, table, $"{name}-boxes.jpg", letters.Draw(image), $"{name}: the boxes, line by line.");
            HandwrittenPages.Save(lab, table, $"{name}-ink.png", letters.ToImage(InkPolarity.BlackInkOnWhite), $"{name}: what is ink.");
        }

        lab.Report("pages", pages.Count, pages.Count);
        lab.Page.Table(
            ["page", "kind", "characters", "boxes by shape", "boxes after reading", "lines", "lines found"],
            rows,
            "What was found on each page: by the places of the pieces of ink alone, and with the networks, which put broken letters together and part those that touch.");
        return table;
    }

    // On drawn pages every box is known.
    static void Known(LabContext lab, HandwritingReader reader, LabResult table)
    {
        DrawnPage drawn = SamplePage.Drawing.Draw();
        FoundLetters alone = LetterFinder.FindLetters(drawn.Image), letters = reader.Read(drawn.Image).Letters;
        double all = drawn.Boxes.Count;
        string known = string.Create(CultureInfo.InvariantCulture, $"{all} are known");
        table.AtLeast("drawn page: boxes found by shape", known, BoxMatch.Count(drawn.Boxes, [.. alone.Boxes]) / all, LeastMatched);
        table.AtLeast("drawn page: boxes found by reading", known, BoxMatch.Count(drawn.Boxes, [.. letters.Boxes]) / all, LeastMatched);
        table.Holds("drawn page: lines", "6", $"{letters.Lines.Count}", "6", letters.Lines.Count == 6);
        HandwrittenPages.Save(lab, table, "drawn-boxes.jpg", letters.Draw(drawn.Image), "The drawn page with the boxes that were found.");
    }
}
