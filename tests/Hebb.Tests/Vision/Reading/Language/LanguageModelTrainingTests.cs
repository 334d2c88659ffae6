using Hebb.Vision.Reading.Language;

namespace Hebb.Tests;

/// <summary>Statistics of letters are made, packed and read again.</summary>
public sealed class LanguageModelTrainingTests
{
    [Fact]
    public void StatisticsComeBackFromTheirFile()
    {
        LetterStatistics letters = LetterStatistics.Read(Packed());
        for (int node = 0; node < letters.Nodes; node++)
        {
            double sum = 0;
            for (int symbol = 0; symbol < LetterSymbols.Count; symbol++) sum += letters.Next(node, symbol, out _);
            Assert.Equal(1, sum, 1e-4);
        }

        var model = new CharacterLanguageModel(letters);
        Assert.True(CharacterLanguageModelTests.Score(model, "learning") > CharacterLanguageModelTests.Score(model, "learming") + 3);
    }

    [Fact]
    public void TheSameWordsGiveTheSameFile() => Assert.Equal(Packed().ToArray(), Packed().ToArray());

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    public void DamagedStatisticsAreRefused(int length)
    {
        var cut = new MemoryStream(Packed().ToArray()[..length]);
        Assert.ThrowsAny<Exception>(() => LetterStatistics.Read(cut));
        Assert.Throws<InvalidDataException>(() => LetterStatistics.Build([0xc0, 0x80], [0, 0]));
        Assert.Throws<InvalidDataException>(() => LetterStatistics.Build([0xc0, 0x00], [0, 0]));
    }

    [Fact]
    public void AFolderOfListsAndTextsIsRead()
    {
        string folder = Directory.CreateTempSubdirectory("hebb-words-").FullName;
        try
        {
            Assert.Throws<FileNotFoundException>(() => WordShares.Read(folder));
            File.WriteAllText(Path.Combine(folder, "english-words.10"), "hello\nworld\ndon't\nnaïve\n");
            File.WriteAllText(Path.Combine(folder, "english-words.50"), "quagmire\nzeugma\n");
            File.WriteAllText(Path.Combine(folder, "some.txt"), "A whale, a WHALE! (whale)");
            IReadOnlyDictionary<string, double> words = WordShares.Read(folder).Words;
            Assert.Equal(1, words.Values.Sum(), 1e-9);
            Assert.True(words["hello"] > words["zeugma"]);
            Assert.True(words["whale"] > 0);
            Assert.True(words["the"] > words["zeugma"]);
            Assert.True(words["dont"] > 0);
            Assert.False(words.ContainsKey("naïve"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static MemoryStream Packed()
    {
        var stream = new MemoryStream();
        LanguageModelTraining.Train(new Dictionary<string, double> { ["the"] = 0.5, ["learning"] = 0.2, ["lean"] = 0.1, ["don't"] = 0.1, ["turning"] = 0.1 }, stream);
        stream.Position = 0;
        return stream;
    }
}
