using Hebb.Training;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Measures;

namespace Hebb.Tests;

public sealed class TextErrorsTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("flaw", "lawn", 2)]
    [InlineData("intention", "execution", 5)]
    public void ThePathIsAsLongAsLevenshteinsDistance(string from, string to, int distance)
    {
        Assert.Equal(distance, EditPath.Between(from, to).Count(pair => pair.From != pair.To));
    }

    [Fact]
    public void ThePathLeadsFromOneTextToTheOther()
    {
        const string from = "TO DO LIST\nMILK", to = "T0 DOLIST MILKS";
        IReadOnlyList<(char From, char To)> path = EditPath.Between(from, to);
        Assert.Equal(from, string.Concat(path.Select(pair => pair.From).Where(one => one != EditPath.None)));
        Assert.Equal(to, string.Concat(path.Select(pair => pair.To).Where(one => one != EditPath.None)));
    }

    [Fact]
    public void PathAndDistanceAgreeOnRandomTexts()
    {
        var random = new Random(5);
        for (int trial = 0; trial < 300; trial++)
        {
            string from = Text(), to = Text();
            Assert.Equal(EditDistance.Between<char>(from, to), EditPath.Between(from, to).Count(pair => pair.From != pair.To));
        }

        string Text() => new([.. Enumerable.Range(0, random.Next(12)).Select(_ => "AB \n"[random.Next(4)])]);
    }

    [Fact]
    public void OneWrongLetterOfThirteen()
    {
        var errors = TextErrors.Between("DEEP LEARNING", "deep learming");
        Assert.Equal(new TextErrors(1, 13, 0, 0, 12, 1, 2), errors);
        Assert.Equal(1 / 13.0, errors.CharacterErrorRate);
        Assert.Equal(1 / 12.0, errors.LetterErrorRate);
        Assert.Equal(0.5, errors.WordErrorRate);
    }

    [Fact]
    public void CapitalsCountWhenAskedTo()
    {
        Assert.Equal(0, TextErrors.Between("Milk", "MILK").Edits);
        Assert.Equal(3, TextErrors.Between("Milk", "MILK", caseSensitive: true).Edits);
    }

    [Fact]
    public void SpacesAndLineBreaksAreToldApart()
    {
        var errors = TextErrors.Between("TO DO\nMILK", "TODO MILK");
        Assert.Equal((2, 1, 1, 0), (errors.Edits, errors.SpaceEdits, errors.LineEdits, errors.LetterEdits));
    }

    [Fact]
    public void RepeatedSpacesAndEmptyLinesAreNoErrors() => Assert.Equal(0, TextErrors.Between("A B\nC", "  A   B \r\n\r\n \n C\n").Edits);

    [Fact]
    public void WhatIsInventedOnAnEmptyPageCounts()
    {
        Assert.Equal(0, TextErrors.Between(string.Empty, string.Empty).CharacterErrorRate);
        Assert.Equal(2, TextErrors.Between(string.Empty, "II").CharacterErrorRate);
    }

    [Fact]
    public void PagesAddUp()
    {
        TextErrors both = TextErrors.Between("AB", "AC") + TextErrors.Between("ABCDEF GH", "ABCDEF GH");
        Assert.Equal((1, 11, 10, 1, 3), (both.Edits, both.Characters, both.Letters, both.WordEdits, both.Words));
    }
}
