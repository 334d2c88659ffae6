using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Hebb.Formats;

namespace Hebb.Tests;

public sealed class PyTorchFileTests
{
    static string Pack(TemporaryFolder folder, string pickle, params (string Name, byte[] Content)[] files)
    {
        string path = folder.File("test.pt");
        using ZipArchive zip = new(File.Create(path), ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in ((string, byte[])[])[("a/data.pkl", Encoding.Latin1.GetBytes(pickle)), .. files])
        {
            using Stream stream = zip.CreateEntry(name).Open();
            stream.Write(content);
        }

        return path;
    }

    // A pickle of one tensor of floats over storage '0'.
    static string OneTensor(string type, int count, int offset, string size, string strides) =>
        $"\u0080\u0002ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\u0000\u0000\u0000storagectorch\n{type}\nX\u0001\u0000\u0000\u00000X\u0003\u0000\u0000\u0000cpuI{count}\ntQI{offset}\n({size}t({strides}t\u0089)tR.";

    static string Problem(string path)
    {
        string direct = Assert.Throws<FormatErrorException>(() => PyTorchFile.Load(path)).Message;
        Assert.Equal(direct, Assert.Throws<FormatErrorException>(() => TensorFile.Open(path)).Message);
        return direct;
    }

    [Theory]
    [InlineData("state_dict.pth")]
    [InlineData("state_dict_legacy.pth")]
    public void TheStateDictHasTheExpectedValues(string name)
    {
        FormatSample.CheckAll(name);
        JsonElement expected = FormatSample.Expected(name);
        Dictionary<string, Tensor> state = PyTorchFile.LoadStateDict(FormatSample.Path(name));
        Assert.Equal(expected.EnumerateObject().Select(item => item.Name), state.Keys);
        foreach ((string key, Tensor x) in state) FormatSample.Check(expected.GetProperty(key), null, x);
    }

    // torch.save(…, _use_new_zipfile_serialization=False, pickle_protocol=P): the magic number is pickled like everything else.
    [Theory]
    [InlineData("L119547037146038801333356L\n.", "")]
    [InlineData("\u0080\u0002\u008A\nl\u00FC\u009CF\u00F9 j\u00A8P\u0019.", "\u0080\u0002")]
    [InlineData("\u0080\u0003\u008A\nl\u00FC\u009CF\u00F9 j\u00A8P\u0019.", "\u0080\u0003")]
    [InlineData("\u0080\u0004\u0095\r\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u008A\nl\u00FC\u009CF\u00F9 j\u00A8P\u0019.", "\u0080\u0004")]
    [InlineData("\u0080\u0005\u0095\r\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u008A\nl\u00FC\u009CF\u00F9 j\u00A8P\u0019.", "\u0080\u0005")]
    public void OldFilesOfEveryProtocolAreRead(string magic, string start)
    {
        using var folder = new TemporaryFolder();
        string pickles = $"{magic}{start}I1001\n.{start}(d.{start}(dV{"w"}\nctorch._utils\n_rebuild_tensor_v2\n((Vstorage\nctorch\nFloatStorage\nV0\nVcpu\nI2\ntQI0\n(I2\nt(I1\ntI00\nNtRs.{start}(lV0\na.";
        byte[] values = [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40];
        File.WriteAllBytes(folder.File("old.pt"), [.. Encoding.Latin1.GetBytes(pickles), .. values]);
        Assert.Equal([1f, 2], PyTorchFile.LoadStateDict(folder.File("old.pt"))["w"].ToArray<float>());
    }

    [Fact]
    public void ASingleTensorIsCalledTensor() => FormatSample.CheckAll("tensor.pt", "tensor");

    [Fact]
    public void TensorsThatShareAStorageComeBackSeparately()
    {
        JsonElement expected = FormatSample.Expected("shared_storage.pt");
        using TensorFile file = TensorFile.Open(FormatSample.Path("shared_storage.pt"));
        foreach (string name in new[] { "a", "b", "c" }) Assert.Equal(FormatSample.Numbers(expected.GetProperty(name)), file[name].ToArray<double>());
    }

