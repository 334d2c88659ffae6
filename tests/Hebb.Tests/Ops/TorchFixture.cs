using System.Reflection;
using System.Text.Json;

namespace Hebb.Tests;

/// <summary>What PyTorch computed, from the JSON files that the make_*.py scripts beside them wrote.</summary>
static class TorchFixture
{
    public static JsonElement Load(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    /// <summary>A list of numbers; null stands for infinity.</summary>
    public static double[] Numbers(this JsonElement list) => [.. list.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? double.PositiveInfinity : v.GetDouble())];

    public static Tensor AsTensor(this JsonElement packed) =>
        Tensor.From(packed.GetProperty("values").Numbers(), new Shape([.. packed.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32())]));

    public static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (expected[i] != actual[i]) Assert.Equal(expected[i], actual[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    public static void AssertClose(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        AssertClose(expected.ToArray<double>(), actual.ToArray<double>(), tolerance);
    }
}
