using Hebb.Cli;
using Hebb.Cli.Display;
using Hebb.Cli.Images;
using Hebb.Images;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Drawing;

namespace Hebb.Tests;

/// <summary>What a terminal and a pipe show of pages, whoever read them.</summary>
public sealed class ReadViewTests
{
    static readonly DrawnPage Drawn = new PenPage { Text = "TO DO\nBUY MILK", Width = 500, Height = 260, LetterHeight = 50, Start = (40, 90) }.Draw();

    [Fact]
    public void OneTextIsTheTextAlone()
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var view = new OneText(Terminal.To(output, error));
        view.Read(Source("list.jpg"), Drawn.Image, HandMadePage.Of(Drawn, ["The page was upside\ndown."]), default);
        view.Ends();
        Assert.Equal(("TO DO\nBUY MILK\n", "note: The page was upside\\ndown.\n"), (output.ToString(), error.ToString()));
    }

    [Fact]
    public void SeveralTextsHaveHeadingsAndATable()
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        PageSource[] pages = [Source("list.jpg"), Source("blank.png"), Source("bad.png")];
        var view = new ManyTexts(Terminal.To(output, error), pages);
        view.Begins(pages[0]);
        view.Read(pages[0], Drawn.Image, HandMadePage.Of(Drawn), TimeSpan.FromMilliseconds(321));
        view.Read(pages[1], Drawn.Image, HandMadePage.Empty(Drawn.Image, "No writing was found."), TimeSpan.FromMilliseconds(7));
        view.Failed(pages[2], new HebbException("bad.png is damaged."));
        view.Ends();
        Assert.StartsWith("== list.jpg\nTO DO\nBUY MILK\n\n== blank.png\n\n", output.ToString(), StringComparison.Ordinal);
        string[] rows = [.. output.ToString().Split('\n').Where(line => line.StartsWith('│')).Select(line => string.Join(' ', line.Split([' ', '│'], StringSplitOptions.RemoveEmptyEntries)))];
        Assert.Equal(["file lines characters confidence ms", "list.jpg 2 11 89 % 321", "blank.png 0 0 – 7", "bad.png not read"], rows);
        Assert.Equal("note: blank.png: No writing was found.\nerror: bad.png is damaged.\n", error.ToString());
    }

    [Fact]
    public void ABarShowsHowFarItIsAndIsGoneAtTheEnd()
    {
        var screen = new Screen(80, 24);
        PageSource[] pages = [Source("list.jpg"), Source("second.jpg")];
        var view = new ManyTexts(screen.Terminal, pages);
        foreach (PageSource page in pages)
        {
            view.Begins(page);
            view.Read(page, Drawn.Image, HandMadePage.Of(Drawn), TimeSpan.FromMilliseconds(10));
        }

        view.Ends();
        Assert.Contains("1 of 2", screen.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain(screen.Lines, line => line.Contains("1 of 2", StringComparison.Ordinal));
        Assert.Contains(screen.Lines, line => line.StartsWith("BUY MILK", StringComparison.Ordinal));
        Assert.Contains(screen.Lines, line => line.Contains("second.jpg", StringComparison.Ordinal) && line.Contains('│', StringComparison.Ordinal));
    }

    [Fact]
    public void ALongLineIsNotBroken()
    {
        var screen = new Screen(40, 24);
        DrawnPage wide = new PenPage { Text = string.Join(' ', Enumerable.Repeat("WORDS", 12)), Width = 4000, Height = 200, LetterHeight = 40, Start = (20, 90) }.Draw();
        new OneText(screen.Terminal).Read(Source("wide.jpg"), wide.Image, HandMadePage.Of(wide), default);
        Assert.Contains(wide.Text, screen.Raw, StringComparison.Ordinal);
    }

    static PageSource Source(string name) => new(name, () => Drawn.Image);
}
