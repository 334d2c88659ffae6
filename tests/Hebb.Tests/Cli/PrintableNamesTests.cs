namespace Hebb.Tests;

public sealed class PrintableNamesTests
{
    [Theory]
    [InlineData("plain ümläut 日本", "plain ümläut 日本")]
    [InlineData("a\nb", "a\\nb")]
    [InlineData("a\r\tb", "a\\r\\tb")]
    [InlineData("\u001B[31mred", "\\x1B[31mred")]
    [InlineData("\u0007\u007F\u0085", "\\x07\\x7F\\x85")]
    [InlineData("\u202Eevil\u200F\u2066", "\\u202Eevil\\u200F\\u2066")]
    [InlineData("a\u2028b\uFEFF", "a\\u2028b\\uFEFF")]
    [InlineData("👍\u200D🏽", "👍\u200D🏽")]
    public void TextFromOutsideStaysInItsLine(string text, string shown) => Assert.Equal(shown, Printable.Line(text));

    [Fact]
    public void HalfOfACharacterIsWrittenOut() => Assert.Equal("a\\uD83Db\\uDC4D", Printable.Line("a\uD83Db\uDC4D"));

    [Fact]
    public void ClassNamesBreakNoTableNoReportAndNoLegend()
    {
        SpecialFiles.RequireUnix();
        string[] names = ["a\nb", "tab\there", "\u001B[31mred", "[bold]x", new string('x', 120), "\u202Eevil", "<b>&\"'"];
        using var folder = new TemporaryFolder();
        string images = TestImageFolder.Write(folder.File("p"), 4, 1, names), run = folder.File("r\nun");
        CommandRun train = CommandRun.Of("train", images, "--size", "16", "--epochs", "1", "--threads", "1", "--no-track", "--out", run);
        Assert.Equal((0, string.Empty), (train.Code, train.Error));
        CommandRun eval = CommandRun.Of("eval", run, images), sheet = CommandRun.Of("data", "show", images, "--out", folder.File("sheet.png"));
        CommandRun predict = CommandRun.Of("predict", "--model", run, Path.Combine(images, "a\nb", "0.png"));
        string page = folder.File("results.html");
        CommandRun results = CommandRun.Of("show", "results", run, images, "--out", page);
        foreach (CommandRun said in (CommandRun[])[train, eval, sheet, predict, results])
        {
            Assert.Equal(0, said.Code);
            Assert.DoesNotContain(said.Output, c => c != '\n' && (char.IsControl(c) || c == '\u202E'));
        }

        foreach (string part in (string[])["a\\nb", "tab\\there", "\\x1B[31mred", "[bold]x", "\\u202Eevil", "<b>&\"'"]) Assert.Contains(part, eval.Output, StringComparison.Ordinal);
        foreach (string line in eval.Output.Split('\n').Where(line => !line.Contains(".png", StringComparison.Ordinal))) Assert.InRange(line.Length, 0, 80);
        Assert.Contains("a\\nb (4)", sheet.Output, StringComparison.Ordinal);
        Assert.Contains("  a\\nb ", predict.Output, StringComparison.Ordinal);
        Assert.Contains("$'", train.Output, StringComparison.Ordinal);
        string html = File.ReadAllText(page);
        Assert.DoesNotContain(html, c => c is not ('\n' or '\t') && (char.IsControl(c) || c == '\u202E'));
        Assert.Contains("a\\nb", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb", "'a\\nb'")]
    [InlineData("\u001B[31mx", "'\\x1B[31mx'")]
    public void ANameInAnErrorNeitherBreaksTheLineNorSteersTheTerminal(string name, string shown) => CommandRun.Of("train", name).AssertFails(2, shown);
}
