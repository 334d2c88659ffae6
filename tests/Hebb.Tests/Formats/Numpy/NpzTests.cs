using System.IO.Compression;
using System.Text;
using Hebb.Formats;

namespace Hebb.Tests;

public sealed class NpzTests
{
    static byte[] Npy1(Tensor x)
    {
        var stream = new MemoryStream();
        Npy.Save(stream, x);
        return stream.ToArray();
    }

    static string Pack(TemporaryFolder folder, params (string Name, byte[] Content)[] files)
    {
        string path = folder.File("test.npz");
        using ZipArchive zip = new(System.IO.File.Create(path), ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in files)
        {
            using Stream stream = zip.CreateEntry(name).Open();
            stream.Write(content);
        }

        return path;
    }

    // np.savez cannot write these, but people add files to archives, and some programs do.
    [Theory]
    [InlineData("no array at all")]
    [InlineData("")]
    [InlineData("\u0093NUMPY\u0001\u0000")]
    public void AMemberThatIsNoArrayDoesNotCostTheOthers(string content)
    {
        using var folder = new TemporaryFolder();
        string path = Pack(folder, ("__MACOSX/._a.npy", System.Text.Encoding.Latin1.GetBytes(content)), ("a.npy", Npy1(Tensor.From([1f, 2]))), ("a", [1, 2]));
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal([1f, 2], file["a"].ToArray<float>());
        Assert.Equal(["__MACOSX/._a", "a (2)"], file.Skipped.Select(entry => entry.Name));
        Assert.Equal([1f, 2], Npz.Load(path)["a"].ToArray<float>());
    }

