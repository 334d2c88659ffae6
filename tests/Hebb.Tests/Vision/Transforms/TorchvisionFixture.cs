using System.Reflection;
using System.Text.Json;

namespace Hebb.Tests;

/// <summary>The cases in Fixtures/torchvision_transforms.json, which make_torchvision_transforms.py wrote.</summary>
static class TorchvisionFixture
{
    static readonly JsonDocument Document = Load();

    /// <summary>The image that all cases begin with.</summary>
    public static Tensor Bytes { get; } = MakeImage();

    public static Tensor Floats => Bytes.To(DType.Float32) / 255;

    /// <summary>The cases of an operation; at least one.</summary>
    public static IReadOnlyList<JsonElement> Of(string operation)
    {
        JsonElement[] cases = [.. Document.RootElement.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("operation").ValueEquals(operation))];
        Assert.NotEmpty(cases);
        return cases;
    }

    public static double Number(this JsonElement element, string name) => element.GetProperty("numbers").GetProperty(name).GetDouble();

    public static int Whole(this JsonElement element, string name) => element.GetProperty("numbers").GetProperty(name).GetInt32();

    public static double[] Numbers(this JsonElement element, string name) => [.. element.GetProperty("numbers").GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    /// <summary>Fails unless every value is torchvision's within a tolerance, but for a share of them (pixels halfway between two others may go to either).</summary>
    public static void AssertEqual(JsonElement expected, Tensor actual, double tolerance, double apart = 0)
    {
        int[] shape = [.. expected.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32())];
        Assert.Equal(shape, actual.Shape.ToArray());
        double[] values = [.. expected.GetProperty("values").EnumerateArray().Select(v => v.GetDouble())];
        double[] ours = actual.ToArray<double>();
        int wrong = 0, worst = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i] - ours[i]) <= tolerance)) wrong++;
            if (Math.Abs(values[i] - ours[i]) > Math.Abs(values[worst] - ours[worst])) worst = i;
        }

        Assert.True(
            wrong <= apart * values.Length,
            $"{expected.GetProperty("operation")} {expected.GetProperty("numbers")}: {wrong} of {values.Length} values differ; at {worst}: expected {values[worst]}, got {ours[worst]}.");
    }

    static Tensor MakeImage()
    {
        JsonElement head = Document.RootElement.GetProperty("image");
        byte[] values = [.. head.GetProperty("image").EnumerateArray().Select(v => v.GetByte())];
        return Tensor.From(values, [3, head.GetProperty("height").GetInt32(), head.GetProperty("width").GetInt32()]).Keep();
    }

    static JsonDocument Load()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("torchvision_transforms.json")!;
        return JsonDocument.Parse(stream);
    }
}
