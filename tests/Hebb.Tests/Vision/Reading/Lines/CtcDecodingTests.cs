using Hebb.Vision.Reading.Language;
using Hebb.Vision.Reading.Lines;

namespace Hebb.Tests;

/// <summary>Log-probabilities by hand for the classes a, b and the blank.</summary>
public sealed class CtcDecodingTests
{
    const int Classes = 3, Blank = 2;

    [Fact]
    public void GreedyJoinsRepeatsAndLeavesBlanksOut()
    {
        Assert.Equal([0, 0, 1], CtcGreedy.Decode(Logs([0.9, 0.05], [0.9, 0.05], [0.1, 0.1], [0.8, 0.1], [0.1, 0.8], [0.1, 0.8]), Classes, Blank));
        Assert.Empty(CtcGreedy.Decode(Logs([0.1, 0.1]), Classes, Blank));
        Assert.Empty(CtcGreedy.Decode([], Classes, Blank));
    }

    [Fact]
    public void BeamsSumThePathsOfAText()
    {
        // The best single path is two blanks, 0.36; but the paths of "a" sum to 0.64.
        float[] logs = Logs([0.4, 0], [0.4, 0]);
        Assert.Empty(CtcGreedy.Decode(logs, Classes, Blank));
        Assert.Equal([0], Beam().Decode(logs));
    }

    [Fact]
    public void BeamsAgreeWithTheSumOverAllPaths()
    {
        var generator = new Generator(5);
        for (int round = 0; round < 50; round++)
        {
            double[][] frames = [.. Enumerable.Range(0, 5).Select(_ => Normalized(generator.NextDouble(), generator.NextDouble(), generator.NextDouble()))];
            Assert.Equal(BestBySummingAll(frames), string.Concat(Beam(64).Decode(Logs(frames))));
        }
    }

    [Fact]
    public void ALanguageModelTipsTheScales()
    {
        float[] logs = Logs([0.9, 0.05], [0.05, 0.05], [0.55, 0.4], [0.02, 0.02]);
        Assert.Equal([0, 0], Beam().Decode(logs));
        var options = new LineReaderOptions { Beams = 16, LanguageWeight = 1, CharacterBonus = 0 };
        Assert.Equal([0, 1], new CtcBeam("ab", options, new Alternating()).Decode(logs));
    }

    [Fact]
    public void TheBonusKeepsTextsLong()
    {
        float[] logs = Logs([0.45, 0.05], [0.02, 0.02]);
        var none = new LineReaderOptions { LanguageWeight = 1, CharacterBonus = 0 };
        Assert.Empty(new CtcBeam("ab", none, new Alternating()).Decode(logs));
        Assert.Equal([0], new CtcBeam("ab", none with { CharacterBonus = 4 }, new Alternating()).Decode(logs));
    }

    [Fact]
    public void AnAlignmentFindsWhereCharactersStand()
    {
        float[] logs = Logs([0.1, 0.1], [0.9, 0.05], [0.7, 0.05], [0.1, 0.1], [0.6, 0.1], [0.1, 0.8]);
        (int First, int End, double Log)[] places = CtcAlignment.Of(logs, Classes, Blank, [0, 0, 1])!;
        Assert.Equal([(1, 3), (4, 5), (5, 6)], places.Select(place => (place.First, place.End)));
        Assert.Equal(0.9, Math.Exp(places[0].Log), 1e-6);
        Assert.Null(CtcAlignment.Of(Logs([0.5, 0.1], [0.5, 0.1]), Classes, Blank, [0, 0]));
        Assert.Empty(CtcAlignment.Of(logs, Classes, Blank, [])!);
    }

    static CtcBeam Beam(int beams = 16) => new("ab", new LineReaderOptions { Beams = beams });

    static float[] Logs(params double[][] frames) => [.. frames.SelectMany(frame => (float[])[(float)Math.Log(frame[0]), (float)Math.Log(frame[1]), (float)Math.Log(frame.Length > 2 ? frame[2] : 1 - frame[0] - frame[1])])];

    static double[] Normalized(params double[] values) => [.. values.Select(value => value / values.Sum())];

    static string BestBySummingAll(double[][] frames)
    {
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int path = 0; path < Math.Pow(3, frames.Length); path++)
        {
            double probability = 1;
            string text = string.Empty;
            for (int t = 0, rest = path, before = Blank; t < frames.Length; t++, rest /= 3)
            {
                int c = rest % 3;
                probability *= frames[t][c];
                if (c != before && c != Blank) text += c;
                before = c;
            }

            sums[text] = sums.GetValueOrDefault(text) + probability;
        }

        return sums.MaxBy(pair => pair.Value).Key;
    }

    // a and b take turns; a repetition is rare, and so is any text at all.
    sealed class Alternating : ILanguageModel
    {
        public long Start => 0;

        public double Next(long state, char character, out long after)
        {
            after = character;
            return character == '\n' ? 0 : Math.Log(state == character ? 0.01 : 0.5);
        }
    }
}
