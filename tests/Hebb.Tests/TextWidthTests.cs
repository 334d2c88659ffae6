namespace Hebb.Tests;

public sealed class TextWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("ünï", 3)]
    [InlineData("u\u0308", 1)]
    [InlineData("日本語 ✿", 8)]
    [InlineData("한글", 4)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("👍", 2)]
    public void ATextTakesTheColumnsThatATerminalGivesIt(string text, int columns) => Assert.Equal(columns, TextWidth.Of(text));

    [Theory]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("日本語日本語", 6, "日本…")]
    [InlineData("日本語", 6, "日本語")]
    [InlineData("👍👍👍", 4, "👍…")]
    [InlineData("e\u0301e\u0301e\u0301", 2, "e\u0301…")]
    public void ACutNameFitsAndNoCharacterIsHalved(string text, int most, string shown) => Assert.Equal(shown, TextWidth.Cut(text, most));

    [Fact]
    public void ColumnsAreFilledByWidth() => Assert.Equal(("日本  ", "  日本"), (TextWidth.PadRight("日本", 6), TextWidth.PadLeft("日本", 6)));

    [Fact]
    public void PathsAreShownFromTheFolderThatOneIsIn()
    {
        string here = Environment.CurrentDirectory;
        Assert.Equal(Path.Combine("a", "b"), ShownPath.Of(Path.Combine(here, "a", "b")));
        Assert.Equal(here, ShownPath.Of(here));
        Assert.Equal($"{here}x{Path.DirectorySeparatorChar}y", ShownPath.Of($"{here}x{Path.DirectorySeparatorChar}y"));
    }
}
