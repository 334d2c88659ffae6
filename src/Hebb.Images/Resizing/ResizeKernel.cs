using System.Buffers;
using System.Numerics.Tensors;

namespace Hebb.Images;

/// <summary>Resizes a part of a plane: the rows first, several pixels at once, then the pixels of each row.</summary>
static class ResizeKernel
{
    /// <summary>Resizes the part of height × width pixels at (top, left).</summary>
    public static void Run(ReadOnlySpan<float> plane, int stride, int top, int left, int width, ResizeWeights rows, ResizeWeights columns, Span<float> to, int newHeight, int newWidth)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(width);
        Span<float> row = rented.AsSpan(0, width);
        for (int y = 0; y < newHeight; y++)
        {
            ReadOnlySpan<float> weights = rows.Of(y);
            int from = ((top + rows.First(y)) * stride) + left;
            TensorPrimitives.Multiply(plane.Slice(from, width), weights[0], row);
            for (int k = 1; k < weights.Length; k++) TensorPrimitives.MultiplyAdd(plane.Slice(from + (k * stride), width), weights[k], row, row);
            Span<float> target = to.Slice(y * newWidth, newWidth);
            for (int x = 0; x < newWidth; x++)
            {
                ReadOnlySpan<float> own = columns.Of(x);
                ReadOnlySpan<float> values = row.Slice(columns.First(x), own.Length);
                float sum = 0;
                for (int k = 0; k < own.Length; k++) sum += own[k] * values[k];
                target[x] = sum;
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>The same for bytes: computed in floats, rounded to the nearest, halves to the even one, and clipped.</summary>
    public static void Run(ReadOnlySpan<byte> plane, int stride, int top, int left, int height, int width, ResizeWeights rows, ResizeWeights columns, Span<byte> to, int newHeight, int newWidth)
    {
        float[] rented = ArrayPool<float>.Shared.Rent((height * width) + (newHeight * newWidth));
        Span<float> source = rented.AsSpan(0, height * width), target = rented.AsSpan(height * width, newHeight * newWidth);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = plane.Slice(((top + y) * stride) + left, width);
            for (int x = 0; x < width; x++) source[(y * width) + x] = row[x];
        }

        Run(source, width, 0, 0, width, rows, columns, target, newHeight, newWidth);
        for (int i = 0; i < target.Length; i++) to[i] = Image.Level(target[i]);
        ArrayPool<float>.Shared.Return(rented);
    }
}
