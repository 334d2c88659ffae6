using Hebb.Vision.Reading.Language;

namespace Hebb.Tests;

/// <summary>Which characters follow each other.</summary>
public sealed class CharacterLanguageModelTests
{
    const string Everything = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,!?:;'\"-()&@#$%+=/ \n";

    static readonly CharacterLanguageModel Model = CharacterLanguageModel.Load();

    [Theory]
    [InlineData("")]
    [InlineData("t")]
    [InlineData("THE ")]
    [InlineData("the refr")]
    [InlineData("xqzkv")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData("12:30 ")]
    [InlineData("A ")]
    [InlineData("A B")]
    [InlineData("O0 ")]
    [InlineData("O0 1")]
    [InlineData("X4")]
    [InlineData("(")]
    [InlineData("don't")]
    [InlineData("wait... ")]
    public void ProbabilitiesAddUpToOne(string before)
    {
        Assert.Equal(1, Everything.Sum(next => Math.Exp(Model.Next(After(Model, before), next, out _))), 1e-5);
        var memory = new PageMemory(Model);
        memory.Add("REFRIGERATOR");
        memory.Add("the,");
        Assert.Equal(1, Everything.Sum(next => Math.Exp(memory.Next(After(memory, before), next, out _))), 1e-5);
    }

    [Theory]
    [InlineData("LEARNING", "LEARMING")]
    [InlineData("REFRIGERATOR", "REFR1GERATOR")]
    [InlineData("COMPLETED", "C0MPLETED")]
    [InlineData("the", "tbe")]
    [InlineData("1. MAKE A LIST", "I. MAKE A LIST")]
    [InlineData("A B C D E", "A 8 C D E")]
    [InlineData("1 2 3 4 5 6 7 8 9 0", "I 2 3 4 S 6 7 8 9 O")]
    [InlineData("TO DO LIST", "TOD OLIST")]
    [InlineData("DONT", "D0NT")]
    public void EnglishIsLikelierThanNonsense(string english, string nonsense) => Assert.True(Score(Model, english) > Score(Model, nonsense) + 1);

    [Fact]
    public void CaseMakesNoDifference() => Assert.Equal(Score(Model, "Deep Learning"), Score(Model, "DEEP LEARNING"), 1e-9);

    [Fact]
    public void InACodeAllLettersAndDigitsAreEquallyLikely()
    {
        long state = After(Model, "R2D");
        double first = Model.Next(state, 'A', out _);
        Assert.All("BCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", next => Assert.Equal(first, Model.Next(state, next, out _), 1e-9));
    }

    [Fact]
    public void WhatTheNetworkSeesInACodeOutweighsTheModel()
    {
        // Between O and 0, I and 1, Z and 2, S and 5 in a list of codes the model takes no more than a doubtful glance can give.
        foreach ((string one, string other) in (ReadOnlySpan<(string, string)>)[("A1 O0", "A1 OO"), ("A1 1I", "A1 11"), ("A1 2Z", "A1 22"), ("A1 5S", "A1 55")])
        {
            Assert.InRange(Score(Model, one) - Score(Model, other), -3.5, 3.5);
        }
    }

    [Theory]
    [InlineData("XKCD")]
    [InlineData("Ainan")]
    [InlineData("Zqvxj")]
    public void NamesAndUnknownWordsStayPossible(string word) => Assert.True(Score(Model, word) > -9 * (word.Length + 1));

    [Fact]
    public void AfterEqualWordEndsTheStatesAreEqual() => Assert.Equal(After(Model, "learning "), After(Model, "TO DO "));

    [Fact]
    public void ThePageTeachesItsWords()
    {
        var memory = new PageMemory(Model);
        memory.Add("Zwickelbart");
        Assert.True(Score(memory, "ZWICKELBART") > Score(Model, "ZWICKELBART") + 10);
        Assert.True(Score(memory, "ZWICKELBART") > Score(memory, "ZWICKELDART") + 3);
        Assert.Equal(1, memory.Words);
        memory.Add("to");
        memory.Add("R2D2");
        Assert.Equal(1, memory.Words);
    }

    [Fact]
    public void TheShippedStatisticsAreSmall()
    {
        using Stream stream = typeof(CharacterLanguageModel).Assembly.GetManifestResourceStream("Hebb.Vision.Reading.Language.letters.bin")!;
        Assert.InRange(stream.Length, 100_000, 1_200_000);
    }

    internal static long After(ILanguageModel model, string text)
    {
        long state = model.Start;
        foreach (char character in text) model.Next(state, character, out state);
        return state;
    }

    internal static double Score(ILanguageModel model, string text)
    {
        long state = model.Start;
        double sum = 0;
        foreach (char character in text + "\n") sum += model.Next(state, character, out state);
        return sum;
    }
}
