using System.IO.Compression;
using System.Text;
using Hebb.Formats;
using Hebb.Nn;

namespace Hebb.Tests;

public sealed class PickledObjectTests : IDisposable
{
    // A tensor of two floats over storage '0'.
    const string Two = "ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\u0000\u0000\u0000storagectorch\nFloatStorage\nX\u0001\u0000\u0000\u00000X\u0003\u0000\u0000\u0000cpuI2\ntQI0\n(I2\nt(I1\nt\u0089)tR";

    readonly TemporaryFolder folder = new();
    int packed;

    public void Dispose() => folder.Dispose();

    static string Text(string text) => $"X{(char)text.Length}\u0000\u0000\u0000{text}";

    // Code points up to 255 are the bytes of the pickle.
    string Pack(string pickle, params string[] others)
    {
        string path = folder.File($"test{packed++}.pt");
        using ZipArchive zip = new(File.Create(path), ZipArchiveMode.Create);
        Add("a/data.pkl", Encoding.Latin1.GetBytes(pickle));
        Add("a/data/0", [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40]);
        foreach (string other in others) Add(other, Encoding.Latin1.GetBytes("\u0080\u0002)."));
        return path;

        void Add(string name, byte[] content)
        {
            using Stream stream = zip.CreateEntry(name).Open();
            stream.Write(content);
        }
    }

    // A dictionary of something under 'x' and a tensor under 'w'.
    string Beside(string value) => Pack($"\u0080\u0002}}({Text("x")}{value}{Text("w")}{Two}u.");

    // x.conj() and x.imag are views with a mark, which PyTorch 2 writes as the last argument.
    [Theory]
    [InlineData("ComplexFloatStorage", 1, "conj", new float[] { 1, -2 })]
    [InlineData("ComplexFloatStorage", 1, "neg", new float[] { -1, -2 })]
    [InlineData("FloatStorage", 2, "neg", new float[] { -1, -2 })]
    [InlineData("FloatStorage", 2, "conj", new float[] { 1, 2 })]
    public void MarksOfConjugateAndNegativeViewsCount(string type, int count, string mark, float[] expected)
    {
        string tensor = $"ctorch._utils\n_rebuild_tensor_v2\n(({Text("storage")}ctorch\n{type}\n{Text("0")}{Text("cpu")}I{count}\ntQI0\n(I{count}\nt(I1\nt\u0089)}}({Text(mark)}\u0088utR";
        using TensorFile file = TensorFile.Open(Pack($"\u0080\u0002}}({Text("w")}{tensor}u."));
        Assert.Equal(expected, file["w"].ToArray<float>());
    }

