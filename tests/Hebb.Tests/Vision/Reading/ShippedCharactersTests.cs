using System.Diagnostics;
using Hebb.Vision.Reading.Characters;
using Hebb.Vision.Reading.Training;

namespace Hebb.Tests;

/// <summary>The character network that comes with the library.</summary>
public sealed class ShippedCharactersTests
{
    [Fact]
    public void ItSaysHowItWasMadeAndIsSmall()
    {
        CharacterNetwork network = CharacterNetwork.Load();
        Assert.All(["hebb.data (train/valid/test)", "hebb.recipe", "hebb.seed", "hebb.accuracy.test"], name => Assert.Contains(name, network.Facts.Keys));
        using Stream file = typeof(CharacterNetwork).Assembly.GetManifestResourceStream("Hebb.Vision.Reading.characters.safetensors")!;
        Assert.InRange(file.Length, 100_000, 3_000_000);
    }

    [Fact]
    public void ItReadsDrawnLetters()
    {
        InkDrawing Pen() => new(80, 80, 6);
        (char Character, InkDrawing Drawing)[] letters =
        [
            ('L', Pen().Line(15, 8, 15, 72).Line(15, 72, 55, 72)),
            ('T', Pen().Line(10, 10, 65, 10).Line(38, 10, 38, 72)),
            ('A', Pen().Line(12, 72, 38, 8).Line(38, 8, 64, 72).Line(22, 50, 54, 50)),
            ('H', Pen().Line(15, 8, 15, 72).Line(58, 8, 58, 72).Line(15, 40, 58, 40)),
            ('E', Pen().Line(15, 8, 15, 72).Line(15, 8, 55, 8).Line(15, 40, 48, 40).Line(15, 72, 55, 72)),
            ('4', Pen().Line(40, 8, 12, 48).Line(12, 48, 60, 48).Line(45, 25, 45, 72)),
        ];
        float[][] answers = CharacterNetwork.Load().Read([.. letters.Select(letter => CropNormalizer.Normalize(letter.Drawing.Mask))]);
        string read = string.Concat(answers.Select(answer => CharacterSet.All[Array.IndexOf(answer, answer[..36].Max())]));
        Assert.Equal(string.Concat(letters.Select(letter => letter.Character)), read);
    }

    [Fact]
    public void TwoLettersAreNotOne()
    {
        InkDrawing two = new InkDrawing(150, 80, 6).Line(15, 8, 15, 72).Line(58, 8, 58, 72).Line(15, 40, 58, 40).Line(75, 10, 130, 10).Line(102, 10, 102, 72);
        float[] answer = CharacterNetwork.Load().Read([CropNormalizer.Normalize(two.Mask)])[0];
        Assert.True(answer[CharacterSet.NotOne] > Math.Log(0.5), $"{Math.Exp(answer[CharacterSet.NotOne]):0.00}");
    }

    [Fact]
    public void ItReachesItsAccuracyOnTheTestData()
    {
        string chars36 = Repository.RequireShared("data", "chars36");
        CharacterImages test = CharacterFolders.Load([chars36, Path.Combine(chars36, "..", "lower26"), Path.Combine(chars36, "..", "punctuation")]).Test;
        var clock = Stopwatch.StartNew();
        CharacterScores scores = CharacterScores.Of(CharacterNetwork.Load(), test);
        TestContext.Current.TestOutputHelper?.WriteLine($"{scores}; {test.Count} characters in {clock.ElapsedMilliseconds} ms");
        Assert.True(scores.Upper >= 0.94, scores.ToString());
        Assert.True(scores.Merged >= 0.97, scores.ToString());
        Assert.True(scores.Lower >= 0.9, scores.ToString());
        Assert.True(scores.Marks >= 0.88, scores.ToString());
    }
}
