using System.Globalization;
using Hebb.Images;
using Hebb.Plots;

namespace Hebb.Vision.Reading.Output;

/// <summary>The page about a page: the photograph, its text, the crops, what is doubtful.</summary>
static class PageReport
{
    const int MaxDoubtful = 60, CropsInARow = 16, CropScale = 2;

    public static Report Of(PageText page, Image image, string title)
    {
        TextCharacter[] characters = [.. page.Lines.SelectMany(line => line.Words).SelectMany(word => word.Characters)];
        var report = new Report(title);
        report.Text(Summary(page, characters));
        foreach (string remark in page.Remarks) report.Text(remark);
        report.Heading("Text");
        if (page.Lines.Count == 0) report.Text("Nothing was found that could be read.");
        else report.Html(TextHtml.Of(page), TextHtml.Css);
        report.Heading("Photograph").Html(PhotographHtml.Of(page, image), PhotographHtml.Css);
        if (page.Lines.Count == 0) return report;
        Doubtful(report, page);
        Crops(report, page);
        return report.Heading("Clean image").Image(Shrunk(page.Letters.ToImage(InkPolarity.BlackInkOnWhite)).Encode("png"), "The ink of the page in black on white, without paper, shadows and ruled lines.", "What the reader takes for ink.");
    }

    /// <summary>An image small enough for a page: at most 1600 pixels long.</summary>
    public static Image Shrunk(Image image)
    {
        const double Longest = 1600;
        double scale = Longest / Math.Max(image.Width, image.Height);
        return scale >= 1 ? image : image.Resize(Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale)));
    }

    /// <summary>"O 61 %, 0 30 %": what the network says of the shape, without its neighbours.</summary>
    public static string Choices(TextCharacter one)
    {
        const int Shown = 4;
        const double Worth = 0.01;
        IEnumerable<(char Character, double Probability)> likely = one.Alternatives.Where(other => other.Probability >= Worth || other.Character == one.Character).Take(Shown);
        return string.Join(", ", likely.Select(other => $"{other.Character}\u00a0{Percent(other.Probability)}"));
    }

    public static string Percent(double part) => (100 * part).ToString("F0", CultureInfo.InvariantCulture) + "\u00a0%";

    static string Summary(PageText page, TextCharacter[] characters)
    {
        int unsure = characters.Count(one => CertaintySteps.Of(one.Confidence) != Certainty.Sure);
        return string.Create(CultureInfo.InvariantCulture, $"{Counted(page.Lines.Count, "line")}, {Counted(page.Lines.Sum(line => line.Words.Count), "word")}, {Counted(characters.Length, "character")}; the reader is {Percent(page.Confidence)} sure on average, and less than 90 % sure of {unsure}.");
    }

    static string Counted(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? string.Empty : "s")}");

    // The least sure first; a page of which nothing is sure need not be listed whole.
    static void Doubtful(Report report, PageText page)
    {
        (int Line, TextWord Word, TextCharacter One)[] unsure =
        [
            .. page.Lines.Index().SelectMany(line => line.Item.Words.SelectMany(word => word.Characters.Select(one => (Line: line.Index + 1, Word: word, One: one))))
                .Where(place => CertaintySteps.Of(place.One.Confidence) != Certainty.Sure).OrderBy(place => place.One.Confidence),
        ];
        if (unsure.Length == 0) return;
        report.Heading("Doubtful characters").Table(
            ["line", "word", "read as", "the shape alone"],
            unsure.Take(MaxDoubtful).Select(place => (IReadOnlyList<object?>)[place.Line, $"“{place.Word.Text}”", $"{place.One.Character}\u00a0{Percent(place.One.Confidence)}", Choices(place.One)]),
            unsure.Length > MaxDoubtful ? $"The {MaxDoubtful} least sure of {unsure.Length}." : "The least sure first.");
    }

    static void Crops(Report report, PageText page)
    {
        if (!page.Lines.Any(line => line.Words.Any(word => word.Characters.Any(one => one.Crop is not null)))) return;
        report.Heading("What the network sees").Text("Each character, cut out, straightened and brought to one size and stroke, with what was read and how sure the reader is. Words that were read as a whole have no crops.");
        foreach ((int index, TextLine line) in page.Lines.Index())
        {
            var grid = new ImageGrid($"Line {index + 1}: {line.Text}") { Columns = CropsInARow, Scale = CropScale, Range = ImageRange.Unit };
            TextCharacter[] cropped = [.. line.Words.SelectMany(word => word.Characters).Where(one => one.Crop is not null)];
            foreach (TextCharacter one in cropped) grid.Image(one.Crop!, $"{one.Character} {Percent(one.Confidence)}");
            if (cropped.Length > 0) report.Figure(grid);
        }
    }
}
