using Hebb.Cli.Learning;
using Hebb.Plots;

namespace Hebb.Cli.Display;

/// <summary>What a network said of images, as parts of a report.</summary>
static class PredictionPages
{
    const int ShownSide = 84, Columns = 8, LongCaption = 12, WideSide = 128, FewColumns = 6;

    /// <summary>The images in the order given, each with its truth and answer, and a table of how sure the network was.</summary>
    public static void Gallery(Report report, Judgement judgement, int[] chosen)
    {
        string[] captions = [.. chosen.Select(i => Caption(judgement, i))];
        bool isWide = captions.Max(c => c.Length) > LongCaption;
        int width = judgement.Images.Form.Width, side = isWide ? WideSide : ShownSide;
        var grid = new ImageGrid { Columns = isWide ? FewColumns : Columns, Scale = (side + width - 1) / width };
        grid.Images(judgement.Images.Samples.Take(chosen).Input, captions, chosen.Select(i => IsRight(judgement, i)));
        report.Figure(grid, "Truth → answer; the first surprised the network most.");
        string[] names = judgement.Images.Paths is { } paths ? ShortName.OfFiles([.. chosen.Select(i => paths[i])]) : [.. chosen.Select(judgement.Images.Title)];
        report.Table(
            ["image", "truth", "answer", "sure of it", "sure of the truth"],
            chosen.Select((i, row) => (IReadOnlyList<object?>)
            [
                names[row], judgement.Names[(int)judgement.Images.Labels[i]], judgement.Names[judgement.Answer(i)],
                Figures.Percent(judgement.Of(i)[judgement.Answer(i)]), Figures.Percent(judgement.Of(i)[(int)judgement.Images.Labels[i]]),
            ]));
    }

    public static void Confusion(Report report, Judgement judgement) =>
        report.Figure(new ConfusionMatrixChart("Truth and answer", judgement.Confusion.ToTensor(), judgement.Names), "Rows are the truth, columns the answers.");

    public static void Classes(Report report, Judgement judgement) => report.Heading("Classes").Table(
        ["class", "images", "recall", "precision", "F1"],
        Enumerable.Range(0, judgement.Classes.Count).Select(c => judgement.Confusion.Score(c) is var s
            ? (IReadOnlyList<object?>)[judgement.Names[c], s.Support, Figures.Percent(s.Recall), Figures.Percent(s.Precision), Figures.Percent(s.F1)]
            : []));

    static bool IsRight(Judgement judgement, int index) => judgement.Answer(index) == judgement.Images.Labels[index];

    static string Caption(Judgement judgement, int index)
    {
        string answer = judgement.Names[judgement.Answer(index)];
        return IsRight(judgement, index) ? $"{answer} {Figures.Percent(judgement.Of(index)[judgement.Answer(index)])}" : $"{judgement.Names[(int)judgement.Images.Labels[index]]} → {answer}";
    }
}
