using System.Text.Json;
using Hebb.Formats;

namespace Hebb.Tests;

/// <summary>Compares loaded tensors with the values that the reference files' makers wrote beside them.</summary>
static class ExpectedTensors
{
    /// <summary>The path of a reference file, and the values that it should have.</summary>
    public static (string Path, JsonElement Expected) Of(string file, string? key = null)
    {
        string folder = Repository.RequireShared("reference", "formats");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        return (Path.Combine(folder, file), document.RootElement.GetProperty(key ?? file).Clone());
    }

    public static void AssertTensor(JsonElement expected, TensorEntry entry, Tensor x)
    {
        Assert.Equal(expected.GetProperty("dtype").GetString(), entry.StoredType.Name);
        int[] shape = Numbers(expected.GetProperty("shape")).Select(length => (int)length).ToArray();
        Assert.Equal(shape, x.Shape.ToArray());
        Assert.Equal(shape, entry.Shape.ToArray());
        Assert.Equal(entry.DType, x.DType);
        double[] values = x.ToArray<double>();
        if (expected.GetProperty("values").ValueKind == JsonValueKind.Array) Assert.Equal(Numbers(expected.GetProperty("values")), values);
        Assert.Equal(Numbers(expected.GetProperty("first")), values[..4]);
        Assert.Equal(Numbers(expected.GetProperty("last")), values[^4..]);
        Assert.Equal(expected.GetProperty("sum").GetDouble(), values.Sum(), 1e-8);
    }

    static double[] Numbers(JsonElement list) => list.EnumerateArray().Select(e => e.ValueKind switch { JsonValueKind.True => 1, JsonValueKind.False => 0, _ => e.GetDouble() }).ToArray();
}
