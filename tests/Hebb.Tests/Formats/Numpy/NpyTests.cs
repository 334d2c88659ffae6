using System.Text;
using Hebb.Formats;

namespace Hebb.Tests;

public sealed class NpyTests
{
    static byte[] File(string header, int dataLength, byte version = 1)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] size = version == 1 ? [(byte)text.Length, (byte)(text.Length >> 8)] : [(byte)text.Length, (byte)(text.Length >> 8), 0, 0];
        return [0x93, .. "NUMPY"u8, version, 0, .. size, .. text, .. new byte[dataLength]];
    }

    static string Header(string type, string shape, string order = "False") => $"{{'descr': {type}, 'fortran_order': {order}, 'shape': {shape}, }}\n";

    static Tensor Load(byte[] file) => Npy.Load(new MemoryStream(file), "test");

    public static TheoryData<string> Samples => new("f2 f4 f8 i2 i4 i8 u1 u2 bool f4_1d f4_big_endian f4_empty f4_fortran f4_special f4_v2header f8_scalar".Split(' '));

    [Theory]
    [MemberData(nameof(Samples))]
    public void TheSampleHasTheExpectedValues(string name)
    {
        FormatSample.CheckAll($"{name}.npy", "array");
        FormatSample.Check(FormatSample.Expected($"{name}.npy"), null, Npy.Load(FormatSample.Path($"{name}.npy")));
    }

    [Theory]
    [InlineData("bad_truncated.npy", "cut short")]
    [InlineData("bad_magic.npy", "no known tensor format")]
    [InlineData("bad_object.npy", "Python objects")]
    public void ABadSampleIsRefused(string name, string part)
    {
        string path = FormatSample.Path(name);
        var e = Assert.Throws<FormatErrorException>(() => TensorFile.Open(path));
        Assert.Contains(part, e.Message);
        Assert.Contains(name, e.Message);
        Assert.Throws<FormatErrorException>(() => Npy.Load(path));
    }

    [Fact]
    public void EveryTypeComesBack()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, Tensor> before = OneOfEach.Tensors(), after = [];
        foreach ((string name, Tensor x) in before)
        {
            string path = folder.File("x.npy");
            Npy.Save(path, x);
            after[name] = Npy.Load(path);
        }

        OneOfEach.CheckEqual(before, after, isBFloat16Widened: true);
    }

    [Fact]
    public void SeveralArraysCanStandInOneStream()
    {
        var stream = new MemoryStream();
        Npy.Save(stream, Tensor.From([1f, 2f]));
        Npy.Save(stream, Tensor.From([3L]));
        stream.Position = 0;
        Assert.Equal([1f, 2f], Npy.Load(stream, "test").ToArray<float>());
        Assert.Equal([3L], Npy.Load(stream, "test").ToArray<long>());
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void AFileThatGoesOnBehindItsArrayIsRefused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("two.npy");
        System.IO.File.WriteAllBytes(path, [.. File(Header("'<f4'", "(2,)"), 8), 0]);
        Assert.Contains("goes on for 1 bytes", Assert.Throws<FormatErrorException>(() => Npy.Load(path)).Message);
    }

    [Theory]
    [InlineData("'<u4'", 8, DType.Int64)]
    [InlineData("'>u8'", 16, DType.Int64)]
    [InlineData("'|i1'", 2, DType.Int32)]
    [InlineData("'=f8'", 16, DType.Float64)]
    public void ATypeThatHebbHasNotIsWidened(string type, int bytes, DType expected)
    {
        Tensor x = Load(File(Header(type, "(2L,)"), bytes));
        Assert.Equal(expected, x.DType);
        Assert.Equal([0, 0], x.ToArray<double>());
    }

    [Fact]
    public void ComplexNumbersGetAnAxisOfTwo()
    {
        byte[] file = File(Header("'>c8'", "(1, 2)", "True"), 16);
        file[^16] = 0x3F;
        file[^15] = 0x80;
        Tensor x = Load(file);
        Assert.Equal([1, 2, 2], x.Shape);
        Assert.Equal([1f, 0, 0, 0], x.ToArray<float>());
    }

    [Fact]
    public void ColumnsFirstAreTurned()
    {
        byte[] file = File(Header("\"u1\"", "(2,3)", "True"), 6, version: 3);
        for (int i = 0; i < 6; i++) file[^(6 - i)] = (byte)i;
        Assert.Equal([0, 2, 4, 1, 3, 5], Load(file).ToArray<int>());
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", "Python objects")]
    [InlineData("{'descr': '<U4', 'fortran_order': False, 'shape': (2,), }", "text")]
    [InlineData("{'descr': '|S4', 'fortran_order': False, 'shape': (2,), }", "text")]
    [InlineData("{'descr': '|V8', 'fortran_order': False, 'shape': (2,), }", "records")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", "records")]
    [InlineData("{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (2,), }", "dates")]
    [InlineData("{'descr': '<f16', 'fortran_order': False, 'shape': (2,), }", "wider than 64 bits")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }", "not negative")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", "whole number")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4000000000, 4000000000, 4000000000), }", "larger than")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,), }", "cut short")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1), }", "32 axes")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }", "True or False")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'descr': '<f4'}", "each once")]
    [InlineData("{'descr': '<f4', 'shape': (2,), }", "needs")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } x", "nothing may follow")]
    [InlineData("{'descr': '<f4", "closing quote")]
    [InlineData("", "'{'")]
    public void AHostileHeaderIsRefused(string header, string part)
    {
        var e = Assert.Throws<FormatErrorException>(() => Load(File(header, 8)));
        Assert.Contains(part, e.Message);
    }

    [Fact]
    public void AVersionOfTheFutureIsRefused() => Assert.Contains("4.0", Assert.Throws<FormatErrorException>(() => Load(File(Header("'<f4'", "()"), 4, version: 4))).Message);

    [Fact]
    public void AHeadLongerThanTheFileIsRefused()
    {
        byte[] file = File(Header("'<f4'", "()"), 4, version: 2);
        file[11] = 0x7F;
        Assert.Contains("follow", Assert.Throws<FormatErrorException>(() => Load(file)).Message);
    }

    // numpy.save("x.npy", {…}) of protocol 3: an array of objects without axes around the value.
    static byte[] Objects(string shape, string items) =>
        [.. File("{'descr': '|O', 'fortran_order': False, 'shape': " + shape + ", }", 0), .. Encoding.Latin1.GetBytes(
            $"\u0080\u0003cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\u0000\u0085C\u0001b\u0087R(K\u0001{shape.Replace("()", ")").Replace("(2,)", "K\u0002\u0085")}cnumpy\ndtype\nX\u0002\u0000\u0000\u0000O8\u0089\u0088\u0087R(K\u0003X\u0001\u0000\u0000\u0000|NNNJ\u00FF\u00FF\u00FF\u00FFJ\u00FF\u00FF\u00FF\u00FFK?tb\u0089](etb.".Replace("](e", $"]({items}e"))];

    const string Ones = "cnumpy.core.numeric\n_frombuffer\n(C\u0010\u0000\u0000\u0000\u0000\u0000\u0000\u00F0?\u0000\u0000\u0000\u0000\u0000\u0000\u00F0?cnumpy\ndtype\nX\u0002\u0000\u0000\u0000f8\u0085RK\u0002\u0085X\u0001\u0000\u0000\u0000CtR";

    [Fact]
    public void ADictionaryOfArraysIsReadByItsNames()
    {
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllBytes(folder.File("x.npy"), Objects("()", $"}}(X\u0001\u0000\u0000\u0000a{Ones}X\u0001\u0000\u0000\u0000nK\u0005u"));
        using TensorFile file = TensorFile.Open(folder.File("x.npy"));
        Assert.Equal([1.0, 1], file["a"].ToArray<double>());
        Assert.Equal([new("n", 5L)], file.Values);
        Assert.Contains("TensorFile.Open", Assert.Throws<FormatErrorException>(() => Npy.Load(folder.File("x.npy"))).Message);
    }

    [Fact]
    public void AnArrayOfArraysIsReadByOffsets()
    {
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllBytes(folder.File("x.npy"), Objects("(2,)", $"{Ones}N"));
        using TensorFile file = TensorFile.Open(folder.File("x.npy"));
        Assert.Equal("0", Assert.Single(file.Entries).Name);
        System.IO.File.WriteAllBytes(folder.File("x.npy"), Objects("(2,)", "K\u0001N"));
        Assert.Contains("Python objects", Assert.Throws<FormatErrorException>(() => TensorFile.Open(folder.File("x.npy"))).Message);
    }

    [Fact]
    public void DictionariesThatNumPySavesAreRead()
    {
        using var folder = new TemporaryFolder();
        PythonRun.Output("numpy", """
            import sys, numpy as np
            np.save(sys.argv[1], {"a": np.arange(3.), "b": {"c": np.ones((2, 2), "f4")}, "s": "x"})
            """, folder.File("x.npy"));
        using TensorFile file = TensorFile.Open(folder.File("x.npy"));
        Assert.Equal(["a", "b.c"], file.Entries.Select(entry => entry.Name));
        Assert.Equal(4, file["b.c"].Sum().Item());
    }

    [Fact]
    public void NumPyReadsWhatHebbWrote()
    {
        using var folder = new TemporaryFolder();
        foreach ((string name, Tensor x) in OneOfEach.Tensors().Where(item => !item.Key.Contains(' '))) Npy.Save(folder.File($"{name}.npy"), x);
        string output = PythonRun.Output("numpy", """
            import sys, os, numpy as np
            for f in sorted(os.listdir(sys.argv[1])):
                a = np.load(os.path.join(sys.argv[1], f))
                print(f[:-4], a.dtype, a.shape, a.ravel().tolist())
            """, folder.Path);
        Assert.Equal(
            """
            bf16 float32 (3,) [0.5, 3.0, -1.0002555517425873e+30]
            bool bool (3,) [True, False, True]
            empty float32 (0, 3) []
            f16 float16 (2,) [0.5, 65504.0]
            f32 float32 (2, 3) [1.5, -2.0, nan, inf, 0.0, -0.0]
            f64 float64 (2,) [3.141592653589793, -1.7976931348623157e+308]
            i32 int32 (2,) [-2147483648, 7]
            i64 int64 (2,) [-9223372036854775808, 9223372036854775807]
            scalar float32 () [4.0]
            u8 uint8 (3,) [0, 255, 3]
            view float32 (4, 2, 3) [0.0, 4.0, 8.0, 12.0, 16.0, 20.0, 1.0, 5.0, 9.0, 13.0, 17.0, 21.0, 2.0, 6.0, 10.0, 14.0, 18.0, 22.0, 3.0, 7.0, 11.0, 15.0, 19.0, 23.0]
            """.ReplaceLineEndings("\n"), output.ReplaceLineEndings("\n"));
    }
}