    [Fact]
    public void ACheckpointHasDottedNamesAndPlainValues()
    {
        JsonElement expected = FormatSample.Expected("checkpoint.pt");
        using TensorFile file = TensorFile.Open(FormatSample.Path("checkpoint.pt"));
        Assert.Equal(FormatSample.Numbers(expected.GetProperty("model_state_dict.weight")), file["model_state_dict.weight"].ToArray<double>());
        Assert.Equal(FormatSample.Numbers(expected.GetProperty("model_state_dict.bias")), file["model_state_dict.bias"].ToArray<double>());
        Assert.Equal(1, file["optimizer_state_dict.state.0.step"].Item());
        Dictionary<string, object?> values = file.Values.ToDictionary(item => item.Key, item => item.Value);
        Assert.Equal(3L, values["epoch"]);
        Assert.Equal(0.755, values["best_acc"]);
        Assert.Equal("b", values["tags.1"]);
        Assert.Null(Assert.Contains("none", (IReadOnlyDictionary<string, object?>)values));
        Assert.Equal(2.5, values["nested.t.1"]);
        Assert.Equal(0.01, values["optimizer_state_dict.param_groups.0.lr"]);
        Assert.Equal(["weight", "bias"], PyTorchFile.LoadStateDict(FormatSample.Path("checkpoint.pt")).Keys);
        var root = Assert.IsType<PickleDictionary>(PyTorchFile.Load(FormatSample.Path("checkpoint.pt")));
        Assert.Equal([2, 3], Assert.IsType<Tensor>(Assert.IsType<PickleDictionary>(root["model_state_dict"])["weight"]).Shape);
    }

    [Fact]
    public void ALabelDictionaryHasNumbersAsKeys()
    {
        string path = FormatSample.Path("label_dict_like.pth");
        var labels = Assert.IsType<PickleDictionary>(PyTorchFile.Load(path));
        Assert.Equal(10, labels.Count);
        for (int i = 0; i < 10; i++) Assert.Equal($"class {i}", labels[i]);
        Assert.Contains("it has 10: 0, 1, 2", Assert.Throws<KeyNotFoundException>(() => labels[11]).Message);
        using TensorFile file = TensorFile.Open(path);
        Assert.Empty(file.Entries);
        Assert.Equal("class 7", file.Values.Single(item => item.Key == "7").Value);
        string problem = Assert.Throws<FormatErrorException>(() => PyTorchFile.LoadStateDict(path)).Message;
        Assert.Contains("a dictionary of 10 entries without tensors", problem);
        Assert.Contains("'state_dict', 'model_state_dict', 'model'", problem);
    }

    [Theory]
    [InlineData("bad_code.pt", "refers to builtins.print: only tensors, containers and plain values are read, nothing is executed")]
    [InlineData("bad_whole_module.pt", "refers to torch.nn.modules")]
    public void CodeIsRefusedByItsName(string name, string part) => Assert.Contains(part, Problem(FormatSample.Path(name)));

    [Fact]
    public void ResNet20LoadsByItsNames()
    {
        Dictionary<string, Tensor> state = PyTorchFile.LoadStateDict(Repository.RequireShared("data", "cifar10", "resnet20.th"));
        Assert.Equal([16, 3, 3, 3], state["module.conv1.weight"].Shape);
        Assert.Equal([10, 64], state["module.linear.weight"].Shape);
        Assert.All(state.Values.Where(x => x.DType == DType.Float32), x => Assert.True(double.IsFinite(x.Sum().Item())));
    }

    [Fact]
    public void SqueezeNetLoadsByItsNames()
    {
        Dictionary<string, Tensor> state = PyTorchFile.LoadStateDict(Repository.RequireShared("data", "squeezenet1_1", "squeezenet1_1.pth"));
        Assert.Equal(52, state.Count);
        Assert.Equal([64, 3, 3, 3], state["features.0.weight"].Shape);
        Assert.Equal([1000, 512, 1, 1], state["classifier.1.weight"].Shape);
    }