    [Fact]
    public void AContainerThatHoldsItselfDoesNotCostTheTensorBesideIt()
    {
        using TensorFile file = TensorFile.Open(Beside("}q\u0001h\u0001h\u0001s".Replace("h\u0001h\u0001s", $"{Text("me")}h\u0001s", StringComparison.Ordinal)));
        Assert.Equal([1f, 2], file["w"].ToArray<float>());
        using TensorFile list = TensorFile.Open(Beside("]q\u0001h\u0001a"));
        Assert.Equal([1f, 2], list["w"].ToArray<float>());
        Assert.Contains(list.Skipped, entry => entry.Reason.Contains("holds itself", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> Foreign => new()
    {
        { "cargparse\nNamespace\n)R", "argparse.Namespace()" },
        { "cargparse\nNamespace\n)\u0081}X\u0002\u0000\u0000\u0000lrK\u0003sb", "argparse.Namespace()" },
        { "(S'true'\nios\nsystem\n", "os.system(…)" },
        { "(cos\nsystem\nX\u0004\u0000\u0000\u0000trueo", "os.system('true')" },
        { "cos\nsystem\n", "os.system itself" },
        { "\u008C\u0002os\u008C\u0006system\u0093", "os.system itself" },
        { "c__builtin__\nexec\n(X\u0004\u0000\u0000\u0000boomtR", "builtins.exec('boom')" },
        { "cbuiltins\ngetattr\n(cos\nX\nX\u0001\u0000\u0000\u0000atR)R", "builtins.getattr()" },
        { "cm\nC\n)}X\u0001\u0000\u0000\u0000kK\u0001s\u0092", "m.C(…)" },
        { "cpathlib\nPosixPath\n(X\u0004\u0000\u0000\u0000dataX\u0001\u0000\u0000\u0000xtR", "pathlib.PosixPath('data', 'x')" },
        { "cm\nColor\n(K\u0001tR", "m.Color(1)" },
        { "ccopy_reg\n_reconstructor\n(cm\nC\nc__builtin__\nobject\nNtR}X\u0001\u0000\u0000\u0000aK\u0001sb", "m.C()" },
        { "ccopyreg\n__newobj__\n(cm\nC\ntR", "m.C()" },
        { "X\u0003\u0000\u0000\u0000fooQ", "persistent id" },
        { "Pfoo\n", "persistent id" },
        { "\u0082\u0001", "extension 1" },
        { "\u0083\u0001\u0001", "extension 257" },
        { "\u0097\u0098", "buffers outside itself" },
        { "cbuiltins\ndict\n", "holds builtins.dict itself" },
        { "cnumpy\ndtype\n(X\u0002\u0000\u0000\u0000U4tR", "text" },
        { "ctorch\nQInt8Storage\n", "torch.QInt8Storage itself" },
        { "ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\u0000\u0000\u0000storagectorch\nQInt8Storage\nX\u0001\u0000\u0000\u00000X\u0003\u0000\u0000\u0000cpuI8\ntQI0\n(I8\nt(I1\nt\u0089)tR", "torch.QInt8Storage" },
        { "ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\u0000\u0000\u0000storagectorch\nFloatStorage\nX\u0001\u0000\u0000\u00000X\u0003\u0000\u0000\u0000cpuI2\ntQI0\n(I2000000000\nt(I0\nt\u0089)tR", "larger than" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void AForeignObjectIsListedAndTheTensorsAreGiven(string pickle, string reason)
    {
        string path = Beside(pickle);
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal([1f, 2f], file["w"].ToArray<float>());
        Assert.Equal("w", Assert.Single(file.Entries).Name);
        Assert.Contains(reason, file.Skipped.Single(entry => entry.Name == "x").Reason, StringComparison.Ordinal);
        Assert.Equal([1f, 2f], PyTorchFile.LoadStateDict(path)["w"].ToArray<float>());
        Assert.IsType<PickledObject>(Assert.IsType<PickleDictionary>(PyTorchFile.Load(path))["x"]);
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public void AFileOfNothingElseIsRefused(string pickle, string reason)
    {
        Assert.NotEmpty(reason);
        foreach (string root in new[] { $"\u0080\u0004{pickle}.", $"\u0080\u0004}}{Text("x")}{pickle}s." })
        {
            string path = Pack(root);
            string message = Assert.Throws<FormatErrorException>(() => PyTorchFile.Load(path)).Message;
            Assert.Equal(message, Assert.Throws<FormatErrorException>(() => TensorFile.Open(path)).Message);
        }
    }

    [Fact]
    public void ThePartsOfAForeignObjectAreThereToBeLookedAt()
    {
        string attributes = $"}}({Text("lr")}K\u0003{Text("t")}{Two}u";
        using (TensorFile file = TensorFile.Open(Beside($"cm\nArgs\n)\u0081{attributes}b")))
        {
            Assert.Equal(["x.t", "w"], file.Entries.Select(entry => entry.Name));
            Assert.Equal([new("x.lr", 3L)], file.Values);
            Assert.Equal(["x"], file.Skipped.Select(entry => entry.Name));
        }

        var all = Assert.IsType<PickleDictionary>(PyTorchFile.Load(folder.File("test0.pt")));
        var made = Assert.IsType<PickledObject>(all["x"]);
        Assert.Equal("m.Args", made.Name);
        Assert.False(made.IsName);
        Assert.Equal(2, Assert.IsType<Tensor>(Assert.IsType<PickleDictionary>(made.State)["t"]).Count);

        // Kinds of dictionaries and lists, and arguments that are tensors.
        using (TensorFile file = TensorFile.Open(Beside($"cm\nMine\n)\u0081{Text("t")}{Two}s")))
        {
            Assert.Equal(["x.t", "w"], file.Entries.Select(entry => entry.Name));
        }

        using (TensorFile file = TensorFile.Open(Beside($"cm\nMine\n)\u0081({Two}K\u0005e"))) Assert.Equal(["x.0", "w"], file.Entries.Select(entry => entry.Name));
        using (TensorFile file = TensorFile.Open(Beside($"cm\nMine\n({Two}K\u0005tR")))
        {
            Assert.Equal(["x.0", "w"], file.Entries.Select(entry => entry.Name));
            Assert.Empty(file.Values);
        }
    }

    [Fact]
    public void AKindOfDictionaryAsTheWholeFileIsReadLikeOne()
    {
        string path = Pack($"\u0080\u0002cm\nMyDict\n)\u0081{Text("w")}{Two}s.");
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal([1f, 2f], file["w"].ToArray<float>());
        Assert.Contains("m.MyDict()", Assert.Single(file.Skipped).Reason, StringComparison.Ordinal);
        Assert.Equal(["w"], PyTorchFile.LoadStateDict(path).Keys);
    }

    [Fact]
    public void ObjectsThatHoldThemselvesDoNotHideTheTensors()
    {
        string path = Beside($"cm\nC\n)\u0081q\u0005}}({Text("me")}h\u0005{Text("list")}]q\u0006h\u0005a{Text("t")}{Two}ub");
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal(["x.t", "w"], file.Entries.Select(entry => entry.Name));
        Assert.Contains("holds itself", file.Skipped.Single(entry => entry.Name == "x.me").Reason, StringComparison.Ordinal);

        // A chain of a thousand objects is cut where it becomes too deep.
        string chain = string.Concat(Enumerable.Repeat($"cm\nC\n)\u0081}}{Text("next")}", 1000)) + "N" + string.Concat(Enumerable.Repeat("sb", 1000));
        using TensorFile deep = TensorFile.Open(Beside(chain));
        Assert.Equal([1f, 2f], deep["w"].ToArray<float>());
    }

    [Fact]
    public void MembersOfAnEnumerationAsKeysAreKeptApart()
    {
        string path = Pack($"\u0080\u0002}}(cm\nColor\n(K\u0001tR{Two}cm\nColor\n(K\u0002tRK\u0007cm\nColor\n(K\u0001tRK\u0009u.");
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal(["m.Color(1)"], file.Entries.Select(entry => entry.Name));
        Assert.Equal([new("m.Color(2)", 7L), new("m.Color(1)#2", 9L)], file.Values);
    }

    static string Module(string name, string parameters, string buffers, string parts, string more = "") =>
        $"c{name}\n)\u0081}}({Text("training")}\u0088{Text("_parameters")}}}({parameters}u{Text("_buffers")}}}({buffers}u{Text("_non_persistent_buffers_set")}c__builtin__\nset\n(]{Text("p")}atR{Text("_modules")}}}({parts}u{more}ub";

    [Fact]
    public void AModuleInsideACheckpointGivesItsStateUnderItsNames()
    {
        string inner = Module("m\nLayer", $"{Text("weight")}{Two}{Text("bias")}N", $"{Text("p")}{Two}{Text("mean")}{Two}", string.Empty);
        string path = Pack($"\u0080\u0002}}({Text("epoch")}K\u0003{Text("model")}{Module("m\nNet", $"{Text("a")}{Two}", string.Empty, $"{Text("0")}{inner}{Text("gone")}N", $"{Text("stride")}{Two}")}u.");
        Assert.Equal(["a", "0.weight", "0.mean"], PyTorchFile.LoadStateDict(path).Keys);
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal(["model.a", "model.0.weight", "model.0.mean"], file.Entries.Select(entry => entry.Name));
        Assert.Equal([new("epoch", 3L)], file.Values);
        SkippedEntry skipped = Assert.Single(file.Skipped);
        Assert.Equal("model", skipped.Name);
        Assert.Contains("a module, m.Net()", skipped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TheStateDictUnderAnyKeyIsReadAndOthersAreNamed()
    {
        string path = Pack($"\u0080\u0002}}({Text("g")}}}{Text("w")}{Two}s{Text("deep")}}}{Text("d")}}}{Text("v")}{Two}ssu.");
        Assert.Contains("Tensors stand under 'g': PyTorchFile.LoadStateDict(path, key: \"g\")", Assert.Throws<FormatErrorException>(() => PyTorchFile.LoadStateDict(path)).Message, StringComparison.Ordinal);
        Assert.Equal(["w"], PyTorchFile.LoadStateDict(path, "g").Keys);
        Assert.Equal(["v"], PyTorchFile.LoadStateDict(path, "deep.d").Keys);
        Assert.Contains("nothing under 'h'", Assert.Throws<FormatErrorException>(() => PyTorchFile.LoadStateDict(path, "h")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c__builtin__\nint\n")]
    [InlineData("c__builtin__\nfloat\n")]
    [InlineData("cbuiltins\nlist\n")]
    [InlineData("cbuiltins\ndict\n")]
    [InlineData("ctorch\nTensor\n")]
    [InlineData("cm\nmake\n")]
    [InlineData("N")]
    public void ADefaultDictIsADictionaryWhateverItsFactory(string factory)
    {
        string path = Beside($"ccollections\ndefaultdict\n{factory}\u0085R{Text("t")}{Two}s");
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal(["x.t", "w"], file.Entries.Select(entry => entry.Name));
        Assert.Empty(file.Skipped);
    }

    [Fact]
    public void ATorchScriptArchiveGivesItsWeights()
    {
        string layer = $"c__torch__.m\nLinear\n)\u0081}}({Text("training")}\u0088{Text("weight")}{Two}{Text("shape")}ctorch.jit._pickle\nbuild_intlist\n](K\u0002e\u0085Rub";
        string path = Pack($"\u0080\u0002c__torch__\nNet\n)\u0081}}({Text("training")}\u0088{Text("scale")}{Two}{Text("fc")}{layer}ub.", "a/constants.pkl", "a/code/__torch__.py");
        Assert.Equal(["scale", "fc.weight"], PyTorchFile.LoadStateDict(path).Keys);
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal("TorchScript archive (.pt)", file.Format);
        Assert.Equal(["scale", "fc.weight"], file.Entries.Select(entry => entry.Name));
        Assert.Contains("its code is not executed", Assert.Single(file.Skipped).Reason, StringComparison.Ordinal);
        Assert.Contains("holds no weights", Assert.Throws<FormatErrorException>(() => TensorFile.Open(Pack("\u0080\u0002c__torch__\nNet\n)\u0081}b.", "a/constants.pkl"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatPyTorchWritesIntoCheckpointsIsReadOrListed()
    {
        PythonRun.Output("torch", """
            import sys, argparse, collections, enum, pathlib, torch, numpy as np
            class Color(enum.Enum):
                RED = 1
            class Mine(collections.OrderedDict): pass
            class Net(torch.nn.Module):
                def __init__(self):
                    super().__init__()
                    self.fc = torch.nn.Linear(2, 3)
                    self.bn = torch.nn.BatchNorm1d(3)
                    self.register_buffer("scratch", torch.zeros(1), persistent=False)
                def forward(self, x): return self.bn(self.fc(x))
            def fn(): pass
            torch.manual_seed(0)
            net = Net().eval()
            state = {"model." + k: x for k, x in net.state_dict().items()}
            v = {"state_dict": state, "hyper_parameters": argparse.Namespace(lr=0.5, path=pathlib.Path("a/b")), "fn": fn, "cls": Net, "enum": Color.RED, "np": np.float32(2.5), "text": np.array(["a"]), "mine": Mine(k=torch.ones(2)),
                 "sparse": torch.eye(2).to_sparse(), "quantized": torch.quantize_per_tensor(torch.ones(3), 0.1, 0, torch.qint8), "counts": collections.defaultdict(int, a=1)}
            for new in (True, False): torch.save(v, sys.argv[1] + ("/new.ckpt" if new else "/old.ckpt"), _use_new_zipfile_serialization=new)
            torch.save({"epoch": -1, "model": net}, sys.argv[1] + "/yolo.pt")
            script = torch.jit.script(torch.nn.Sequential(collections.OrderedDict(fc=net.fc, bn=net.bn)).eval())
            torch.jit.save(script, sys.argv[1] + "/script.pt")
            torch.jit.save(torch.jit.freeze(script), sys.argv[1] + "/frozen.pt")
            """, folder.Path);
        float[]? weight = null;
        foreach (string name in new[] { "new.ckpt", "old.ckpt", "yolo.pt", "script.pt" })
        {
            var net = new Sequential();
            net.Add("fc", new Linear(2, 3));
            net.Add("bn", new BatchNorm1d(3));
            Assert.True(net.Load(folder.File(name)).IsEmpty);
            weight ??= net.StateDict()["fc.weight"].ToArray<float>();
            Assert.Equal(weight, net.StateDict()["fc.weight"].ToArray<float>());
        }

        using TensorFile file = TensorFile.Open(folder.File("old.ckpt"));
        foreach (string name in new[] { "hyper_parameters", "hyper_parameters.path", "fn", "cls", "enum", "text", "mine", "sparse", "quantized" }) Assert.Contains(name, file.Skipped.Select(entry => entry.Name));
        Assert.Contains(new("hyper_parameters.lr", 0.5), file.Values);
        Assert.Contains(new("counts.a", 1L), file.Values);
        Assert.Equal([1f, 1], file["mine.k"].ToArray<float>());
        Assert.Contains([3, 2], PyTorchFile.LoadStateDict(folder.File("frozen.pt")).Values.Select(x => x.Shape.ToArray()));
    }
}
