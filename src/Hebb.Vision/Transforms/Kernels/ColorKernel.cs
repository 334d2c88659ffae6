using System.Numerics.Tensors;

namespace Hebb.Vision.Transforms.Kernels;

/// <summary>Changes the colours of one image in place, by torchvision's formulas. Values stay from 0 to 1.</summary>
static class ColorKernel
{
    /// <summary>The weights of red, green and blue in grey: those of ITU-R BT.601.</summary>
    const float Red = 0.2989f, Green = 0.587f, Blue = 0.114f;

    /// <summary>Refuses images that are neither grey nor of three colours.</summary>
    public static ImageSize Require(string transform, ImageSize size) => size.Channels is 1 or 3
        ? size
        : throw new ShapeException($"{transform} changes grey images (1 channel) or red, green and blue ones (3); these have {size.Channels} channels.", size.Channels == 4 ? "Leave the opacity out: x[.., 0..3, .., ..]." : null);

    /// <summary>0.2989 r + 0.587 g + 0.114 b; a grey image as it is.</summary>
    public static void Gray(ReadOnlySpan<float> image, Span<float> gray, ImageSize size)
    {
        if (size.Channels == 1)
        {
            image.CopyTo(gray);
            return;
        }

        TensorPrimitives.Multiply(image[..size.Area], Red, gray);
        TensorPrimitives.MultiplyAdd(image.Slice(size.Area, size.Area), Green, gray, gray);
        TensorPrimitives.MultiplyAdd(image.Slice(2 * size.Area, size.Area), Blue, gray, gray);
    }

    /// <summary>f x, clipped.</summary>
    public static void Brightness(Span<float> image, float factor)
    {
        TensorPrimitives.Multiply(image, factor, image);
        Clip(image);
    }

    /// <summary>f x + (1 − f) m, clipped, m being the mean of the grey image.</summary>
    public static void Contrast(Span<float> image, ImageSize size, float factor, Span<float> scratch)
    {
        Span<float> gray = scratch[..size.Area];
        Gray(image, gray, size);
        float mean = TensorPrimitives.Sum(gray) / size.Area;
        TensorPrimitives.Multiply(image, factor, image);
        TensorPrimitives.Add(image, (1 - factor) * mean, image);
        Clip(image);
    }

    /// <summary>f x + (1 − f) g, clipped, g being the grey image; a grey image stays.</summary>
    public static void Saturation(Span<float> image, ImageSize size, float factor, Span<float> scratch)
    {
        if (size.Channels == 1) return;
        Span<float> gray = scratch[..size.Area];
        Gray(image, gray, size);
        TensorPrimitives.Multiply(gray, 1 - factor, gray);
        for (int c = 0; c < size.Channels; c++)
        {
            Span<float> plane = image.Slice(c * size.Area, size.Area);
            TensorPrimitives.MultiplyAdd(plane, factor, gray, plane);
        }

        Clip(image);
    }

    /// <summary>Turns the hue by a fraction of the colour circle; a grey image stays.</summary>
    public static void Hue(Span<float> image, ImageSize size, float turn)
    {
        if (size.Channels == 1) return;
        Span<float> reds = image[..size.Area], greens = image.Slice(size.Area, size.Area), blues = image.Slice(2 * size.Area, size.Area);
        for (int i = 0; i < reds.Length; i++)
        {
            (float h, float s, float v) = ToHsv(reds[i], greens[i], blues[i]);
            h += turn;
            (reds[i], greens[i], blues[i]) = ToRgb(h - MathF.Floor(h), s, v);
        }
    }

    /// <summary>f x + (1 − f) b, clipped, b being the image smoothed by [1 1 1; 1 5 1; 1 1 1]/13 except at its border.</summary>
    public static void Sharpness(Span<float> image, ImageSize size, float factor, Span<float> scratch)
    {
        int width = size.Width;
        if (size.Height < 3 || width < 3) return;
        for (int c = 0; c < size.Channels; c++)
        {
            Span<float> plane = image.Slice(c * size.Area, size.Area), smooth = scratch[..size.Area];
            plane.CopyTo(smooth);
            for (int y = 1; y < size.Height - 1; y++)
            {
                for (int i = (y * width) + 1; i < ((y + 1) * width) - 1; i++)
                {
                    smooth[i] = (plane[i - width - 1] + plane[i - width] + plane[i - width + 1] + plane[i - 1] + (5 * plane[i]) + plane[i + 1]
                        + plane[i + width - 1] + plane[i + width] + plane[i + width + 1]) / 13;
                }
            }

            TensorPrimitives.Multiply(smooth, 1 - factor, smooth);
            TensorPrimitives.MultiplyAdd(plane, factor, smooth, plane);
        }

        Clip(image);
    }

    /// <summary>Clips to 0 … 1.</summary>
    public static void Clip(Span<float> values)
    {
        TensorPrimitives.Max(values, 0f, values);
        TensorPrimitives.Min(values, 1f, values);
    }

    static (float Hue, float Saturation, float Value) ToHsv(float r, float g, float b)
    {
        float max = Math.Max(r, Math.Max(g, b)), range = max - Math.Min(r, Math.Min(g, b));
        if (!(range > 0)) return (0, 0, max);
        float hue = max == r ? (g - b) / range : max == g ? 2 + ((b - r) / range) : 4 + ((r - g) / range);
        hue = (hue / 6) + 1;
        return (hue - MathF.Floor(hue), range / max, max);
    }

    static (float R, float G, float B) ToRgb(float hue, float s, float v)
    {
        float sixth = MathF.Floor(hue * 6), f = (hue * 6) - sixth;
        float p = Math.Clamp(v * (1 - s), 0, 1), q = Math.Clamp(v * (1 - (s * f)), 0, 1), t = Math.Clamp(v * (1 - (s * (1 - f))), 0, 1);
        return ((int)sixth % 6) switch { 0 => (v, t, p), 1 => (q, v, p), 2 => (p, v, t), 3 => (p, q, v), 4 => (t, p, v), _ => (v, p, q) };
    }
}
