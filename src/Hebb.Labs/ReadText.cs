using System.Globalization;
using Hebb.Images;
using Hebb.Plots;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Drawing;
using Hebb.Vision.Reading.Measures;

namespace Hebb.Labs;

/// <summary>Photographed pages become text: error rates with and without the language model, and the two kinds of failure on pages made for them.</summary>
internal sealed class ReadText : Lab
{
    const double MostRaw = 0.05, MostWithModel = 0.03, MostUpper = 0.06, MostMixed = 0.12, LeastLetters = 0.9;
    const int CropsInARow = 16;

    /// <inheritdoc/>
    public override string Name => "read-text";

    /// <inheritdoc/>
    public override string Title => "Reading handwritten pages";

    /// <inheritdoc/>
    public override string Description => "Boxes, lines, words, characters, text: character and word error rates on photographed pages.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> DataFolders => ["handwriting"];

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        var table = new LabResult();
        var reader = HandwritingReader.Load();
        IReadOnlyList<(string Name, string Kind, string Text, Func<Image> Load)> pages = HandwrittenPages.Of(lab);
        var read = new List<(string Name, string Kind, TextErrors Raw, TextErrors Model)>();
        foreach ((int index, (string name, string kind, string text, Func<Image> load)) in pages.Index())
        {
            lab.Report("pages", index, pages.Count, name);
            Image image = load();
            PageText alone = reader.Read(image, new ReadingOptions { LanguageModel = false }), page = reader.Read(image);
            TextErrors raw = TextErrors.Between(text, alone.Text), model = TextErrors.Between(text, page.Text);
            read.Add((name, kind, raw, model));
            lab.Say($"{name}: {Rate(raw.CharacterErrorRate)} of the characters wrong without the language model, {Rate(model.CharacterErrorRate)} with it; words {Rate(raw.WordErrorRate)}, {Rate(model.WordErrorRate)}");
            Show(lab, table, name, image, text, page);
        }

