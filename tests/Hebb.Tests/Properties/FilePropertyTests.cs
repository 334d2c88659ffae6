using System.Globalization;
using CsCheck;
using Hebb.Formats;
using Hebb.Tracking;
using Hebb.Tracking.TensorBoard;
using Hebb.Training;

namespace Hebb.Tests;

/// <summary>What a writer takes comes back bit for bit, and what it does not take is an error before there is a file.</summary>
public sealed class FilePropertyTests : IDisposable
{
    static readonly Gen<(Dictionary<string, AnyTensor> Tensors, bool IsPacked)> Files = Gen.Select(AnyTensor.Named, Gen.Bool);

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void NpyComesBack() => Property.Holds(AnyTensor.Any, one =>
    {
        Tensor x = one.Made();
        using var stream = new MemoryStream();
        Npy.Save(stream, x);
        Assert.Equal(Npy.LengthOf(x), stream.Length);
        stream.Position = 0;
        AnyTensor.AssertSame(Widened(x), Npy.Load(stream, "x.npy"));
    });

    [Fact]
    public void NpzComesBack() => Property.Holds(Files, one =>
        ComesBack(one.Tensors, "x.npz", (path, tensors) => Npz.Save(path, tensors, one.IsPacked), Npz.Load, Widened), count: 150, print: Printed);

    [Fact]
    public void SafetensorsComesBack() => Property.Holds(Files, one =>
        ComesBack(one.Tensors, "x.safetensors", (path, tensors) => Safetensors.Save(path, tensors), Safetensors.Load), count: 150, print: Printed);

    [Fact]
    public void PyTorchComesBack() => Property.Holds(Files, one =>
        ComesBack(one.Tensors, "x.pt", PyTorchFile.SaveStateDict, path => PyTorchFile.LoadStateDict(path)), count: 150, print: Printed);

    [Fact]
    public void CheckpointsComeBack() => Property.Holds(Gen.Select(AnyTensor.Named, Gen.Dictionary(AnyTensor.Name, AnyTensor.Name)[0, 3]), one =>
    {
        Dictionary<string, string> texts = one.Item2;
        ComesBack(one.Item1, "x.checkpoint", (path, tensors) => CheckpointFile.Save(path, new Checkpoint(tensors, texts)), path =>
        {
            Checkpoint read = CheckpointFile.Load(path);
            Assert.Equal(texts.OrderBy(t => t.Key, StringComparer.Ordinal), read.Values.OrderBy(t => t.Key, StringComparer.Ordinal));
            return new Dictionary<string, Tensor>(read.Tensors, StringComparer.Ordinal);
        });
    }, count: 100);

    [Fact]
    public void IdxComesBack() => Property.Holds(Gen.Select(AnyTensor.Any, Gen.Bool), one =>
    {
        Tensor x = one.Item1.Made();
        using var stream = new MemoryStream();
        if (x.Rank == 0)
        {
            Assert.Throws<ShapeException>(() => Idx.Save(stream, x, one.Item2));
        }
        else if (x.DType is not (DType.UInt8 or DType.Int32 or DType.Float32 or DType.Float64))
        {
            Assert.Throws<DTypeException>(() => Idx.Save(stream, x, one.Item2));
        }
        else
        {
            Idx.Save(stream, x, one.Item2);
            stream.Position = 0;
            AnyTensor.AssertSame(x, Idx.Load(stream, "x.idx"));
        }
    });

