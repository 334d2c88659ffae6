using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Hebb.Images;
using Hebb.Tracking;
using Hebb.Tracking.TensorBoard;

namespace Hebb.Tests;

public sealed class TensorBoardTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // RFC 3720, appendix B.4, and the check value of the catalogues of checksums.
    [Theory]
    [InlineData("313233343536373839", 0xE3069283u)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AAu)]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", 0x62A8AB43u)]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", 0x46DD794Eu)]
    [InlineData("", 0u)]
    public void ChecksumsAreThePublishedOnes(string bytes, uint expected)
    {
        byte[] data = Convert.FromHexString(bytes);
        Assert.Equal(expected, TensorRecord.Checksum(data));
        Assert.Equal(expected, EventFile.Checksum(data));
        Assert.Equal(EventFile.Masked(data), TensorRecord.MaskedChecksum(data));
    }

    [Fact]
    public void BeginsAsEveryEventFileDoes()
    {
        string path;
        using (var writer = new TensorBoardWriter(folder.Path)) path = writer.Path;
        byte[] file = File.ReadAllBytes(path);

        // 24 bytes, the masked checksum of that length, then the time in field 1 and the version in field 3.
        Assert.Equal("1800000000000000A37F4B22" + "09", Convert.ToHexString(file[..13]));
        Assert.Equal("1A0D" + Convert.ToHexString(Encoding.ASCII.GetBytes("brain.Event:2")), Convert.ToHexString(file[21..36]));
        Assert.Equal(40, file.Length);
        Assert.Matches(@"^events\.out\.tfevents\.\d{10}\..+\.\d+\.\d+$", Path.GetFileName(path));
        Assert.Equal("brain.Event:2", Assert.Single(EventFile.Read(path)).Version);
    }

    [Fact]
    public void ScalarsComeBack()
    {
        string path;
        DateTimeOffset time = new(2026, 1, 2, 3, 4, 5, 500, TimeSpan.Zero);
        using (var writer = new TensorBoardWriter(folder.Path))
        {
            path = writer.Path;
            writer.Scalar(0, "loss/train", 1.5, time);
            writer.Scalar(long.MaxValue, "Fläche", double.NaN);
            writer.Scalar(-1, "x", 1e300);
        }

        List<EventRecord> events = EventFile.Read(path);
        Assert.Equal(4, events.Count);
        Assert.Equal((0L, 1767323045.5, "loss/train", 1.5f), (events[1].Step, events[1].Time, events[1].Tag, events[1].Scalar));
        Assert.Equal((long.MaxValue, "Fläche", float.NaN), (events[2].Step, events[2].Tag, events[2].Scalar));
        Assert.Equal((-1L, "x", float.PositiveInfinity), (events[3].Step, events[3].Tag, events[3].Scalar));
    }

    [Fact]
    public void CanBeReadWhileItIsWritten()
    {
        using var writer = new TensorBoardWriter(folder.Path);
        writer.Scalar(1, "loss", 2);
        writer.Flush();
        using var copy = new MemoryStream();
        using (var reader = new FileStream(writer.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)) reader.CopyTo(copy);
        File.WriteAllBytes(folder.File("copy"), copy.ToArray());
        Assert.Equal(2, EventFile.Read(folder.File("copy")).Count);
    }

    [Fact]
    public void ImagesComeBack()
    {
        string path;
        Tensor image = Tensor.From([0f, 0.5f, 1f, 2f, -1f, float.NaN, 1, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0], [3, 2, 3]);
        using (var writer = new TensorBoardWriter(folder.Path))
        {
            path = writer.Path;
            writer.Image(5, "input", image);
        }

        EventRecord read = EventFile.Read(path)[1];
        Assert.Equal((2L, 3L, 3L), ((long)read.Image![1][0], (long)read.Image[2][0], (long)read.Image[3][0]));
        Image decoded = Image.Load(new MemoryStream((byte[])read.Image[4][0]));
        Assert.Equal((3, 2, 3), (decoded.Width, decoded.Height, decoded.Channels));
        Assert.Equal([0, 255, 255, 128, 255, 0, 255, 255, 255], decoded.Pixels[..9].ToArray());
        Assert.Equal([255, 0, 0, 0, 0, 255, 0, 0, 0], decoded.Pixels[9..].ToArray());
    }

    [Fact]
    public void SaysWhatAImageIs()
    {
        using var writer = new TensorBoardWriter(folder.Path);
        Assert.Contains("[channels, height, width]", Assert.Throws<ShapeException>(() => writer.Image(0, "x", Tensor.Zeros([5, 2, 2]))).Message, StringComparison.Ordinal);
        Assert.Contains("images[0]", Assert.Throws<ShapeException>(() => writer.Image(0, "x", Tensor.Zeros([8, 3, 2, 2]))).Message, StringComparison.Ordinal);
        Assert.Throws<DTypeException>(() => writer.Image(0, "x", Tensor.Zeros([1, 2, 2], DType.Int64)));
    }

    [Fact]
    public void HistogramsHoldEveryFiniteValueOnce()
    {
        string path;
        double[] values = [-3, -1e-13, 0, 0, 1e-13, 1e-12, 0.5, 0.5, 7, 1e25, double.NaN, double.PositiveInfinity];
        using (var writer = new TensorBoardWriter(folder.Path))
        {
            path = writer.Path;
            writer.Histogram(1, "weights", values);
            writer.Histogram(2, "ones", Tensor.Ones([4, 5]).WithGrad());
            writer.Histogram(3, "none", []);
        }

        List<EventRecord> events = EventFile.Read(path);
        double Number(int e, int field) => BitConverter.Int64BitsToDouble((long)events[e].Histogram![field][0]);
        double[] List(int e, int field) => MemoryMarshal.Cast<byte, double>((byte[])events[e].Histogram![field][0]).ToArray();
        double[] limits = List(1, 6), counts = List(1, 7);
        Assert.Equal((-3.0, 1e25, 10.0, values[..10].Sum()), (Number(1, 1), Number(1, 2), Number(1, 3), Number(1, 4)));
        Assert.Equal(values[..10].Sum(v => v * v), Number(1, 5));
        Assert.Equal(limits.Length, counts.Length);
        Assert.Equal(limits.Order(), limits);
        Assert.Equal((double.MaxValue, 10.0), (limits[^1], counts.Sum()));
        for (int i = 0; i < limits.Length; i++)
        {
            double below = i == 0 ? double.NegativeInfinity : limits[i - 1];
            Assert.Equal(values.Count(v => double.IsFinite(v) && v >= below && v < limits[i]), counts[i]);
        }

        Assert.Equal((1.0, 1.0, 20.0, 20.0), (Number(2, 1), Number(2, 2), Number(2, 3), List(2, 7).Sum()));
        Assert.Equal((0.0, 0.0), (Number(3, 3), List(3, 7).Sum()));
    }

    [Fact]
    public void ARememberedRunBecomesAnEventFile()
    {
        using var store = RunStore.Open(folder.File("runs.db"));
        using (Run run = store.Begin("board"))
        {
            for (int step = 0; step < 20; step++) run.LogMany(step, ("loss", 1.0 / (step + 1)), ("accuracy", step / 20.0));
            run.Finish();
        }

        List<EventRecord> events = EventFile.Read(store.ExportTensorBoard("board", folder.File("events")));
        Assert.Equal(41, events.Count);
        Assert.Equal(Enumerable.Range(0, 20).Select(s => (float)(1.0 / (s + 1))), events.Where(e => e.Tag == "loss").OrderBy(e => e.Step).Select(e => e.Scalar!.Value));
    }

    [Fact]
    public async Task TensorBoardItselfReadsIt()
    {
        const string Script =
            """
            import sys
            try:
                from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
            except ImportError:
                sys.exit(77)
            a = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "images": 0, "histograms": 0})
            a.Reload()
            print([(e.step, e.value) for e in a.Scalars("loss")], a.Images("image")[0].width, a.Histograms("weights")[0].histogram_value.num)
            """;
        using (var writer = new TensorBoardWriter(folder.Path))
        {
            writer.Scalar(1, "loss", 0.5);
            writer.Scalar(2, "loss", 0.25);
            writer.Image(1, "image", Tensor.Zeros([1, 4, 6]));
            writer.Histogram(1, "weights", [1.0, 2, 3]);
        }

        var start = new ProcessStartInfo("python3", ["-c", Script, folder.Path]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no Python here.");
        }

        using (process)
        {
            Task<string> error = process!.StandardError.ReadToEndAsync(CancellationToken.None);
            string output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            Assert.SkipWhen(process.ExitCode == 77, "TensorBoard is not installed here.");
            Assert.True(process.ExitCode == 0, await error);
            Assert.Equal("[(1, 0.5), (2, 0.25)] 6 3.0", output.Trim());
        }
    }
}