    static string Problem(string path)
    {
        string direct = Assert.Throws<FormatErrorException>(() => Npz.Load(path)).Message;
        Assert.Equal(direct, Assert.Throws<FormatErrorException>(() =>
        {
            using TensorFile file = TensorFile.Open(path);
            file.LoadAll();
        }).Message);
        return direct;
    }

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("deflated.npz")]
    [InlineData("positional.npz")]
    public void TheSampleHasTheExpectedValues(string name)
    {
        FormatSample.CheckAll(name);
        Assert.Equal(FormatSample.Expected(name).EnumerateObject().Select(item => item.Name), Npz.Load(FormatSample.Path(name)).Keys);
    }

    [Theory]
    [InlineData("seed002_mlp.npz")]
    [InlineData("digits_split_4803.npz")]
    public void ASampleWithoutExpectedValuesLoadsAsItsHeadsSay(string name)
    {
        using TensorFile file = TensorFile.Open(FormatSample.Path(name));
        Assert.NotEmpty(file.Entries);
        foreach (TensorEntry entry in file.Entries)
        {
            Assert.Equal(entry.Shape, file[entry.Name].Shape);
            Assert.Equal(entry.DType, file[entry.Name].DType);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryTypeComesBack(bool compressed)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("x.npz");
        Npz.Save(path, OneOfEach.Tensors(), compressed);
        OneOfEach.CheckEqual(OneOfEach.Tensors(), Npz.Load(path), isBFloat16Widened: true);
    }

    [Fact]
    public void CompressionMakesZerosSmall()
    {
        using var folder = new TemporaryFolder();
        Npz.Save(folder.File("plain"), new Dictionary<string, Tensor> { ["x"] = Tensor.Zeros([10_000]) });
        Npz.Save(folder.File("packed"), new Dictionary<string, Tensor> { ["x"] = Tensor.Zeros([10_000]) }, compressed: true);
        Assert.True(new FileInfo(folder.File("plain")).Length > 40_000);
        Assert.True(new FileInfo(folder.File("packed")).Length < 1_000);
        Assert.Equal(0, Npz.Load(folder.File("packed"))["x"].Sum().Item());
    }

    [Fact]
    public void AnEmptyArchiveComesBack()
    {
        using var folder = new TemporaryFolder();
        Npz.Save(folder.File("x.npz"), new Dictionary<string, Tensor>());
        Assert.Empty(Npz.Load(folder.File("x.npz")));
        using TensorFile file = TensorFile.Open(folder.File("x.npz"));
        Assert.Equal("NumPy archive (.npz)", file.Format);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("a/../../x")]
    [InlineData("c:x")]
    public void ANameThatWouldClimbIsNotWritten(string name)
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ArgumentException>(() => Npz.Save(folder.File("x.npz"), new Dictionary<string, Tensor> { [name] = Tensor.Scalar(1.0) }));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("../x.npy", "climbs")]
    [InlineData("a\\..\\x.npy", "climbs")]
    [InlineData("/x.npy", "relative")]
    [InlineData("c:x.npy", "relative")]
    public void ANameThatClimbsIsRefused(string name, string part)
    {
        using var folder = new TemporaryFolder();
        string problem = Problem(Pack(folder, (name, Npy1(Tensor.Scalar(1.0)))));
        Assert.Contains(part, problem);
        Assert.Contains(name, problem);
    }

    [Fact]
    public void ASymbolicLinkIsRefused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("link.npz");
        using (ZipArchive zip = new(System.IO.File.Create(path), ZipArchiveMode.Create))
        {
            ZipArchiveEntry entry = zip.CreateEntry("x.npy");
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using Stream stream = entry.Open();
            stream.Write("/etc/passwd"u8);
        }

        // .NET notes the system that made the archive; elsewhere than on Unix the bits mean nothing.
        byte[] bytes = System.IO.File.ReadAllBytes(path);
        int record = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        bytes[record + 5] = 3;
        System.IO.File.WriteAllBytes(path, bytes);
        Assert.Contains("'x.npy' is a symbolic link", Problem(path));
    }

    [Fact]
    public void HonestCompressionIsNoBomb()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("masks.npz");
        Npz.Save(path, new Dictionary<string, Tensor> { ["masks"] = Tensor.Zeros([130, 1024, 1024], DType.UInt8), ["x"] = Tensor.Ones([2]) }, compressed: true);
        Assert.InRange(new FileInfo(path).Length, 1, 160_000);
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal([130, 1024, 1024], file.Entries[0].Shape);
        Assert.Equal(0, file["masks"].Max().Item());
        Assert.Equal(2, file["x"].Sum().Item());
    }

    [Fact]
    public void ABombIsRefusedBeforeItIsUnpacked()
    {
        using var folder = new TemporaryFolder();
        string path = Pack(folder, ("x.npy", [.. Npy1(Tensor.Scalar(1)), .. new byte[100_000]]));
        byte[] bytes = System.IO.File.ReadAllBytes(path);
        int record = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        bytes[record + 27] = 0x40;
        System.IO.File.WriteAllBytes(path, bytes);
        Assert.Contains("deflate cannot reach beyond 1032 to 1", Problem(path));
    }

    [Fact]
    public void WhatAnArchiveUnpacksToHasALimitThatIsRaised()
    {
        Assert.Equal(TensorFile.DefaultUnpackedBytesLimit, TensorFile.UnpackedBytesLimit);
        Assert.Throws<ArgumentOutOfRangeException>(() => TensorFile.UnpackedBytesLimit = -1);
        var budget = new ReadingBudget("x", 1000);
        budget.CheckUnpacked(TensorFile.UnpackedBytesLimit, 0);
        Assert.Contains("TensorFile.UnpackedBytesLimit", Assert.Throws<FormatErrorException>(() => budget.CheckUnpacked(TensorFile.UnpackedBytesLimit + 1, 0)).Message);
        new ReadingBudget("x", TensorFile.UnpackedBytesLimit).CheckUnpacked(TensorFile.UnpackedBytesLimit + 1, 0);
        Assert.Throws<FormatErrorException>(() => budget.Take(100 << 20, 0));
        budget.Widen(100 << 20);
        budget.Take(100 << 20, 0);
    }

    [Fact]
    public void AFileThatUnpacksToMoreThanItsListSaysIsRefused()
    {
        using var folder = new TemporaryFolder();
        string path = Pack(folder, ("x.npy", Npy1(Tensor.Zeros([1000]))));
        byte[] bytes = System.IO.File.ReadAllBytes(path);
        int record = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        bytes[record + 24] -= 4;
        System.IO.File.WriteAllBytes(path, bytes);
        Assert.Contains("takes 4000 bytes", Problem(path));
    }

    [Fact]
    public void ADamagedValueIsFoundByItsChecksum()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("x.npz");
        Npz.Save(path, new Dictionary<string, Tensor> { ["x"] = Tensor.Zeros([100]) });
        byte[] bytes = System.IO.File.ReadAllBytes(path);
        bytes[400] ^= 1;
        System.IO.File.WriteAllBytes(path, bytes);
        Assert.Contains("checksum", Problem(path));
    }

    [Fact]
    public void AnArchiveWithoutArraysIsRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("'readme.txt'", Problem(Pack(folder, ("readme.txt", "x"u8.ToArray()))));
    }

    [Fact]
    public void AnArrayOfObjectsIsRefusedByItsName()
    {
        using var folder = new TemporaryFolder();
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, 57, 0, .. Encoding.ASCII.GetBytes("{'descr': '|O', 'fortran_order': False, 'shape': (2,), } \n"), .. new byte[8]];
        string problem = Problem(Pack(folder, ("inside.npy", file)));
        Assert.Contains("inside.npy", problem);
        Assert.Contains("Python objects", problem);
    }

    static byte[] Array(string type, string shape, byte[] values)
    {
        string head = $"{{'descr': {type}, 'fortran_order': False, 'shape': {shape}, }}\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)head.Length, 0, .. Encoding.ASCII.GetBytes(head), .. values];
    }

    // Tells what was read of the archive with this file beside an array of numbers.
    static void CheckBeside(string name, byte[] content, string reason)
    {
        using var folder = new TemporaryFolder();
        string path = Pack(folder, (name, content), ("numbers.npy", Npy1(Tensor.From([1f, 2f]))));
        Assert.Equal([1f, 2f], Npz.Load(path)["numbers"].ToArray<float>());
        Assert.Equal(["numbers"], Npz.Load(path).Keys);
        using TensorFile file = TensorFile.Open(path);
        SkippedEntry skipped = Assert.Single(file.Skipped);
        Assert.Contains(reason, skipped.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Throws<FormatErrorException>(() => file[skipped.Name]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'|S3'", "()", 3, "text")]
    [InlineData("'<U2'", "(2,)", 16, "text")]
    [InlineData("'<M8[D]'", "(1,)", 8, "dates")]
    [InlineData("'<m8'", "(1,)", 8, "dates")]
    [InlineData("'<f16'", "(1,)", 16, "wider than 64 bits")]
    [InlineData("'|V3'", "(1,)", 3, "records")]
    [InlineData("[('a', '<f4'), ('b', [('c', '|i1', (2, 2))])]", "(2,)", 16, "records")]
    [InlineData("'|O'", "()", 5, "Python objects")]
    [InlineData("'<x9'", "()", 9, "not known")]
    public void AMemberThatHoldsNoNumbersDoesNotHideTheOthers(string type, string shape, int length, string reason) => CheckBeside("other.npy", Array(type, shape, new byte[length]), reason);

    [Fact]
    public void AFileThatIsNoArrayIsListedAsSkipped() => CheckBeside("readme.txt", "x"u8.ToArray(), "does not end in .npy");

    [Fact]
    public void AMemberPackedInAnUnknownWayIsListedAsSkipped()
    {
        using var folder = new TemporaryFolder();
        foreach ((byte method, byte flags, string reason) in new (byte, byte, string)[] { (12, 0, "bzip2"), (93, 0, "zstd"), (8, 1, "encrypted") })
        {
            string path = Pack(folder, ("numbers.npy", Npy1(Tensor.From([1f, 2f]))), ("x.npy", Npy1(Tensor.Scalar(1))));
            byte[] bytes = System.IO.File.ReadAllBytes(path);
            int record = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
            (bytes[record + 8], bytes[record + 10]) = (flags, method);
            System.IO.File.WriteAllBytes(path, bytes);
            using TensorFile file = TensorFile.Open(path);
            Assert.Equal(3, file["numbers"].Sum().Item());
            Assert.Contains(reason, Assert.Single(file.Skipped).Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OfTwoMembersOfOneNameTheLaterCounts()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal([2f], Npz.Load(Pack(folder, ("x.npy", Npy1(Tensor.From([1f]))), ("x.npy", Npy1(Tensor.From([2f])))))["x"].ToArray<float>());
    }

    [Theory]
    [InlineData("[Content_Types].xml", "an Office document")]
    [InlineData("m/models/model.json", "torch.export")]
    public void AnArchiveOfAnotherKindIsNamed(string name, string kind)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(kind, Problem(Pack(folder, (name, "x"u8.ToArray()))), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatNumPyPutsBesideNumbersIsReadOrListed()
    {
        using var folder = new TemporaryFolder();
        PythonRun.Output("numpy", """
            import sys, numpy as np
            np.savez(sys.argv[1], a=np.arange(3.), version=np.array(b"1.2"), d={"k": np.ones(2), "n": 5}, ragged=np.array([np.ones(2), np.ones(3)], dtype=object),
                     records=np.zeros(2, dtype=[("a", "f4"), ("b", "i4", (2,))]))
            """, folder.File("x.npz"));
        Assert.Equal(["a", "d.k", "ragged.0", "ragged.1"], Npz.Load(folder.File("x.npz")).Keys);
        using TensorFile file = TensorFile.Open(folder.File("x.npz"));
        Assert.Equal([0.0, 1, 2], file["a"].ToArray<double>());
        Assert.Equal([1.0, 1, 1], file["ragged.1"].ToArray<double>());
        Assert.Equal([new("d.n", 5L)], file.Values);
        Assert.Equal(["version", "records"], file.Skipped.Select(entry => entry.Name));
    }

    [Fact]
    public void NumPyReadsWhatHebbWrote()
    {
        using var folder = new TemporaryFolder();
        Npz.Save(folder.File("a.npz"), OneOfEach.Tensors());
        Npz.Save(folder.File("b.npz"), OneOfEach.Tensors(), compressed: true);
        string output = PythonRun.Output("numpy", """
            import sys, numpy as np
            a, b = np.load(sys.argv[1]), np.load(sys.argv[2])
            assert a.files == b.files
            for n in a.files:
                assert a[n].dtype == b[n].dtype and a[n].shape == b[n].shape and a[n].tobytes() == b[n].tobytes()
            import zipfile
            print(a.files, zipfile.ZipFile(sys.argv[2]).testzip(), a["view"][3, 1, 2], a["i64"].tolist())
            """, folder.File("a.npz"), folder.File("b.npz"));
        Assert.Equal("""['f32', 'f64', 'i64', 'i32', 'u8', 'bool', 'f16', 'bf16', 'scalar', 'empty', 'view', 'a "quoted" näme.weight'] None 23.0 [-9223372036854775808, 9223372036854775807]""", output);
    }
}
