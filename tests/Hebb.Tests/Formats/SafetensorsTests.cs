using System.Buffers.Binary;
using System.Text;
using Hebb.Formats;

namespace Hebb.Tests;

public sealed class SafetensorsTests
{
    static byte[] File(string header, int dataLength, byte fill = 0)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + json.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)json.Length);
        json.CopyTo(file, 8);
        file.AsSpan(8 + json.Length).Fill(fill);
        return file;
    }

    static Dictionary<string, Tensor> Load(byte[] file) => Safetensors.Load(new MemoryStream(file), "test", out _);

    static byte[] Save(Dictionary<string, Tensor> tensors, Dictionary<string, string>? metadata = null)
    {
        var stream = new MemoryStream();
        Safetensors.Save(stream, tensors, metadata);
        return stream.ToArray();
    }

    static Dictionary<string, Tensor> OneOfEach() => new()
    {
        ["f32"] = Tensor.From(new float[,] { { 1.5f, -2, float.NaN }, { float.PositiveInfinity, 0, -0f } }),
        ["f64"] = Tensor.From([Math.PI, double.MinValue]),
        ["i64"] = Tensor.From([long.MinValue, long.MaxValue]),
        ["i32"] = Tensor.From([int.MinValue, 7]),
        ["u8"] = Tensor.From(new byte[] { 0, 255, 3 }),
        ["bool"] = Tensor.From([true, false, true]),
        ["f16"] = Tensor.From([(Half)0.5f, Half.MaxValue]),
        ["bf16"] = Tensor.From([0.5f, 3f, -1e30f]).To(DType.BFloat16),
        ["scalar"] = Tensor.Scalar(4.0),
        ["empty"] = Tensor.Zeros([0, 3]),
        ["a \"quoted\" näme"] = Tensor.Ones([2]),
    };

    [Fact]
    public void EveryTypeComesBackBitForBit()
    {
        Dictionary<string, Tensor> before = OneOfEach(), after = Load(Save(before));
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, Tensor x) in before)
        {
            Assert.Equal(x.DType, after[name].DType);
            Assert.Equal(x.Shape, after[name].Shape);
            Assert.Equal(x.ToArray<double>(), after[name].ToArray<double>());
        }
    }

    [Fact]
    public void SameContentGivesTheSameBytesWhateverTheOrder()
    {
        Dictionary<string, Tensor> one = OneOfEach();
        Dictionary<string, Tensor> other = one.Reverse().ToDictionary(t => t.Key, t => t.Value);
        Assert.Equal(Save(one), Save(other));
    }

    [Fact]
    public void ValuesBeginAligned()
    {
        byte[] file = Save(OneOfEach());
        Assert.Equal(0UL, BinaryPrimitives.ReadUInt64LittleEndian(file) % 8);
    }

    [Fact]
    public void MetadataComesBack()
    {
        byte[] file = Save(new() { ["x"] = Tensor.Ones([2]) }, new() { ["format"] = "pt", ["note"] = "ä\n\"" });
        Safetensors.Load(new MemoryStream(file), "test", out Dictionary<string, string> metadata);
        Assert.Equal(new Dictionary<string, string> { ["format"] = "pt", ["note"] = "ä\n\"" }, metadata);
    }

    [Fact]
    public void AViewIsSavedAsWhatItShows()
    {
        Tensor view = Tensor.Arange(6).Reshape([2, 3]).Permute([1, 0]);
        Tensor read = Load(Save(new() { ["x"] = view }))["x"];
        Assert.Equal([3, 2], read.Shape);
        Assert.Equal([0L, 3, 1, 4, 2, 5], read.ToArray<long>());
    }

    [Fact]
    public void LoadedTensorsOutliveAMemoryScope()
    {
        byte[] file = Save(new() { ["x"] = Tensor.Ones([5000]), ["y"] = Tensor.Ones([5000]).To(DType.BFloat16) });
        Dictionary<string, Tensor> read;
        using (Memory.Scope()) read = Load(file);
        Assert.Equal(1f, read["x"].ToArray<float>()[4999]);
        Assert.Equal(1f, read["y"].ToArray<float>()[4999]);
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", 8, "not valid JSON")]
    [InlineData("""[]""", 0, "must begin with '{'")]
    [InlineData("", 0, "must begin with '{'")]
    [InlineData("""{} x""", 0, "not valid JSON")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "twice")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "twice")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "expected a string")]
    [InlineData("""{"x":{"dtype":"F4","shape":[16],"data_offsets":[0,8]}}""", 8, "'F4'")]
    [InlineData("""{"x":{"dtype":"I16","shape":[5],"data_offsets":[0,8]}}""", 8, "takes 10 bytes")]
    [InlineData("""{"x":{"dtype":"","shape":[4],"data_offsets":[0,8]}}""", 8, "1 to 40 letters")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}""", 12, "takes 8 bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "the file holds 7")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "lies at bytes 8 to 0")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "whole numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "whole numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", 8, "whole numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,8]}}""", 8, "more elements")]
    [InlineData("""{"x":{"dtype":"F32","shape":[0,65536,65536],"data_offsets":[0,0]}}""", 0, "more elements")]
    [InlineData("""{"x":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "whole numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,0]}}""", 0, "whole numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "must begin at byte 8")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "must begin at byte 0")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "goes on for 1 bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2]}}""", 8, "two data_offsets")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}""", 8, "may have 2 numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"extra":1}}""", 8, "'extra' came")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}}""", 8, "'shape' came")]
    [InlineData("""{"x":3}""", 0, "expected an object")]
    [InlineData("""{"x\uD800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "not valid JSON")]
    public void ABrokenHeaderIsRefused(string header, int dataLength, string says)
    {
        var error = Assert.Throws<FormatErrorException>(() => Load(File(header, dataLength)));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal("test", error.File);
    }

    [Theory]
    [InlineData("I8", 3, DType.Int32, new byte[] { 0x80, 0x7F, 0xFF }, new double[] { -128, 127, -1 })]
    [InlineData("I16", 2, DType.Int32, new byte[] { 0, 0x80, 0xFF, 0x7F }, new double[] { -32768, 32767 })]
    [InlineData("U16", 2, DType.Int32, new byte[] { 0, 0x80, 0xFF, 0xFF }, new double[] { 32768, 65535 })]
    [InlineData("U32", 2, DType.Int64, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0 }, new double[] { 4294967295, 1 })]
    [InlineData("U64", 1, DType.Int64, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0 }, new double[] { 4503599627370495 })]
    [InlineData("F8_E4M3", 8, DType.Float32, new byte[] { 0, 1, 7, 8, 0x38, 0x7E, 0xFE, 0x7F }, new double[] { 0, 1.0 / 512, 7.0 / 512, 1.0 / 64, 1, 448, -448, double.NaN })]
    [InlineData("F8_E5M2", 7, DType.Float32, new byte[] { 0, 1, 0x3C, 0x7B, 0xFC, 0x7C, 0x7E }, new double[] { 0, 1.0 / 65536, 1, 57344, double.NegativeInfinity, double.PositiveInfinity, double.NaN })]
    [InlineData("C64", 1, DType.Float32, new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40 }, new double[] { 1, 2 })]
    public void NarrowAndUnsignedTypesAreWidened(string type, int count, DType expectedType, byte[] values, double[] expected)
    {
        byte[] file = File($"{{\"x\":{{\"dtype\":\"{type}\",\"shape\":[{count}],\"data_offsets\":[0,{values.Length}]}}}}", values.Length);
        values.CopyTo(file, file.Length - values.Length);
        Tensor x = Load(file)["x"];
        Assert.Equal(expectedType, x.DType);
        Assert.Equal(expected, x.ToArray<double>());
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllBytes(folder.File("x"), file);
        using TensorFile lazy = TensorFile.Open(folder.File("x"));
        Assert.Equal(x.Shape, lazy.Entries[0].Shape);
        Assert.Equal(expected, lazy["x"].ToArray<double>());
    }

    [Fact]
    public void ATensorOfAnUnknownTypeDoesNotHideTheOthers()
    {
        byte[] file = File("""{"a":{"dtype":"F4","shape":[8],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"c":{"dtype":"F8_E8M0","shape":[2],"data_offsets":[8,10]}}""", 10);
        Assert.Equal(["b"], Load(file).Keys);
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllBytes(folder.File("x"), file);
        using TensorFile lazy = TensorFile.Open(folder.File("x"));
        Assert.Equal(0, lazy["b"].Sum().Item());
        Assert.Equal(["a", "c"], lazy.Skipped.Select(entry => entry.Name));
        Assert.Contains("'F4'", lazy.Skipped[0].Reason, StringComparison.Ordinal);
        Assert.Contains("'F8_E8M0'", Assert.Throws<FormatErrorException>(() => lazy["c"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AModuleSaysWhyItsWeightCannotBeRead()
    {
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllBytes(folder.File("x"), File("""{"m.weight":{"dtype":"F4","shape":[2,4],"data_offsets":[0,4]},"m.bias":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12));
        Assert.Contains("'m.weight' cannot be read: its values have the type 'F4'", Assert.Throws<FormatErrorException>(() => new Hebb.Nn.Linear(4, 2).Load(folder.File("x"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void AFileWithoutAHeaderLengthIsRefused(int length) => Assert.Throws<FormatErrorException>(() => Load(new byte[length]));

    [Theory]
    [InlineData(3UL)]
    [InlineData(100_000_001UL)]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    public void AHeaderLongerThanTheFileIsRefusedBeforeMemoryIsTaken(ulong said)
    {
        var file = new byte[10];
        BinaryPrimitives.WriteUInt64LittleEndian(file, said);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<FormatErrorException>(() => Load(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void AHeaderBeyondTheLimitIsRefusedEvenInALongFile()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (FileStream file = System.IO.File.Create(path))
            {
                file.SetLength(200_000_000);
                var prefix = new byte[8];
                BinaryPrimitives.WriteUInt64LittleEndian(prefix, Safetensors.MaxHeaderLength + 1);
                file.Write(prefix);
            }

            Assert.Throws<FormatErrorException>(() => Safetensors.Load(path));
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Fact]
    public void ATruthValueOtherThan0And1IsRefusedWithItsByte()
    {
        byte[] file = File("""{"x":{"dtype":"BOOL","shape":[3],"data_offsets":[0,3]}}""", 3);
        file[^1] = 2;
        Assert.Equal(file.Length - 1, Assert.Throws<FormatErrorException>(() => Load(file)).Offset);
    }

    [Fact]
    public void TheReservedNameIsRefusedWhenSaving() => Assert.Throws<ArgumentException>(() => Save(new() { ["__metadata__"] = Tensor.Ones([1]) }));

    // Thousands of damaged files: each is read, or refused with the format's own error; nothing else, and nothing large is allocated.
    [Fact]
    public void DamagedFilesAreReadOrRefusedButNeverCrash()
    {
        byte[] good = Save(OneOfEach(), new() { ["format"] = "pt" });
        var random = new Random(20_260_101);
        int refused = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5000; i++)
        {
            byte[] file = Damage(good, random);
            try
            {
                Load(file);
            }
            catch (FormatErrorException error)
            {
                Assert.InRange(error.Offset, 0, file.Length);
                refused++;
            }
        }

        Assert.InRange(refused, 2500, 5000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1L << 30);
    }

    static byte[] Damage(byte[] good, Random random)
    {
        int headerEnd = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(good);
        var file = new List<byte>(good);
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int place = random.Next(random.Next(4) == 0 ? file.Count : Math.Min(headerEnd, file.Count));
            switch (random.Next(6))
            {
                case 0: file[place] = (byte)random.Next(256); break;
                case 1: file[place] ^= (byte)(1 << random.Next(8)); break;
                case 2: file[place] = (byte)"0123456789-[]{},:\"eE.\\"[random.Next(22)]; break;
                case 3: file.RemoveAt(place); break;
                case 4: file.Insert(place, (byte)"0123456789-[]{},:\" "[random.Next(19)]); break;
                default: file.RemoveRange(place, Math.Min(random.Next(64), file.Count - place)); break;
            }

            if (file.Count == 0) return [];
        }

        return [.. file];
    }
}
