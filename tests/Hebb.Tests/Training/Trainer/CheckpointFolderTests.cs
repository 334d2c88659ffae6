using Hebb.Formats;
using Hebb.Nn;
using Hebb.Training;

namespace Hebb.Tests;

public sealed class CheckpointFolderTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheLastFewAndTheBestStay()
    {
        var store = new CheckpointFolder(folder.File("a/b"), keep: 2);
        Assert.True(store.IsEmpty);
        Assert.Null(store.LoadLast());
        Assert.Null(store.LoadBest());
        using (store.Open())
        {
            for (int step = 1; step <= 5; step++) store.Save(Made(step), isBest: step == 2);
        }

        Assert.Equal(["best.safetensors", "step-000000000004.safetensors", "step-000000000005.safetensors"], Names(store));
        Assert.Equal(5, store.LoadLast()!.Step);
        Assert.Equal(2, store.LoadBest()!.Step);
        Assert.Equal(double.NaN, store.LoadLast()!.Section("numbers").GetNumber("nan"));
        Assert.Equal(0.1, store.LoadLast()!.Section("numbers").GetNumber("tenth"));
        Assert.Equal([1f, 2], store.LoadLast()!.Section("numbers").GetTensor("x").ToArray<float>());
        store.Clear();
        Assert.True(store.IsEmpty);
    }

    /// <summary>Where epochs take a moment, only the first, a new best and the end are saved; what is resumed then is the same.</summary>
    [Theory]
    [InlineData(0, true, 6)]
    [InlineData(3600, true, 2)]
    [InlineData(3600, false, 2)]
    public void APauseSparesTheDisk(int seconds, bool savesBest, int saved)
    {
        var store = new CheckpointFolder(folder.Path, keep: 10);
        Sequential model = Tiny.Model();
        var count = new Saves();
        var trainer = new Trainer(model, new Optim.SGD(model.Parameters(), 0), Tiny.Loss) { Epochs = 6, Checkpoints = store, CheckpointPause = TimeSpan.FromSeconds(seconds), SaveBest = savesBest, Callbacks = [count] };
        trainer.Fit(Tiny.Loader(Tiny.Points(20)), Tiny.Loader(Tiny.Points(10, seed: 8)));
        Assert.Equal(saved, count.Steps.Count);
        Assert.Equal(6 * 2, count.Steps[^1]);
        Assert.Equal(6, store.LoadLast()!.Epoch);
        Assert.Equal(savesBest ? 1 : null, store.LoadBest()?.Epoch);
    }

    sealed class Saves : Callback
    {
        public List<long> Steps { get; } = [];

        public override void OnCheckpointSaved(TrainingState state, string place, bool isBest) => Steps.Add(state.Step);
    }

    [Fact]
    public void AFullDiskLeavesTheOldCheckpointAndTheTrainingGoesOn()
    {
        long room = long.MaxValue;
        var store = new CheckpointFolder(folder.Path) { Through = stream => new FullDisk(stream, () => room) };
        Sequential model = Tiny.Model();
        var full = new FillDiskAfter(2, () => room = 100);
        TrainingHistory history = new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 4, Checkpoints = store, Callbacks = [full] }.Fit(Tiny.Loader(Tiny.Points(50)));
        Assert.Equal((20L, 2), (history.StepCount, history.Warnings.Count));
        Assert.Equal(history.Warnings, full.Warnings);
        Assert.Contains("No space left", history.Warnings[0], StringComparison.Ordinal);
        Assert.Equal(10, store.LoadLast()!.Step);
        Assert.Equal(10, store.LoadBest()!.Step);
        Assert.DoesNotContain(Directory.GetFiles(folder.Path), f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void TwoTrainingsDoNotShareAFolder()
    {
        var store = new CheckpointFolder(folder.Path);
        using (store.Open()) Assert.Contains("Another training", Assert.Throws<CheckpointException>(() => new CheckpointFolder(folder.Path).Open()).Message, StringComparison.Ordinal);
        store.Open().Dispose();
    }

    [Fact]
    public void AFolderThatCannotBeMadeIsNotTakenForOneInUse()
    {
        File.WriteAllText(folder.File("file"), "x");
        IOException error = Assert.ThrowsAny<IOException>(() => new CheckpointFolder(folder.File("file/checkpoints")).Open());
        Assert.DoesNotContain("Another training", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatAKilledProcessLeftIsClearedAway()
    {
        string left = folder.File(".step-000000000007.safetensors.abc.tmp");
        File.WriteAllBytes(left, [1, 2]);
        new CheckpointFolder(folder.Path).Open().Dispose();
        Assert.False(File.Exists(left));
    }

    [Fact]
    public void ADamagedCheckpointIsPassedOverForTheOneBefore()
    {
        var store = new CheckpointFolder(folder.Path);
        store.Save(Made(1), isBest: false);
        string last = store.Save(Made(2), isBest: false);
        File.WriteAllBytes(last, File.ReadAllBytes(last)[..^3]);
        Assert.Equal(1, store.LoadLast()!.Step);
        File.Delete(folder.File("step-000000000001.safetensors"));
        Assert.Equal(last, Assert.Throws<FormatErrorException>(store.LoadLast).File);
    }

    [Fact]
    public void OtherFilesAreNoCheckpoints()
    {
        string path = folder.File("weights.safetensors");
        Tiny.Model().Save(path);
        Assert.Contains("no checkpoint", Assert.Throws<FormatErrorException>(() => CheckpointFile.Load(path)).Message, StringComparison.Ordinal);
        Checkpoint checkpoint = Made(1);
        Assert.Contains("numbers/absent", Assert.Throws<CheckpointException>(() => checkpoint.Section("numbers").GetNumber("absent")).Message, StringComparison.Ordinal);
        checkpoint.Values["numbers/tenth"] = "x";
        Assert.Contains("should be a number", Assert.Throws<CheckpointException>(() => checkpoint.Section("numbers").GetNumber("tenth")).Message, StringComparison.Ordinal);
    }

    static Checkpoint Made(int step)
    {
        var checkpoint = new Checkpoint();
        checkpoint.Section("training").Put("step", step);
        CheckpointSection numbers = checkpoint.Section("numbers");
        numbers.Put("nan", double.NaN);
        numbers.Put("tenth", 0.1);
        numbers.Put("x", Tensor.From([1f, 2]));
        return checkpoint;
    }

    static string[] Names(CheckpointFolder store) => [.. Directory.GetFiles(store.Path, "*.safetensors").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    sealed class FillDiskAfter(int epochs, Action fill) : Callback
    {
        public List<string> Warnings { get; } = [];

        public override void OnEpochStart(TrainingState state)
        {
            if (state.Epoch == epochs) fill();
        }

        public override void OnWarning(TrainingState state, string message) => Warnings.Add(message);
    }

    sealed class FullDisk(Stream inner, Func<long> room) : MemoryStream
    {
        long written;

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            written += buffer.Length;
            if (written > room()) throw new IOException("No space left on device");
            inner.Write(buffer);
        }
    }
}
