using Hebb.Training;

namespace Hebb.Tests;

public sealed class TextErrorRateTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("flaw", "lawn", 2)]
    [InlineData("intention", "execution", 5)]
    public void DistancesAreLevenshteins(string a, string b, int expected)
    {
        Assert.Equal(expected, EditDistance.Between<char>(a, b));
        Assert.Equal(expected, EditDistance.Between<char>(b, a));
    }

    [Fact]
    public void RatesAreOverAllTextsTogether()
    {
        CharacterErrorRate characters = new();
        WordErrorRate words = new();
        foreach (TextErrorRate rate in new TextErrorRate[] { characters, words })
        {
            rate.Update(["the cat sat", "a b"], ["the cat sits", "a b"]);
            rate.Update("hallo", "hello world");
        }

        Assert.Equal((2 + 7) / (12.0 + 3 + 11), characters.Compute(), 1e-15);
        Assert.Equal((1 + 2) / (3.0 + 2 + 2), words.Compute(), 1e-15);
        Assert.Equal((3, 1), characters.Texts);
        characters.Reset();
        Assert.True(double.IsNaN(characters.Compute()));
        Assert.Throws<ArgumentException>(() => words.Update(["a"], ["a", "b"]));
    }

    [Fact]
    public void ACharacterOutsideTheBasicPlaneCountsOnce()
    {
        var rate = new CharacterErrorRate();
        rate.Update("a😀", "a😎");
        Assert.Equal(0.5, rate.Compute());
    }
}
