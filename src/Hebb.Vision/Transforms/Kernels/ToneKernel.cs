using Hebb.Images;
using System.Numerics.Tensors;

namespace Hebb.Vision.Transforms.Kernels;

/// <summary>The operations of RandAugment that change values by their size alone. Those that are defined on bytes work on the nearest byte.</summary>
static class ToneKernel
{
    /// <summary>Keeps the highest bits of each byte.</summary>
    public static void Posterize(Span<float> image, int bits)
    {
        int mask = (0xFF << (8 - bits)) & 0xFF;
        for (int i = 0; i < image.Length; i++) image[i] = (Image.Level(image[i] * 255) & mask) / 255f;
    }

    /// <summary>Inverts values from a threshold on.</summary>
    public static void Solarize(Span<float> image, float threshold)
    {
        for (int i = 0; i < image.Length; i++)
        {
            if (image[i] >= threshold) image[i] = 1 - image[i];
        }
    }

    /// <summary>Stretches each channel from 0 to 1; one of a single value stays.</summary>
    public static void AutoContrast(Span<float> image, ImageSize size)
    {
        for (int c = 0; c < size.Channels; c++)
        {
            Span<float> plane = image.Slice(c * size.Area, size.Area);
            float min = TensorPrimitives.Min(plane), scale = 1 / (TensorPrimitives.Max(plane) - min);
            if (!float.IsFinite(scale)) continue;
            TensorPrimitives.Subtract(plane, min, plane);
            TensorPrimitives.Multiply(plane, scale, plane);
            ColorKernel.Clip(plane);
        }
    }

    /// <summary>Makes every byte about equally frequent in each channel, as Pillow does.</summary>
    public static void Equalize(Span<float> image, ImageSize size)
    {
        Span<int> counts = stackalloc int[256];
        Span<float> table = stackalloc float[256];
        for (int c = 0; c < size.Channels; c++)
        {
            Span<float> plane = image.Slice(c * size.Area, size.Area);
            counts.Clear();
            foreach (float value in plane) counts[Image.Level(value * 255)]++;
            int last = counts.LastIndexOfAnyExcept(0), step = (plane.Length - counts[last]) / 255;
            if (step == 0) continue;
            for (int i = 0, sum = 0; i < 256; i++)
            {
                table[i] = Math.Min((sum + (step / 2)) / step, 255) / 255f;
                sum += counts[i];
            }

            for (int i = 0; i < plane.Length; i++) plane[i] = table[Image.Level(plane[i] * 255)];
        }
    }
}
