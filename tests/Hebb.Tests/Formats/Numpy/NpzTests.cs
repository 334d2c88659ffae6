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
    public void ABombIsRefusedBeforeItIsUnpacked()
    {
        using var folder = new TemporaryFolder();
        byte[] head = Npy1(Tensor.Scalar(1.0));
        string problem = Problem(Pack(folder, ("x.npy", [.. head, .. new byte[80 << 20]])));
        Assert.Contains("may take", problem);
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
