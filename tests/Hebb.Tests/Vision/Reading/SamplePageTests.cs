using Hebb.Images;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Characters;
using Hebb.Vision.Reading.Drawing;
using Hebb.Vision.Reading.Measures;

namespace Hebb.Tests;

public sealed class SamplePageTests
{
    [Fact]
    public void TheAlphabetWritesEveryCharacterThatIsRead() => Assert.Equal(CharacterSet.All.Order(), PenAlphabet.Characters.Order());

    [Fact]
    public void WhatItDoesNotWriteIsNamed() => Assert.Contains("'ß'", Assert.Throws<ArgumentException>(() => PenAlphabet.Of('ß')).Message, StringComparison.Ordinal);

    [Fact]
    public void ThePageIsAPhotographOfModestSize()
    {
        Image image = SamplePage.Load();
        Assert.Equal((1600, 1200, 3), (image.Width, image.Height, image.Channels));
        Assert.InRange(SamplePage.Bytes().Length, 50_000, 250_000);
    }

    // Sines and exponentials may differ in their last bit between systems, and so a pixel here and there.
    [Fact]
    public void TheFileIsWhatTheSettingsDraw()
    {
        Image drawn = Image.Decode(SamplePage.Drawing.Draw().Image.Encode("jpg", SamplePage.Quality)), file = SamplePage.Load();
        long away = 0;
        for (int i = 0; i < file.Pixels.Length; i++) away += Math.Abs(file.Pixels[i] - drawn.Pixels[i]);
        Assert.InRange(away / (double)file.Pixels.Length, 0, 0.01);
    }

    [Fact]
    public void TheSameSettingsDrawTheSamePage()
    {
        var page = new PenPage { Text = "ABC abc\n123 .,!", Width = 500, Height = 300, LetterHeight = 50, Start = (40, 90), Rules = 100, Tilt = -3 };
        DrawnPage once = page.Draw(), again = page.Draw(), other = (page with { Seed = 2 }).Draw();
        Assert.Equal(once.Image.Pixels, again.Image.Pixels);
        Assert.Equal(once.Boxes, again.Boxes);
        Assert.False(once.Image.Pixels.SequenceEqual(other.Image.Pixels));
    }

    [Fact]
    public void EveryCharacterHasItsBoxAndItsInkLiesInIt()
    {
        DrawnPage page = SamplePage.Drawing.Draw();
        Assert.Equal(page.Text.Count(one => !char.IsWhiteSpace(one)), page.Boxes.Count);
        Image grey = page.Image.ToGrey();
        Assert.All(page.Boxes, box => Assert.True(Darkest(grey, box) < 120, $"{box}"));
    }

    [Fact]
    public void LettersWithoutRoomRunIntoEachOther()
    {
        DrawnPage wide = new PenPage { Text = "HE", LetterGap = 0.2 }.Draw(), tight = new PenPage { Text = "HE", LetterGap = -0.1 }.Draw();
        Assert.True(wide.Boxes[0].Right < wide.Boxes[1].Left);
        Assert.True(tight.Boxes[0].Right > tight.Boxes[1].Left);
    }

    [Fact]
    public void ItsLettersAreFound()
    {
        DrawnPage page = SamplePage.Drawing.Draw();
        FoundLetters found = LetterFinder.FindLetters(page.Image);
        Assert.Equal(6, found.Lines.Count);
        Assert.InRange(BoxMatch.Count(page.Boxes, [.. found.Boxes]), page.Boxes.Count - 1, page.Boxes.Count);
    }

    static byte Darkest(Image image, LetterBox box)
    {
        byte least = 255;
        for (int y = box.Top; y < box.Bottom; y++)
        {
            for (int x = box.Left; x < box.Right; x++) least = Math.Min(least, image[x, y]);
        }

        return least;
    }
}
