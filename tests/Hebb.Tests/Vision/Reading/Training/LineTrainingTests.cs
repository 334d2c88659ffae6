using System.IO.Compression;
using System.Text;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Lines;
using Hebb.Vision.Reading.Training;

namespace Hebb.Tests;

public sealed class LineTrainingTests
{
    // A letter of bars: o has none above, b one above, p one below.
    static readonly (char Character, float[][] Strokes)[] Letters = [
        ('o', [[0, 0, 10, 0, 10, 20, 0, 20, 0, 0]]), ('b', [[0, -20, 0, 20, 10, 20, 10, 0, 0, 0]]), ('p', [[0, 40, 0, 0, 10, 0, 10, 20, 0, 20]])];

    [Fact]
    public void TheLossFallsAndAFileComesOutThatReads()
    {
        using var folder = new TemporaryData();
        string file = Path.Combine(folder.Path, "lines.safetensors");
        var heard = new List<string>();
        LineTrainingReport report = LineTraining.Run(new LineTrainingOptions(folder.Path, file) { Epochs = 2, Threads = Threads.Count, Progress = heard.Add });
        Assert.Equal(2, report.Epochs);
        Assert.True(report.Steps > 0);
        Assert.Equal(2, heard.Count);
        LineReader reader = LineReader.Load(file);
        Assert.Contains("seed 1, 2 epochs", reader.Metadata["trained"], StringComparison.Ordinal);
        LineReading reading = reader.Read(PenRenderer.Draw(Letters[0].Strokes));
        Assert.Equal(reading.Text.Length, reading.Characters.Count);
    }

    [Fact]
    public void TheSameSeedGivesTheSameFileAlsoFromACheckpoint()
    {
        using var folder = new TemporaryData();
        byte[] Train(string name, Action<LineTrainingOptions>? first = null)
        {
            string file = Path.Combine(folder.Path, name);
            var options = new LineTrainingOptions(folder.Path, file) { Epochs = 3, Seed = 4, Threads = 1, Checkpoint = file + ".checkpoint" };
            first?.Invoke(options);
            LineTraining.Run(options);
            return File.ReadAllBytes(file);
        }

        int before = Threads.Count;
        try
        {
            byte[] whole = Train("whole");
            byte[] broken = Train("broken", options =>
            {
                using var stop = new CancellationTokenSource();
                void StopAfterTheFirst(string text)
                {
                    if (text.StartsWith("epoch 1", StringComparison.Ordinal)) stop.Cancel();
                }

                Assert.Throws<OperationCanceledException>(() => LineTraining.Run(options with { Cancellation = stop.Token, Progress = StopAfterTheFirst }));
                Assert.True(File.Exists(options.Checkpoint));
            });
            Assert.Equal(whole, broken);
        }
        finally
        {
            Threads.Count = before;
        }
    }

    [Fact]
    public void ACheckpointOfOtherSettingsIsRefused()
    {
        using var folder = new TemporaryData();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var options = new LineTrainingOptions(folder.Path, null) { Epochs = 1, Threads = Threads.Count, Checkpoint = Path.Combine(folder.Path, "checkpoint"), Cancellation = stop.Token };
        Assert.Throws<OperationCanceledException>(() => LineTraining.Run(options));
        HebbException problem = Assert.Throws<HebbException>(() => LineTraining.Run(options with { Seed = 2, Cancellation = default }));
        Assert.Contains("other settings", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderWithoutWordsIsNamed()
    {
        HebbException problem = Assert.Throws<HebbException>(() => LineTraining.Run(new LineTrainingOptions(Path.GetTempPath(), null)));
        Assert.Contains("train.jsonl.gz", problem.Message, StringComparison.Ordinal);
    }

    sealed class TemporaryData : IDisposable
    {
        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hebb-lines-");

        public TemporaryData()
        {
            DirectoryInfo words = folder.CreateSubdirectory("words");
            Write(System.IO.Path.Combine(words.FullName, "train.jsonl.gz"), 60, 1);
            Write(System.IO.Path.Combine(words.FullName, "valid.jsonl.gz"), 6, 2);
        }

        public string Path => folder.FullName;

        public void Dispose() => folder.Delete(recursive: true);

        static void Write(string path, int count, ulong seed)
        {
            var random = new Generator(seed);
            using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
            for (int i = 0; i < count; i++)
            {
                bool isLine = i % 6 == 5;
                string text = string.Concat(Enumerable.Range(0, isLine ? 6 : 3).Select(k => k == 3 ? ' ' : Letters[random.NextInt(0, 3)].Character));
                var strokes = new List<string>();
                for (int k = 0; k < text.Length; k++)
                {
                    if (text[k] != ' ') strokes.AddRange(Letters.First(letter => letter.Character == text[k]).Strokes.Select(stroke => "[" + string.Join(',', Steps(stroke, k * 16)) + "]"));
                }

                packed.Write(Encoding.UTF8.GetBytes($$"""{"writer":{{i % 4}},"level":"{{(isLine ? "line" : "word")}}","text":"{{text}}","strokes":[{{string.Join(',', strokes)}}]}""" + "\n"));
            }
        }

        static IEnumerable<float> Steps(float[] stroke, float x) => stroke.Select((value, i) => i == 0 ? value + x : i == 1 ? value + 20 : value - stroke[i - 2]);
    }
}
