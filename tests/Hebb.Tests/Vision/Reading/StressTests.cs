using Hebb.Conformance.Reading;
using Hebb.Images;

namespace Hebb.Tests;

public sealed class StressTests
{
    static readonly Image Page = Striped();

    public static TheoryData<string> Names => [.. Stress.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ChangesAPageAndAlwaysInTheSameWay(string name)
    {
        Stress stress = Stress.All.Single(one => one.Name == name);
        Image once = stress.Apply(Page), again = stress.Apply(Page);
        Assert.Equal(once.Pixels, again.Pixels);
        Assert.False(once.Pixels.SequenceEqual(Page.Pixels));
    }

    [Fact]
    public void ARotatedPageKeepsItsMiddleAndIsSurroundedByPaper()
    {
        Image turned = Stress.All.Single(one => one.Name == "rotated by +5°").Apply(Page);
        Assert.True(turned.Width > Page.Width && turned.Height > Page.Height);
        Assert.InRange(turned[0, 0], 150, 255);
    }

    [Fact]
    public void ColouredInkLeavesThePaperAlone()
    {
        Image red = Stress.All.Single(one => one.Name == "red ink").Apply(Page);
        (byte paper, byte ink) = (red[5, 5, 2], red[60, 52, 2]);
        Assert.InRange(paper, 180, 220);
        Assert.True(red[60, 52, 0] > ink + 60, $"{red[60, 52, 0]}, {ink}");
    }

    [Fact]
    public void ThereAreTwentyTexturesAndAllDiffer()
    {
        Assert.Equal(20, Textures.All.Count);
        Image[] images = [.. Textures.All.Select(one => one.Make())];
        for (int i = 0; i < images.Length; i++)
        {
            for (int j = i + 1; j < images.Length; j++) Assert.False(images[i].Pixels.SequenceEqual(images[j].Pixels), $"{Textures.All[i].Name} and {Textures.All[j].Name}");
        }

        Assert.Equal(images[11].Pixels, Textures.All[11].Make().Pixels);
    }

    // Grey paper with strokes of a pen.
    static Image Striped()
    {
        const int Width = 240, Height = 160;
        var pixels = new byte[3 * Width * Height];
        for (int i = 0; i < pixels.Length; i++)
        {
            int x = i / 3 % Width, y = i / 3 / Width;
            pixels[i] = (byte)(x is > 40 and < 200 && y is > 30 and < 130 && y % 25 is 1 or 2 or 3 ? 40 : 200 - (x / 20));
        }

        return new Image(Width, Height, 3, pixels);
    }
}
