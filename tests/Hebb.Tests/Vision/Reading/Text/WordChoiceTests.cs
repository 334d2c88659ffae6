using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Language;
using Hebb.Vision.Reading.Page;
using Hebb.Vision.Reading.Text;

namespace Hebb.Tests;

/// <summary>Two readings of one line become one, and the letters of a word agree in case.</summary>
public sealed class WordChoiceTests
{
    static readonly PageLine Line = new([new InkPiece(new LetterBox(60, 0, 100, 400), new InkMask(400, 40, new byte[16_000]), 100)], new LineCurve(100, 0, 0), 34, 4);

    [Fact]
    public void WhatBothReadStaysAndIsSurer()
    {
        TextWord word = Assert.Single(Choose([Word("DEEP", 0, 0.7)], [Word("deep", 2, 0.8, whole: true)]));
        Assert.Equal("DEEP", word.Text);
        Assert.False(word.WholeWord);
        Assert.Equal(0.94, word.Confidence, 1e-9);
    }

    [Fact]
    public void TheSurerWordOfEachPlaceIsTaken()
    {
        IReadOnlyList<TextWord> words = Choose([Word("d4rn", 0, 0.3), Word("little", 120, 0.99)], [Word("down", 0, 0.95, whole: true), Word("lilile", 120, 0.4, whole: true)]);
        Assert.Equal("down little", string.Join(' ', words.Select(word => word.Text)));
    }

    [Fact]
    public void OneWordMayStandAgainstTwo()
    {
        IReadOnlyList<TextWord> words = Choose([Word("pictureclta", 0, 0.2)], [Word("picture", 0, 0.9, whole: true), Word("cat", 150, 0.9, whole: true)]);
        Assert.Equal("picture cat", string.Join(' ', words.Select(word => word.Text)));
    }

    [Fact]
    public void LettersThatStandAloneAreNotJoinedToWords()
    {
        IReadOnlyList<TextWord> words = Choose([Word("A", 0, 0.5), Word("B", 30, 0.5), Word("C", 60, 0.5)], [Word("ABC", 0, 0.99, whole: true)]);
        Assert.Equal("A B C", string.Join(' ', words.Select(word => word.Text)));
    }

    [Fact]
    public void NothingIsInventedWhereTheOtherReadNothing()
    {
        Assert.Single(Choose([Word("ON", 0, 0.5)], [Word("ON", 0, 0.5, whole: true), Word("x", 300, 0.9, whole: true)]));
        Assert.Empty(Choose([], [Word("x", 0, 0.9, whole: true)]));
        Assert.Single(Choose([Word("ON", 0, 0.5)], []));
    }

    [Theory]
    [InlineData("CoMPLeTeD", "COMPLETED")]
    [InlineData("Name", "Name")]
    [InlineData("leArning", "learning")]
    [InlineData("A1", "A1")]
    public void CasesAgreeInAWord(string read, string expected)
    {
        Choice[] choices = [.. read.Select(one => new Choice(one, -0.1, "cosvwxzeatCOSVWXZEAT".Contains(one, StringComparison.Ordinal) ? -0.5 : -9))];
        Assert.Equal(expected, new string(WordCase.Agree(choices)));
    }

    static IReadOnlyList<TextWord> Choose(IReadOnlyList<TextWord> cut, IReadOnlyList<TextWord> whole) => WordChoice.Choose(Line, cut, whole, CharacterLanguageModel.Load());

    static TextWord Word(string text, int left, double confidence, bool whole = false)
    {
        TextCharacter[] characters = [.. text.Select((one, i) => new TextCharacter(one, new LetterBox(60, left + (20 * i), 100, left + (20 * i) + 18), confidence, [(one, confidence)], null))];
        return new TextWord(characters, characters.Select(one => one.Box).Aggregate((a, b) => a.Union(b)), whole);
    }
}
