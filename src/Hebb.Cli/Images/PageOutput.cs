using Hebb.Images;
using Hebb.Vision.Reading;

namespace Hebb.Cli.Images;

/// <summary>The files that <c>hebb read</c> writes beside the text: of one image the file that was named, of several one each in the folder that was named.</summary>
sealed class PageOutput
{
    readonly Dictionary<PageSource, (string? Boxes, string? Report)> targets = [];

    /// <summary>Makes sure that they can be written.</summary>
    /// <param name="boxes">Where the photographs with their boxes go; null for nowhere.</param>
    /// <param name="report">Where the pages for the browser go; null for nowhere.</param>
    /// <param name="pages">The images.</param>
    /// <exception cref="HebbException">They cannot be written, or an image in a format that is not written was asked for.</exception>
    public PageOutput(string? boxes, string? report, IReadOnlyList<PageSource> pages)
    {
        bool isOne = pages.Count == 1;
        if (boxes is not null && isOne && !Directory.Exists(boxes) && !CanWrite(boxes))
            throw new UsageException($"--boxes writes an image; '{boxes}' does not end like one.", $"Name it {Path.GetFileNameWithoutExtension(boxes)}.png.");
        string[] stems = Distinct(pages);
        for (int i = 0; i < pages.Count; i++)
            targets[pages[i]] = (Target(boxes, isOne, stems[i] + "-boxes.png"), Target(report, isOne, stems[i] + ".html"));
        if (pages.Count == 0) return;
        (string? firstBoxes, string? firstReport) = targets[pages[0]];
        if (firstBoxes is not null) OutputFolder.RequireFor(firstBoxes, "--boxes");
        if (firstReport is not null) OutputFolder.RequireFor(firstReport, "--report");
    }

    /// <summary>Writes what is wanted of a page.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(PageSource source, Image image, PageText page)
    {
        (string? boxes, string? report) = targets[source];
        if (boxes is not null) page.Draw(image).Save(boxes);
        if (report is not null) page.ToReport(image, Printable.Line(Path.GetFileName(source.Name) is { Length: > 0 } name && name != PageSource.StandardInput ? name : "Standard input")).Save(report);
    }

    static string? Target(string? named, bool isOne, string name) => named is null ? null : isOne && !Directory.Exists(named) ? named : Path.Combine(named, name);

    static bool CanWrite(string path)
    {
        string extension = Path.GetExtension(path);
        return ImageCodecs.All.Any(codec => codec.CanEncode && codec.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));
    }

    // Two images of one name in different folders, or with different endings: the later ones are numbered.
    static string[] Distinct(IReadOnlyList<PageSource> pages)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var stems = new string[pages.Count];
        for (int i = 0; i < stems.Length; i++)
        {
            stems[i] = pages[i].Stem;
            for (int number = 2; !taken.Add(stems[i]); number++) stems[i] = $"{pages[i].Stem}-{number}";
        }

        return stems;
    }
}
