using System.Text.Json;
using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Conformance.Formats;

/// <summary>Compares an image with its listed pixels, or within ±1 with those that libjpeg decoded.</summary>
static class ImageCheck
{
    const int JpegTolerance = 1;

    /// <summary>What differs; empty if nothing does.</summary>
    public static IReadOnlyList<string> Problems(string path, JsonElement expected)
    {
        Image image = Image.Load(path);
        int[] shape = [.. expected.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())], got = [image.Height, image.Width, image.Channels];
        var problems = new List<string>();
        if (!got.AsSpan(0, shape.Length).SequenceEqual(shape) || (shape.Length == 2 && image.Channels != 1)) return [$"[{string.Join(", ", shape)}] was expected, [{string.Join(", ", got)}] came"];
        if (!expected.TryGetProperty("decoded", out JsonElement decoded))
        {
            double[] pixels = [.. image.Pixels.ToArray().Select(p => (double)p)];
            ValueCheck.Compare("pixels", pixels, expected, problems);
            return problems;
        }

        using TensorFile reference = TensorFile.Open(Path.Combine(Path.GetDirectoryName(path)!, decoded.GetString()!));
        byte[] want = reference[reference.Entries[0].Name].ToArray<byte>();
        int worst = 0;
        for (int i = 0; i < want.Length; i++) worst = Math.Max(worst, Math.Abs(want[i] - image.Pixels[i]));
        return worst <= JpegTolerance ? [] : [$"a pixel differs by {worst} from libjpeg's; at most {JpegTolerance} is allowed"];
    }
}