    [Fact]
    public void EveryTypeComesBack()
    {
        using var folder = new TemporaryFolder();
        PyTorchFile.SaveStateDict(folder.File("x.pth"), OneOfEach.Tensors());
        OneOfEach.CheckEqual(OneOfEach.Tensors(), PyTorchFile.LoadStateDict(folder.File("x.pth")), isBFloat16Widened: false);
        using TensorFile file = TensorFile.Open(folder.File("x.pth"));
        Assert.Equal("PyTorch (.pt, .pth)", file.Format);
        Assert.Equal(OneOfEach.Tensors().Keys, file.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void StoragesStandAtMultiplesOf64AndATensorUnderTwoNamesIsWrittenOnce()
    {
        using var folder = new TemporaryFolder();
        Tensor x = Tensor.From([1.25f, 7.5f]);
        PyTorchFile.SaveStateDict(folder.File("x.pth"), new Dictionary<string, Tensor> { ["a"] = x, ["b"] = x, ["c"] = Tensor.From([3L]) });
        byte[] bytes = File.ReadAllBytes(folder.File("x.pth"));
        int at = bytes.AsSpan().IndexOf(new byte[] { 0, 0, 0xA0, 0x3F, 0, 0, 0xF0, 0x40 });
        Assert.True(at > 0 && at % 64 == 0);
        Assert.Equal(-1, bytes.AsSpan(at + 1).IndexOf(new byte[] { 0, 0, 0xA0, 0x3F, 0, 0, 0xF0, 0x40 }));
        Assert.Equal([1.25f, 7.5f], PyTorchFile.LoadStateDict(folder.File("x.pth"))["b"].ToArray<float>());
        PyTorchFile.SaveStateDict(folder.File("y.pth"), new Dictionary<string, Tensor> { ["a"] = x, ["b"] = x, ["c"] = Tensor.From([3L]) });
        Assert.Equal(bytes, File.ReadAllBytes(folder.File("y.pth")));
    }

    [Fact]
    public void AnEmptyStateDictComesBack()
    {
        using var folder = new TemporaryFolder();
        PyTorchFile.SaveStateDict(folder.File("x.pth"), new Dictionary<string, Tensor>());
        Assert.Empty(PyTorchFile.LoadStateDict(folder.File("x.pth")));
    }

    [Theory]
    [InlineData("FloatStorage", 4, 0, "I2\nI2\n", "I1\nI2\n", new[] { 0f, 2, 1, 3 })]
    [InlineData("FloatStorage", 4, 1, "I3\n", "I0\n", new[] { 1f, 1, 1 })]
    [InlineData("FloatStorage", 4, 3, "", "", new[] { 3f })]
    [InlineData("FloatStorage", 4, 4, "I0\nI5\n", "I5\nI1\n", new float[0])]
    [InlineData("CharStorage", 2, 0, "I2\n", "I1\n", new[] { 0f, 0 })]
    public void AViewOfAnyStridesIsRead(string type, int count, int offset, string size, string strides, float[] expected)
    {
        using var folder = new TemporaryFolder();
        string path = Pack(folder, OneTensor(type, count, offset, size, strides), ("a/data/0", [0, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40]));
        Assert.Equal(expected, Assert.IsType<Tensor>(PyTorchFile.Load(path)).ToArray<float>());
    }

    [Theory]
    [InlineData("FloatStorage", 5, 0, "I2\n", "I1\n", "20 bytes")]
    [InlineData("FloatStorage", 4, 3, "I2\n", "I1\n", "reaches beyond")]
    [InlineData("FloatStorage", 4, -1, "I2\n", "I1\n", "begins at value -1")]
    [InlineData("FloatStorage", 4, 0, "I2\n", "I-1\n", "negative")]
    [InlineData("FloatStorage", 4, 0, "I2\nI2\n", "I1\n", "strides")]
    [InlineData("FloatStorage", 4, 0, "I2\nI2\n", "I9223372036854775807\nI9223372036854775807\n", "reaches beyond")]
    [InlineData("FloatStorage", 4, 0, "I2147483647\nI2147483647\n", "I0\nI0\n", "larger than")]
    [InlineData("FloatStorage", 4, 0, "I100000000\n", "I0\n", "may take")]
    [InlineData("QInt8Storage", 4, 0, "I2\n", "I1\n", "refers to torch.QInt8Storage")]
    public void AnImpossibleTensorIsRefused(string type, int count, int offset, string size, string strides, string part)
    {
        using var folder = new TemporaryFolder();
        string path = Pack(folder, OneTensor(type, count, offset, size, strides), ("a/data/0", new byte[16]));
        Assert.Contains(part, Assert.Throws<FormatErrorException>(() => PyTorchFile.Load(path)).Message);
        Assert.Contains(part, Assert.Throws<FormatErrorException>(() => TensorFile.Open(path)).Message);
    }

    [Fact]
    public void BigEndianStoragesAreTurned()
    {
        using var folder = new TemporaryFolder();
        string path = Pack(folder, OneTensor("FloatStorage", 1, 0, "I1\n", "I1\n"), ("a/byteorder", "big"u8.ToArray()), ("a/data/0", [0x3F, 0x80, 0, 0]));
        Assert.Equal(1, Assert.IsType<Tensor>(PyTorchFile.Load(path)).Item());
    }

    [Fact]
    public void AnArchiveInAnotherOrderIsStillPyTorchs()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("test.zip");
        using (ZipArchive zip = new(File.Create(path), ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in ((string, byte[])[])[("a/version", "3\n"u8.ToArray()), ("a/data.pkl", Encoding.Latin1.GetBytes("\u0080\u0002}X\u0001\u0000\u0000\u0000xK\u0007s."))])
            {
                using Stream stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        using TensorFile file = TensorFile.Open(path);
        Assert.Equal("PyTorch (.pt, .pth)", file.Format);
        Assert.Equal([new("x", 7L)], file.Values);
    }

    [Fact]
    public void AMissingStorageIsRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("storage '0' is not in the archive", Problem(Pack(folder, OneTensor("FloatStorage", 1, 0, "I1\n", "I1\n"))));
    }

    [Fact]
    public void ATorchScriptProgramIsRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("TorchScript", Problem(Pack(folder, "\u0080\u0002}.", ("a/constants.pkl", []))));
    }

    [Fact]
    public void PyTorchReadsWhatHebbWrote()
    {
        using var folder = new TemporaryFolder();
        PyTorchFile.SaveStateDict(folder.File("x.pth"), OneOfEach.Tensors());
        string output = PythonRun.Output("torch", """
            import sys, torch
            a = torch.load(sys.argv[1])
            try:
                b = torch.load(sys.argv[1], weights_only=True)
            except TypeError:
                b = a
            for n, x in a.items():
                assert torch.equal(torch.nan_to_num(x.double()), torch.nan_to_num(b[n].double()))
                print(n, x.dtype, tuple(x.shape), x.flatten().tolist()[:6])
            """, folder.File("x.pth"));
        Assert.Equal(
            """
            f32 torch.float32 (2, 3) [1.5, -2.0, nan, inf, 0.0, -0.0]
            f64 torch.float64 (2,) [3.141592653589793, -1.7976931348623157e+308]
            i64 torch.int64 (2,) [-9223372036854775808, 9223372036854775807]
            i32 torch.int32 (2,) [-2147483648, 7]
            u8 torch.uint8 (3,) [0, 255, 3]
            bool torch.bool (3,) [True, False, True]
            f16 torch.float16 (2,) [0.5, 65504.0]
            bf16 torch.bfloat16 (3,) [0.5, 3.0, -1.0002555517425873e+30]
            scalar torch.float32 () [4.0]
            empty torch.float32 (0, 3) []
            view torch.float32 (4, 2, 3) [0.0, 4.0, 8.0, 12.0, 16.0, 20.0]
            a "quoted" näme.weight torch.float32 (2,) [1.0, 1.0]
            """.ReplaceLineEndings("\n"), output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void WhatPyTorchWritesNowIsRead()
    {
        using var folder = new TemporaryFolder();
        PythonRun.Output("torch", """
            import sys, torch, numpy as np
            p = torch.nn.Parameter(torch.arange(6.).reshape(2, 3))
            v = {"p": p, "t": p.detach().t(), "c": torch.tensor([1 + 2j]), "i8": torch.tensor([-1], dtype=torch.int8), "i16": torch.tensor([-300], dtype=torch.int16), "size": torch.Size([2, 3]),
                 "device": torch.device("cpu"), "dtype": torch.float16, "array": np.arange(3.), "number": np.float64(0.5), "expanded": torch.ones(1).expand(4)}
            for new in (True, False):
                torch.save(v, sys.argv[1] + ("/new" if new else "/old"), _use_new_zipfile_serialization=new)
            """, folder.Path);
        foreach (string name in new[] { "new", "old" })
        {
            var all = Assert.IsType<PickleDictionary>(PyTorchFile.Load(folder.File(name)));
            Assert.Equal([0f, 1, 2, 3, 4, 5], Assert.IsType<Tensor>(all["p"]).ToArray<float>());
            Assert.Equal([0f, 3, 1, 4, 2, 5], Assert.IsType<Tensor>(all["t"]).ToArray<float>());
            Assert.Equal([1f, 2], Assert.IsType<Tensor>(all["c"]).ToArray<float>());
            Assert.Equal(-1, Assert.IsType<Tensor>(all["i8"]).Item());
            Assert.Equal(-300, Assert.IsType<Tensor>(all["i16"]).Item());
            Assert.Equal([2L, 3L], Assert.IsType<object?[]>(all["size"]));
            Assert.Equal("cpu", all["device"]);
            Assert.Equal("torch.float16", all["dtype"]);
            Assert.Equal([0.0, 1, 2], Assert.IsType<Tensor>(all["array"]).ToArray<double>());
            Assert.Equal(0.5, all["number"]);
            Assert.Equal([1f, 1, 1, 1], Assert.IsType<Tensor>(all["expanded"]).ToArray<float>());
        }
    }
}