        lab.Report("pages", pages.Count, pages.Count);
        Check(table, read);
        Summary(lab, read);
        Failures(lab, table, reader, "Letters that touch", "touching", HandwrittenPages.Touching(lab.IsQuick));
        Failures(lab, table, reader, "Sizes far apart", "sizes", HandwrittenPages.FarApart(lab.IsQuick));
        return table;
    }

    static void Check(LabResult table, List<(string Name, string Kind, TextErrors Raw, TextErrors Model)> read)
    {
        foreach ((string name, string kind, TextErrors raw, TextErrors model) in read)
        {
            bool isCourse = name.StartsWith(HandwrittenPages.CoursePrefix, StringComparison.Ordinal);
            if (!isCourse && kind != "drawn") continue;
            table.AtMost($"{name}: characters wrong without the language model", isCourse ? "about 30 %" : "–", raw.CharacterErrorRate, MostRaw);
            table.AtMost($"{name}: characters wrong with it", isCourse ? "best printed: 3 of 36, 1 of 41" : "–", model.CharacterErrorRate, MostWithModel);
            table.AtLeast($"{name}: letters right", isCourse ? "about 70 %" : "–", 1 - model.LetterErrorRate, LeastLetters);
            table.Holds($"{name}: spaces and line breaks", "all right", $"{model.SpaceEdits} and {model.LineEdits} wrong", "0 and 0 wrong", model.SpaceEdits + model.LineEdits == 0);
        }

        Mean("other pages of capitals and digits", one => one.Kind == "upper36" && !one.Name.StartsWith(HandwrittenPages.CoursePrefix, StringComparison.Ordinal), MostUpper);
        Mean("pages of mixed writing", one => one.Kind == "mixed", MostMixed);

        void Mean(string what, Func<(string Name, string Kind, TextErrors Raw, TextErrors Model), bool> which, double most)
        {
            double[] rates = [.. read.Where(which).Select(one => one.Model.CharacterErrorRate)];
            if (rates.Length > 0) table.AtMost($"{what}: characters wrong, mean of {rates.Length}", "–", rates.Average(), most);
        }
    }

    static void Summary(LabContext lab, List<(string Name, string Kind, TextErrors Raw, TextErrors Model)> read)
    {
        lab.Page.Heading("Error rates").Text("Edit distance over the number of characters, case-insensitive; spaces and line breaks count. Words likewise.");
        lab.Page.Table(
            ["page", "kind", "characters", "wrong, raw", "wrong, with language model", "words, raw", "words, with language model", "spaces", "line breaks"],
            [.. read.Select(one => (IReadOnlyList<object?>)[one.Name, one.Kind, one.Model.Characters, Rate(one.Raw.CharacterErrorRate), Rate(one.Model.CharacterErrorRate), Rate(one.Raw.WordErrorRate), Rate(one.Model.WordErrorRate), one.Model.SpaceEdits, one.Model.LineEdits])],
            "What is wrong on each page.");
        if (read.Count < 2) return;
        lab.Page.Figure(
            new BarChart("Characters wrong", [.. read.Select(one => one.Name)]) { Horizontal = true, XTitle = "% of the characters" }
                .Bars("raw", [.. read.Select(one => 100 * one.Raw.CharacterErrorRate)])
                .Bars("with language model", [.. read.Select(one => 100 * one.Model.CharacterErrorRate)]),
            "Each page, read twice.");
    }

    static void Show(LabContext lab, LabResult table, string name, Image image, string text, PageText page)
    {
        lab.Page.Heading(name).Text($"Written:\n{text}").Text($"Read:\n{page.Text}");
        HandwrittenPages.Save(lab, table, $"{name}-read.jpg", page.Draw(image), $"{name}: what was read; blue is sure, orange less so, red doubtful.");
        var crops = new ImageGrid($"{name}: the characters as the network sees them") { Columns = CropsInARow, Scale = 1.5, Range = ImageRange.Unit };
        TextCharacter[] cropped = [.. page.Lines.SelectMany(line => line.Words).SelectMany(word => word.Characters).Where(one => one.Crop is not null)];
        foreach (TextCharacter one in cropped) crops.Image(one.Crop!, one.Character.ToString());
        if (cropped.Length == 0) return;
        string path = lab.OutFile($"{name}-crops.png");
        crops.SavePng(path);
        table.Wrote(path);
        lab.Page.Figure(crops, "Cut out, straightened, brought to one size and stroke.");
    }

    // No figure has to be reached here: the pages are made to be too hard, step by step.
    static void Failures(LabContext lab, LabResult table, HandwritingReader reader, string title, string file, IEnumerable<(string Name, DrawnPage Page)> pages)
    {
        lab.Page.Heading(title);
        var rows = new List<IReadOnlyList<object?>>();
        foreach ((int index, (string name, DrawnPage drawn)) in pages.Index())
        {
            lab.Report(title, index, index + 1);
            PageText page = reader.Read(drawn.Image);
            TextErrors errors = TextErrors.Between(drawn.Text, page.Text);
            int matched = BoxMatch.Count(drawn.Boxes, [.. page.Letters.Boxes]);
            table.Inform($"{title}: {name}", "harder with each step", $"{Rate(errors.CharacterErrorRate)} wrong");
            rows.Add([name, $"{matched} of {drawn.Boxes.Count}", Rate(errors.CharacterErrorRate), page.Text.Replace('\n', '|')]);
            HandwrittenPages.Save(lab, table, $"{file}-{index + 1}.jpg", page.Draw(drawn.Image), $"{name}: {Rate(errors.CharacterErrorRate)} of the characters wrong.");
        }

        lab.Report(title, 1, 1);
        lab.Page.Table(["page", "boxes found", "characters wrong", "read as"], rows, title);
    }

    static string Rate(double part) => (100 * part).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
