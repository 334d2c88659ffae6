using Hebb.Formats;
using Hebb.Tracking;
using Spectre.Console;

namespace Hebb.Tests;

/// <summary>A training whose disk takes no more: what was learned is kept, and what could not be written is said. By a limit of the size of files, which needs no rights.</summary>
public sealed class FullDiskTests : IDisposable
{
    // The weights take 6 KB, the report 14 KB, a checkpoint more than 20 KB.
    static readonly string[] Small = ["--model", "mlp:2", "--size", "16", "--epochs", "2", "--batch-size", "8", "--threads", "1"];

    readonly TemporaryFolder folder = new();

    string Run => folder.File("run");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AReportThatCannotBeWrittenDoesNotUndoATraining()
    {
        LimitedProcess train = await LimitedProcess.Run(10, folder.File("runs.db"), null, ["train", Images(), "--out", Run, .. Small]);
        Assert.True(train.Code == 0, train.Error);
        Assert.Contains($"The file '{Run}/report.html' cannot be written: it would be larger than a file may be here", train.Error, StringComparison.Ordinal);
        Assert.Contains("The network is saved all the same", train.Error, StringComparison.Ordinal);
        Assert.Contains("The checkpoint of step 16 could not be saved", train.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("report", train.Output, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("eval", Run).Code);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.tmp", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }));
    }

    [Fact]
    public async Task WeightsThatCannotBeWrittenAreAnErrorAndTheCheckpointSavesThemLater()
    {
        string images = Images(), store = folder.File("runs.db");
        Assert.Equal(0, CommandRun.Of(["train", images, "--out", folder.File("whole"), "--no-track", .. Small]).Code);

        // The first epoch has room for its checkpoint; then there is none.
        using var stop = new CancellationTokenSource();
        using var output = new StopsAfterFirstEpoch(stop);
        Assert.Equal(130, Hebb.Cli.CommandLine.Run(["train", images, "--out", Run, "--no-track", .. Small], Hebb.Cli.Terminal.To(output, TextWriter.Null, stop: stop.Token)));
        string checkpoint = new CheckpointFolder(Path.Combine(Run, "checkpoints")).LastPath!;
        byte[] before = await File.ReadAllBytesAsync(checkpoint, TestContext.Current.CancellationToken);
        LimitedProcess resumed = await LimitedProcess.Run(2, store, null, "resume", Run, "--no-track");
        Assert.Equal(1, resumed.Code);
        Assert.Contains($"error: The network is learned, but could not be saved. The file '{Run}/model.safetensors' cannot be written", resumed.Error, StringComparison.Ordinal);
        Assert.Contains($"hebb resume {Run}", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(checkpoint, TestContext.Current.CancellationToken));
        CommandRun again = CommandRun.Of("resume", Run, "--no-track");
        Assert.True(again.Code == 0, again.Error);
        Assert.Equal(await File.ReadAllBytesAsync(folder.File("whole/model.safetensors"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(Path.Combine(Run, "model.safetensors"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WhereNothingCanBeWrittenNothingIsLeftBehind()
    {
        LimitedProcess train = await LimitedProcess.Run(0, folder.File("runs.db"), null, ["train", Images(), "--out", Run, .. Small]);
        Assert.Equal(1, train.Code);
        Assert.Contains("cannot be written", train.Error, StringComparison.Ordinal);
        Assert.Contains("larger than a file may be here", train.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Hebb made a mistake", train.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Run, "config.json")));
    }

    [Fact]
    public async Task AFullDatabaseOfRunsIsToldOnceAndTheTrainingGoesOn()
    {
        string store = folder.File("runs.db");
        using (Run first = Tracking.Run.Start("before", path: store)) first.Finish();
        LimitedProcess train = await LimitedProcess.Run(30, store, null, ["train", Images(), "--out", Run, .. Small]);
        Assert.True(train.Code == 0, train.Error);
        Assert.Contains($"The database of runs '{store}' cannot", train.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Run, "model.safetensors")));
        using var sound = RunStore.Open(store);
        Assert.Equal(RunState.Finished, sound.Get("before").State);
    }

    [Fact]
    public async Task ALogThatIsFullDoesNotEndATraining()
    {
        const string Full = "/dev/full";
        Assert.SkipUnless(File.Exists(Full), "Linux alone has a file that is always full.");
        LimitedProcess train = await LimitedProcess.Run(-1, folder.File("runs.db"), Full, ["train", Images(), "--out", Run, "--no-track", .. Small]);
        Assert.True(train.Code == 0, train.Error);
        Assert.Contains("The output cannot be written", Assert.Single(train.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Run, "model.safetensors")));
    }

    [Fact]
    public void OutputThatTakesNoMoreIsToldOnce()
    {
        foreach (Exception full in (Exception[])[new IOException("No space left on device"), new ArgumentOutOfRangeException("value", "Specified file length was too large for the file system.")])
        {
            using var output = new FullWriter(full);
            using var error = new StringWriter();
            Hebb.Cli.Terminal terminal = Hebb.Cli.Terminal.To(output, error);
            Hebb.Cli.Display.PatientOutput.Use(terminal);
            terminal.Out.WriteLine("one");
            terminal.Out.WriteLine("two");
            Assert.Matches("^warning: The output cannot be written: .* The work continues.\n$", error.ToString().ReplaceLineEndings("\n"));
        }
    }

    string Images() => TestImageFolder.Write(folder.File("p"), 40, 1, "a", "b");

    sealed class StopsAfterFirstEpoch(CancellationTokenSource stop) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (ToString().Contains("\n     1 ", StringComparison.Ordinal)) stop.Cancel();
        }
    }

    sealed class FullWriter(Exception problem) : TextWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(char value) => throw problem;

        public override void Write(string? value) => throw problem;
    }
}