    [Fact]
    public void NumbersOfATableAreThoseThatWereWritten() => Property.Holds(Gen.Select(Gen.Int[0, 8], Gen.Int[1, 6], Gen.OneOf(',', ';', '\t'), Gen.Bool, Gen.UInt), one =>
    {
        (int rows, int columns, char separator, bool isQuoted, uint seed) = one;
        var random = new System.Random((int)seed);
        float[][] table = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => Number(random)).ToArray())];
        string path = folder.File("x.csv");
        File.WriteAllLines(path, [string.Join(separator, Enumerable.Range(0, columns + 1).Select(i => $"c{i}")), .. table.Select((row, i) => string.Join(separator, row.Select(Text).Prepend($"{i % 10}")))]);
        Dictionary<string, Tensor> read = PixelCsv.Load(path, separator: separator);
        Assert.Equal([rows, columns], read["data"].Shape);
        Assert.Equal(table.SelectMany(row => row), read["data"].ToArray<float>());
        Assert.Equal(Enumerable.Range(0, rows).Select(i => (long)(i % 10)), read["labels"].ToArray<long>());

        string Text(float value)
        {
            string text = value.ToString("R", CultureInfo.InvariantCulture);
            return isQuoted ? $"\"{text}\"" : text;
        }
    }, count: 150);

    [Fact]
    public void MetricsComeBackFromATable() => Property.Holds(Metrics, metrics =>
    {
        using var store = RunStore.Open(folder.File("runs.db"));
        string name = Guid.NewGuid().ToString("N");
        using (Run run = store.Begin(name))
        {
            foreach ((string metric, long step, double value) in metrics) run.Log(step, metric, value);
            run.Finish();
        }

        string path = folder.File("metrics.csv");
        store.ExportCsv(name, path);

        string[] lines = File.ReadAllLines(path), names = lines[0].Split(',');
        var read = new List<(string, long, double)>();
        foreach (string[] fields in lines.Skip(1).Select(line => line.Split(',')))
            for (int i = 1; i < fields.Length; i++)
                if (fields[i].Length > 0) read.Add((names[i], long.Parse(fields[0], CultureInfo.InvariantCulture), double.Parse(fields[i], CultureInfo.InvariantCulture)));
        Assert.Equal(metrics.OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Step), read.OrderBy(m => m.Item1, StringComparer.Ordinal).ThenBy(m => m.Item2));
    }, count: 20);

    [Fact]
    public void ScalarsComeBackFromAnEventFile() => Property.Holds(Metrics, metrics =>
    {
        string path;
        using (var writer = new TensorBoardWriter(folder.File(Guid.NewGuid().ToString("N"))))
        {
            path = writer.Path;
            foreach ((string name, long step, double value) in metrics) writer.Scalar(step, name, value);
        }

        Assert.Equal(metrics.Select(m => (m.Name, m.Step, (float?)m.Value)), EventFile.Read(path).Skip(1).Select(e => (e.Tag, e.Step, e.Scalar)));
    }, count: 50);

    static Gen<(string Name, long Step, double Value)[]> Metrics => Gen.Select(Gen.OneOf("loss", "accuracy", "train/loss"), Gen.Long[0, 1L << 40], Gen.Double).Array[1, 20]
        .Select(all => all.DistinctBy(m => (m.Item1, m.Item2)).Select(m => (m.Item1, m.Item2, m.Item3)).ToArray());

    static Tensor Same(Tensor x) => x;

    // NumPy has no BFloat16.
    static Tensor Widened(Tensor x) => x.DType == DType.BFloat16 ? x.To(DType.Float32) : x;

    void ComesBack(Dictionary<string, AnyTensor> tensors, string name, Action<string, Dictionary<string, Tensor>> save, Func<string, Dictionary<string, Tensor>> load, Func<Tensor, Tensor>? written = null)
    {
        string path = folder.File(name);
        File.Delete(path);
        Dictionary<string, Tensor> before = tensors.ToDictionary(t => t.Key, t => t.Value.Made(), StringComparer.Ordinal);
        try
        {
            save(path, before);
        }
        catch (ArgumentException)
        {
            Assert.False(File.Exists(path));
            return;
        }

        Dictionary<string, Tensor> after = load(path);
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        foreach ((string key, Tensor x) in before) AnyTensor.AssertSame((written ?? Same)(x), after[key]);
    }

    static float Number(System.Random random) => random.Next(12) switch
    {
        0 => float.NaN,
        1 => float.PositiveInfinity,
        2 => float.NegativeInfinity,
        3 => float.MaxValue,
        4 => float.Epsilon,
        5 => random.Next(256),
        _ => BitConverter.Int32BitsToSingle(random.Next()) is var any && float.IsFinite(any) ? any : 0.1f,
    };

    static string Printed((Dictionary<string, AnyTensor> Tensors, bool IsPacked) one) => $"packed {one.IsPacked}: {string.Join("; ", one.Tensors.Select(t => $"'{Printable.Line(t.Key)}' {t.Value}"))}";
}
