using Hebb.Vision.Reading.Characters;

namespace Hebb.Tests;

/// <summary>How high characters stand on their line.</summary>
public sealed class CharacterGeometryTests
{
    [Theory]
    [InlineData('c', 'C')]
    [InlineData('o', 'O')]
    [InlineData('x', 'X')]
    [InlineData(',', '\'')]
    [InlineData('.', 'o')]
    [InlineData('p', 'P')]
    public void LookAlikesAreToldApartByTheirPlace(char one, char other)
    {
        CharacterGeometry a = Of(one), b = Of(other);
        Assert.True(a.LogLikelihood(a.Height, a.Baseline) > b.LogLikelihood(a.Height, a.Baseline));
        Assert.True(b.LogLikelihood(b.Height, b.Baseline) > a.LogLikelihood(b.Height, b.Baseline));
    }

    [Fact]
    public void EveryCharacterHasAPlace()
    {
        for (int i = 0; i < CharacterSet.Count; i++)
        {
            CharacterGeometry geometry = CharacterGeometry.Of(i);
            Assert.InRange(geometry.Height, 0.2f, 2.2f);
            Assert.InRange(geometry.HeightDeviation, 0.08f, 1f);
            Assert.InRange(geometry.BaselineDeviation, 0.08f, 1f);
        }

        Assert.Equal(0.76f, Of(',').Height);
        Assert.Equal(-0.42f, Of(',').Baseline);
        Assert.Equal(1.60f, Of('/').Height);
        Assert.Equal(0.97f, Of('a').Height);
    }

    static CharacterGeometry Of(char character) => CharacterGeometry.Of(CharacterSet.IndexOf(character));
}
