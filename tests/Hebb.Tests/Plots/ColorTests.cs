using Hebb.Plots;
using Hebb.Plots.Charts;
using Hebb.Plots.Svg;

namespace Hebb.Tests;

public sealed class ColorTests
{
    [Fact]
    public void ViridisHasItsPublishedColours()
    {
        Assert.Equal("#440154", ColorMap.Viridis.At(0).ToString());
        Assert.Equal("#fde725", ColorMap.Viridis.At(1).ToString());
        Rgb middle = ColorMap.Viridis.At(0.5);
        Assert.InRange(middle.R, 0x21 - 4, 0x21 + 4);
        Assert.InRange(middle.G, 0x91 - 4, 0x91 + 4);
        Assert.InRange(middle.B, 0x8c - 4, 0x8c + 4);
    }

    [Fact]
    public void MapsGrowInLightness()
    {
        foreach (ColorMap map in (ColorMap[])[ColorMap.Viridis, ColorMap.Cividis, ColorMap.Gray])
        {
            for (int i = 1; i <= 40; i++) Assert.True(map.At(i / 40.0).Luminance > map.At((i - 1) / 40.0).Luminance, $"{map.Name} at {i / 40.0}");
        }
    }

    [Fact]
    public void TextOnAnyColourHasTheContrastOfTheAccessibilityRules()
    {
        foreach (ColorMap map in (ColorMap[])[ColorMap.Viridis, ColorMap.Cividis, ColorMap.Blues, ColorMap.Diverging, ColorMap.Gray])
        {
            for (int i = 0; i <= 50; i++)
            {
                Rgb color = map.At(i / 50.0);
                double a = color.Luminance, b = color.Contrast.Luminance;
                Assert.True((Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05) >= 4.5, $"{map.Name} at {i / 50.0}");
            }
        }
    }

    [Fact]
    public void ThirtyTwoClassesHaveMarksOfTheirOwn() =>
        Assert.Equal(32, Enumerable.Range(0, 32).Select(i => (Paint.Series(i), Marks.ForClass(i))).Distinct().Count());
}
