using Hebb.Cli;

namespace Hebb.Tests;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("trian", "train")]
    [InlineData("lan", "lab")]
    [InlineData("PREDICT", "predict")]
    [InlineData("pred", "predict")]
    [InlineData("xyzzy", null)]
    [InlineData("", null)]
    public void OffersTheNearestWordOrNone(string word, string? expected) => Assert.Equal(expected, Suggestion.Nearest(word, ["train", "eval", "predict", "lab"]));
}
