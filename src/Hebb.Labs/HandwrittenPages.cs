using Hebb.Images;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Drawing;
using Hebb.Vision.Reading.Measures;

namespace Hebb.Labs;

/// <summary>The pages that the labs on handwriting read.</summary>
static class HandwrittenPages
{
    /// <summary>The course's four pages, whose figures must be reached.</summary>
    public const string CoursePrefix = "cmu_";

    const string What = "photographs and what is written on them";

    /// <summary>The photographs of the lab's data folder; the page that is part of the program where none is named. A quick run takes the smallest two.</summary>
    /// <exception cref="LabDataException">The folder has no list of pages.</exception>
    public static IReadOnlyList<(string Name, string Kind, string Text, Func<Image> Load)> Of(LabContext lab)
    {
        if (lab.Data is null)
        {
            lab.Say("No photographs: --data FOLDER names some, with transcriptions.json. The page that is part of the program takes their place.");
            return [("sample", "drawn", SamplePage.Text, SamplePage.Load)];
        }

        string folder = Path.GetDirectoryName(lab.DataFile(TranscribedPage.List, What))!;
        IEnumerable<TranscribedPage> pages = TranscribedPage.Load(folder);
        if (lab.IsQuick) pages = pages.OrderBy(page => new FileInfo(page.Path).Length).Take(2);
        return [.. pages.Select(page => (page.Name, page.Kind, page.Text, (Func<Image>)(() => Image.Load(page.Path))))];
    }

    /// <summary>Writes an image into the lab's folder and shows it on its page.</summary>
    public static void Save(LabContext lab, LabResult table, string name, Image image, string caption)
    {
        string path = lab.OutFile(name);
        image.Save(path);
        table.Wrote(path);
        lab.Page.Image(image, caption);
    }

    /// <summary>Pages on which letters run into each other more and more, for want of room between them.</summary>
    public static IEnumerable<(string Name, DrawnPage Page)> Touching(bool isQuick) =>
        (isQuick ? [-0.04] : new[] { 0.2, 0.08, 0, -0.04, -0.08, -0.12 }).Select(gap => ($"letters {gap:+0.00;−0.00;0.00} of their height apart", new PenPage { Text = "HEAVY SNOW FELL\nLAST NIGHT AND\nTHE TRAIN IS LATE", LetterGap = gap, LetterHeight = 110, Height = 900, Shadow = 0.2 }.Draw()));

    /// <summary>Pages on which every second word is larger than the others, more and more.</summary>
    public static IEnumerable<(string Name, DrawnPage Page)> FarApart(bool isQuick) =>
        (isQuick ? [3.0] : new[] { 1.0, 2, 3, 4, 6 }).Select(ratio => ($"every second word {ratio:0.0} × as large", new PenPage { Text = "BIG AND\nSMALL WORDS", WordSizes = [ratio, 1, 1, ratio], LetterHeight = 46, LineHeight = 1 + (1.1 * ratio), Start = (120, 120 + (46 * ratio)), Height = 1000, Shadow = 0.2 }.Draw()));
}
