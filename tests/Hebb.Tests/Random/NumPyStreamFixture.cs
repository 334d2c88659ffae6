using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Hebb.Tests;

/// <summary>The draws in Fixtures/numpy_streams.json, which make_numpy_streams.py wrote.</summary>
static class NumPyStreamFixture
{
    static readonly JsonDocument Document = Load();

    public static TheoryData<uint> Seeds => [231, 3, 42, 4803, 8803, 0];

    public static JsonElement Of(uint seed, string stream) => Document.RootElement.GetProperty($"{seed}").GetProperty(stream);

    public static double[] Doubles(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    public static long[] Integers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String ? long.Parse(v.GetString()!) : v.GetInt64())];

    public static int[] Ints(this JsonElement element, string name) => [.. element.Integers(name).Select(v => (int)v)];

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static string Digest<T>(T[] values)
        where T : unmanaged => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())));

    static JsonDocument Load()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("numpy_streams.json")!;
        return JsonDocument.Parse(stream);
    }
}
