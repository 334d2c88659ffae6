using System.Numerics;
using System.Text;
using Hebb.Formats;

namespace Hebb.Tests;

public sealed class NumpyPickleTests
{
    // Code points up to 255 are the bytes of a pickle.
    static object? Read(string pickle) => Read(Encoding.Latin1.GetBytes(pickle));

    static object? Read(byte[] pickle)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("test.pickle"), pickle);
        return NumpyPickle.Load(folder.File("test.pickle"));
    }

    static string Problem(string pickle) => Assert.Throws<FormatErrorException>(() => Read(pickle)).Message;

    [Theory]
    [InlineData("q3_weights_like_p2.pickle")]
    [InlineData("q3_weights_like_p4.pickle")]
    [InlineData("q3_weights_like_p5.pickle")]
    public void TheSampleHasTheExpectedValues(string name)
    {
        FormatSample.CheckAll(name);
        var all = Assert.IsType<PickleDictionary>(NumpyPickle.Load(FormatSample.Path(name)));
        Assert.Equal(["Wlayer1", "blayer1", "Woutput"], all.Keys);
        FormatSample.Check(FormatSample.Expected(name).GetProperty("Woutput"), StoredType.Float32, Assert.IsType<Tensor>(all["Woutput"]));
    }

    [Fact]
    public void ABatchOfCifarHasImagesAndLabels()
    {
        using TensorFile file = TensorFile.Open(FormatSample.Path("cifar10_like_data_batch_1"));
        var expected = FormatSample.Expected("cifar10_like_batch.bin");
        Assert.Equal("Python pickle", file.Format);
        FormatSample.Check(expected.GetProperty("data"), StoredType.UInt8, file["data"]);
        Assert.Equal(DType.Int64, file["labels"].DType);
        Assert.Equal(FormatSample.Numbers(expected.GetProperty("labels")), file["labels"].ToArray<double>());
        Assert.Contains(new KeyValuePair<string, object?>("batch_label", "training batch 1 of 5"), file.Values);
    }

    [Fact]
    public void PlainValuesComeBackInEveryProtocol()
    {
        const string Program = """
            import sys, pickle, collections
            shared = [1, 2]
            v = {"text": "ä\n\\x 😀", "whole": -5, "big": 10**30, "truth": [True, False, None], "number": [1.5, float("inf"), -0.0], "tuple": (1, (2, "x")), "bytes": b"\x00\xffq",
                 "set": {7}, 3: "three", (1, "a"): "pair", "ordered": collections.OrderedDict(a=1), "shared": [shared, shared], "default": collections.defaultdict(dict, {"k": {}}), "many": list(range(3000))}
            for p in range(6):
                pickle.dump(v, open(sys.argv[1] + "/" + str(p), "wb"), protocol=p)
            """;
        using var folder = new TemporaryFolder();
        PythonRun.Output("pickle", Program, folder.Path);
        for (int protocol = 0; protocol <= 5; protocol++)
        {
            var all = Assert.IsType<PickleDictionary>(NumpyPickle.Load(folder.File(protocol.ToString())));
            Assert.Equal("ä\n\\x 😀", all["text"]);
            Assert.Equal(-5L, all["whole"]);
            Assert.Equal(BigInteger.Pow(10, 30), all["big"]);
            Assert.Equal([true, false, null], Assert.IsType<List<object?>>(all["truth"]));
            Assert.Equal([1.5, double.PositiveInfinity, -0.0], Assert.IsType<List<object?>>(all["number"]));
            Assert.Equal("x", Assert.IsType<object?[]>(Assert.IsType<object?[]>(all["tuple"])[1])[1]);
            Assert.Equal(new byte[] { 0, 255, (byte)'q' }, all["bytes"]);
            Assert.Equal([7L], Assert.IsType<HashSet<object>>(all["set"]));
            Assert.Equal("three", all[3]);
            Assert.Equal("pair", all[new object[] { 1L, "a" }]);
            Assert.Equal(1L, Assert.IsType<PickleDictionary>(all["ordered"])["a"]);
            var shared = Assert.IsType<List<object?>>(all["shared"]);
            Assert.Same(shared[0], shared[1]);
            Assert.Empty(Assert.IsType<PickleDictionary>(Assert.IsType<PickleDictionary>(all["default"])["k"]));
            Assert.Equal(2999L, Assert.IsType<List<object?>>(all["many"])[2999]);
            using TensorFile file = TensorFile.Open(folder.File(protocol.ToString()));
            Assert.Equal(["bytes", "many"], file.Entries.Select(entry => entry.Name));
            Assert.Contains(new KeyValuePair<string, object?>("tuple.1.1", "x"), file.Values);
            Assert.Contains(new KeyValuePair<string, object?>("(1, a)", "pair"), file.Values);
        }
    }

    [Fact]
    public void ArraysComeBackInEveryProtocol()
    {
        const string Program = """
            import sys, pickle, numpy as np
            a = np.arange(6, dtype=np.float32).reshape(2, 3)
            v = {"c": a, "f": np.asfortranarray(a), "big": a.astype(">i2"), "u1": a.astype("u1"), "bool": a > 2, "zero": np.array(3.5), "empty": a[:0], "complex": a * 1j, "scalar": np.float32(2.5), "int": np.int64(-4),
                 "flag": np.bool_(True), "view": a[:, ::2], "half": a.astype(np.float16), "u8": a.astype("u8")}
            for p in range(6):
                pickle.dump(v, open(sys.argv[1] + "/" + str(p), "wb"), protocol=p)
            """;
        using var folder = new TemporaryFolder();
        PythonRun.Output("numpy", Program, folder.Path);
        for (int protocol = 0; protocol <= 5; protocol++)
        {
            using TensorFile file = TensorFile.Open(folder.File(protocol.ToString()));
            Dictionary<string, Tensor> all = file.LoadAll();
            float[] values = [0, 1, 2, 3, 4, 5];
            foreach (string name in new[] { "c", "f", "big", "u1", "half", "u8" })
            {
                Assert.Equal([2, 3], all[name].Shape);
                Assert.Equal(values, all[name].ToArray<float>());
            }

            Assert.Equal([0, 0, 0, 1, 1, 1], all["bool"].ToArray<int>());
            Assert.Equal(3.5, all["zero"].Item());
            Assert.Equal([0, 3], all["empty"].Shape);
            Assert.Equal([0, 0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5], all["complex"].ToArray<float>());
            Assert.Equal([0f, 2, 3, 5], all["view"].ToArray<float>());
            Assert.Equal([2.5, -4L, true], file.Values.Select(item => item.Value));
        }
    }

    [Theory]
    [InlineData("\u0080\u0002}q\u0000X\u0001\u0000\u0000\u0000xc__builtin__\nprint\nX\u0001\u0000\u0000\u0000y\u0085Rs.", "refers to builtins.print")]
    [InlineData("cos\nsystem\n(S'true'\ntR.", "refers to os.system")]
    [InlineData("(S'true'\nios\nsystem\n.", "refers to os.system")]
    [InlineData("\u0080\u0004\u008C\u0002os\u008C\u0006system\u0093.", "refers to os.system")]
    [InlineData("\u0080\u0002cnumpy\nload\n.", "refers to numpy.load")]
    [InlineData("\u0080\u0002cbuiltins\neval\n.", "refers to builtins.eval")]
    [InlineData("\u0080\u0002cbuiltins\ndict\n.", "holds builtins.dict itself")]
    [InlineData("\u0080\u0002\u0082\u0001.", "registered number")]
    [InlineData("\u0080\u0005\u0097.", "buffers outside itself")]
    [InlineData("\u0080\u0006N.", "6 came")]
    [InlineData("\u0080\u0002X\u00FF\u00FF\u00FF\u007F.", "are said to follow")]
    [InlineData("\u0080\u0004\u008D\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FFx", "are said to follow")]
    [InlineData("\u0080\u0002]q\u0000h\u0000a.", "holds itself")]
    [InlineData("\u0080\u0002N0N", "ends without")]
    [InlineData("\u0080\u0002NN.", "one value")]
    [InlineData("\u0080\u0002Nt.", "mark")]
    [InlineData("\u0080\u0002s.", "not there")]
    [InlineData("\u0080\u0002h\u0005.", "never stored")]
    [InlineData("\u0080\u0002Nr\u00FF\u00FF\u00FF\u00FF.", "memo")]
    [InlineData("\u0080\u0002}]Ns.", "key of a dictionary")]
    [InlineData("\u0080\u0002NQ.", "storages outside itself")]
    [InlineData("\u0080\u0002\u00FF.", "FF is not known")]
    public void AHostilePickleIsRefused(string pickle, string part) => Assert.Contains(part, Problem(pickle));

    [Fact]
    public void NestingWithoutEndIsRefusedWithoutOverflowingTheStack()
    {
        Assert.Contains("nested deeper", Problem($"\u0080\u0002{new string(']', 300_000)}{new string('a', 299_999)}."));
        Assert.Contains("nested deeper", Problem($"\u0080\u0002){string.Concat(Enumerable.Repeat("\u0085", 300_000))}."));
    }

    [Fact]
    public void SharedContainersDoNotMultiply()
    {
        // Each list holds the one before twice: 60 of them stand for 2^60 values.
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("x"), Encoding.Latin1.GetBytes($"\u0080\u0002]q\u0000{Doubling(60)}\u0087."));
        Assert.IsType<object?[]>(NumpyPickle.Load(folder.File("x")));
        var e = Assert.Throws<FormatErrorException>(() => TensorFile.Open(folder.File("x")));
        Assert.Contains("may take", e.Message);
    }

    // Leaves the last list and two nulls on the stack, for a tuple of three.
    static string Doubling(int times)
    {
        var pickle = new StringBuilder("0");
        for (int i = 1; i <= times; i++) pickle.Append($"](h{(char)(i - 1)}h{(char)(i - 1)}eq{(char)i}0");
        return pickle.Append($"h{(char)times}NN").ToString();
    }

    [Fact]
    public void CopyingAValueOverAndOverIsRefused()
    {
        string big = new('x', 100_000);
        string call = "h\u0001h\u0002h\u0003\u0086R0";
        Assert.Contains("may take", Problem($"\u0080\u0002c_codecs\nencode\nq\u0001X\u00A0\u0086\u0001\u0000{big}q\u0002X\u0006\u0000\u0000\u0000latin1q\u0003{string.Concat(Enumerable.Repeat(call, 20_000))}."));
    }

    [Fact]
    public void ValuesThatStandInManyPlacesAreNotLookedThroughWithoutEnd()
    {
        // A megabyte of bytes in a hundred thousand places of a list.
        byte[] pickle = [.. Encoding.Latin1.GetBytes("\u0080\u0003](B\u0000\u0000\u0010\u0000"), .. new byte[1 << 20], .. Encoding.Latin1.GetBytes($"q\u0001{string.Concat(Enumerable.Repeat("h\u0001", 100_000))}e.")];
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("x"), pickle);
        Assert.Contains("may take", Assert.Throws<FormatErrorException>(() => TensorFile.Open(folder.File("x"))).Message);
    }

    [Fact]
    public void KeysChosenToCollideAreReadQuickly()
    {
        // The two halves of each number are equal, which .NET's own hash of a long makes 0.
        var pickle = new List<byte>([0x80, 2, (byte)'}', (byte)'(']);
        const int Keys = 100_000;
        for (int i = 1; i <= Keys; i++) pickle.AddRange([0x8A, 8, .. BitConverter.GetBytes(i), .. BitConverter.GetBytes(i), (byte)'N']);
        pickle.AddRange("u."u8);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var all = Assert.IsType<PickleDictionary>(Read([.. pickle]));
        Assert.Equal(Keys, all.Count);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public void TwoWaysToOneNameAreKeptApart()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("x"), "(dp0\nS'a.b'\nI1\nsS'a'\n(dp1\nS'b'\nI2\nss.");
        using TensorFile file = TensorFile.Open(folder.File("x"));
        Assert.Equal([new("a.b", 1L), new("a.b#2", 2L)], file.Values);
    }

    [Fact]
    public void AListOfWholeNumbersBecomesATensorOnlyOutermost()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("x"), "(dp0\nS'labels'\n(lp1\nI4\naI5\nasS'one'\n(lp2\nI6\nasS'inner'\n(dp3\nS'labels'\ng1\nss.");
        using TensorFile file = TensorFile.Open(folder.File("x"));
        Assert.Equal("labels", Assert.Single(file.Entries).Name);
        Assert.Equal([4L, 5L], file["labels"].ToArray<long>());
        Assert.Equal([new("one.0", 6L), new("inner.labels.0", 4L), new("inner.labels.1", 5L)], file.Values);
        File.WriteAllText(folder.File("y"), "(lp0\nI4\naI5\na.");
        using TensorFile list = TensorFile.Open(folder.File("y"));
        Assert.Equal([4L, 5L], list["array"].ToArray<long>());
    }
}
