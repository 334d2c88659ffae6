using System.Text.Json;
using Hebb.Formats;

namespace Hebb.Tests;

/// <summary>A reference file, and what expected.json says that it holds.</summary>
static class FormatSample
{
    /// <summary>The path of a sample; skips the test where the reference folder is absent.</summary>
    internal static string Path(string name) => Repository.RequireShared("reference", "formats", name);

    /// <summary>What expected.json says of a sample.</summary>
    internal static JsonElement Expected(string name)
    {
        using JsonDocument all = JsonDocument.Parse(File.ReadAllBytes(Path("expected.json")));
        return all.RootElement.GetProperty(name).Clone();
    }

    /// <summary>Compares a tensor with an entry of expected.json: stored type, shape, and every value or the bits of each.</summary>
    internal static void Check(JsonElement expected, StoredType? type, Tensor actual)
    {
        if (type is { } stored) Assert.Equal(expected.GetProperty("dtype").GetString(), stored.Name);
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32()), (IEnumerable<int>)actual.Shape);
        if (expected.TryGetProperty("bits", out JsonElement bits))
        {
            Assert.Equal(bits.EnumerateArray().Select(bit => bit.GetUInt32()), actual.ToArray<float>().Select(BitConverter.SingleToUInt32Bits));
            return;
        }

        double[] values = actual.ToArray<double>();
        JsonElement all = expected.GetProperty("values");
        if (all.ValueKind == JsonValueKind.Null)
        {
            Assert.Equal(expected.GetProperty("sum").GetDouble(), values.Sum(), 1e-9 * values.Length);
            Assert.Equal(Numbers(expected.GetProperty("first")), values[..4]);
            Assert.Equal(Numbers(expected.GetProperty("last")), values[^4..]);
        }
        else
        {
            Assert.Equal(Numbers(all), values);
        }
    }

    internal static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => item.GetDouble(),
    })];

    /// <summary>Opens a file and compares every tensor in it with what expected.json says of it.</summary>
    internal static void CheckAll(string name, string? only = null)
    {
        JsonElement expected = Expected(name);
        using TensorFile file = TensorFile.Open(Path(name));
        if (only is not null)
        {
            TensorEntry entry = Assert.Single(file.Entries);
            Assert.Equal(only, entry.Name);
            Check(expected, entry.StoredType, file[only]);
            Assert.Equal(entry.Shape, file[only].Shape);
            return;
        }

        Assert.Equal(expected.EnumerateObject().Select(item => item.Name), file.Entries.Select(entry => entry.Name));
        foreach (TensorEntry entry in file.Entries) Check(expected.GetProperty(entry.Name), entry.StoredType, file[entry.Name]);
        Assert.Equal(file.Entries.Select(entry => entry.Shape), file.LoadAll().Values.Select(tensor => tensor.Shape));
    }
}
