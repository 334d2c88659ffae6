using Hebb.Formats;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Characters;
using Hebb.Vision.Reading.Language;
using Hebb.Vision.Reading.Lines;
using Hebb.Vision.Reading.Training;

namespace Hebb.Tests;

public sealed class LineReaderTests
{
    [Fact]
    public void ABlankMaskIsAnEmptyText()
    {
        LineReading reading = LineReader.Load().Read(new InkMask(50, 20, new byte[1000]));
        Assert.Equal((string.Empty, 0, 1.0), (reading.Text, reading.Characters.Count, reading.Confidence));
    }

    [Fact]
    public void MaskedAlphabetsLetNothingElseOut()
    {
        var generator = new Generator(3);
        LineImage image = new(64, new float[64 * LineImage.Height], 0, 1);
        for (int round = 0; round < 20; round++)
        {
            float[] logs = Tensor.Randn([16, LineNetwork.Classes], 0, 3, generator).LogSoftmax(-1).ToArray<float>();
            foreach (Alphabet alphabet in (Alphabet[])[Alphabet.Digits, Alphabet.Upper])
            {
                LineReading reading = LineReader.Read(image, [.. logs], null, alphabet, null);
                Assert.All(reading.Text, c => Assert.True(c == ' ' || CharacterSet.IsIn(CharacterSet.IndexOf(c), alphabet)));
                Assert.NotEqual(string.Empty, reading.Text);
            }
        }
    }

    [Fact]
    public void CharactersStandFromTheLeftAndInTheMask()
    {
        List<PenItem> items = PenFile.Read(Repository.RequireShared("data", "words", "valid.jsonl.gz"));
        foreach (PenItem item in items.Take(20))
        {
            InkMask mask = PenRenderer.Draw(item.Strokes, 2, 5);
            LineReading reading = LineReader.Load().Read(mask);
            Assert.Equal(reading.Text, string.Concat(reading.Characters.Select(one => one.Character)));
            double before = double.MinValue;
            foreach (LineCharacter one in reading.Characters)
            {
                Assert.InRange(one.Probability, 0, 1);
                Assert.True(one.Left >= before && one.Right >= one.Left, $"{reading.Text}: {one}");
                Assert.InRange(one.Left, 0, mask.Width);
                Assert.InRange(one.Right, 0, mask.Width);
                before = one.Left;
            }
        }
    }

    [Fact]
    public void TheShippedWeightsReadWordsAndLinesOfOtherWriters()
    {
        List<PenItem> items = PenFile.Read(Repository.RequireShared("data", "words", "valid.jsonl.gz"));
        PenItem[] some = [.. items.Where(item => !item.IsLine).Take(120), .. items.Where(item => item.IsLine).Take(30)];
        (double words, double lines) = LineErrors.Of(LineReader.Load(), some);
        Assert.True(words < 0.18 && lines < 0.15, $"{words:p1} of the characters of words, {lines:p1} of lines wrong");
        (words, lines) = LineErrors.Of(LineReader.Load(), some, CharacterLanguageModel.Load());
        Assert.True(words < 0.12 && lines < 0.11, $"with the language model {words:p1}, {lines:p1}");
    }

    [Fact]
    public void SeveralThreadsReadTheSame()
    {
        List<PenItem> items = [.. PenFile.Read(Repository.RequireShared("data", "words", "valid.jsonl.gz")).Take(16)];
        LineReader reader = LineReader.Load();
        string[] one = [.. items.Select(item => reader.Read(PenRenderer.Draw(item.Strokes)).Text)], several = new string[items.Count];
        Parallel.For(0, items.Count, i => several[i] = reader.Read(PenRenderer.Draw(items[i].Strokes)).Text);
        Assert.Equal(one, several);
    }

    [Fact]
    public void AFileOfOtherWeightsIsRefused()
    {
        string path = Path.GetTempFileName();
        try
        {
            Hebb.Formats.Safetensors.Save(path, new Dictionary<string, Tensor> { ["a"] = Tensor.Zeros([2]) });
            FormatErrorException problem = Assert.Throws<FormatErrorException>(() => LineReader.Load(path));
            Assert.Contains("line reader", problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
