using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Hebb.Tests;

/// <summary>Printing against NumPy's str(), as Fixtures/make_numpy_prints.py recorded it.</summary>
public sealed class TensorFormatTests
{
    static readonly JsonDocument Document = Load();

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Document.RootElement.GetArrayLength())];

    [Theory]
    [MemberData(nameof(Places))]
    public void PrintsWhatNumPyPrints(int place)
    {
        JsonElement one = Document.RootElement[place];
        Assert.Equal(one.GetProperty("text").GetString(), Read(one).ToString());
    }

    [Fact]
    public void AViewPrintsItsOwnElements()
    {
        Tensor x = Tensor.Arange(6, DType.Float32).Reshape(2, 3);
        Assert.Equal("[[0. 3.]\n [1. 4.]\n [2. 5.]]", x.T.ToString());
        Assert.Equal("[[7 7 7]\n [7 7 7]]", Tensor.Full([], 7, DType.Int64).Expand(2, 3).ToString());
    }

    [Fact]
    public void BFloat16PrintsAsTheNumbersItHolds() =>
        Assert.Equal("[1.  0.5]", Tensor.From([1f, 0.5f]).To(DType.BFloat16).ToString());

    [Fact]
    public void PrintingNeedsNoGradientAndLeavesNone()
    {
        Tensor x = Tensor.Ones([40, 40]).WithGrad();
        Assert.Contains("...", x.ToString(), StringComparison.Ordinal);
        Assert.True(x.IsLeaf);
    }

    static Tensor Read(JsonElement one)
    {
        var shape = new Shape([.. one.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())]);
        string[] values = [.. one.GetProperty("values").EnumerateArray().Select(value => value.GetString()!)];
        string type = one.GetProperty("dtype").GetString()!;
        if (!type.StartsWith("float", StringComparison.Ordinal))
        {
            DType target = type switch { "int64" => DType.Int64, "int32" => DType.Int32, "uint8" => DType.UInt8, _ => DType.Bool };
            return Tensor.From([.. values.Select(value => long.Parse(value, CultureInfo.InvariantCulture))], shape).To(target);
        }

        Tensor numbers = Tensor.From([.. values.Select(Number)], shape);
        return numbers.To(type switch { "float16" => DType.Float16, "float32" => DType.Float32, _ => DType.Float64 });
    }

    static double Number(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    static JsonDocument Load()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("numpy_prints.json")!;
        return JsonDocument.Parse(stream);
    }
}
