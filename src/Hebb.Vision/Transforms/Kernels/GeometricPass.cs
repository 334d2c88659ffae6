namespace Hebb.Vision.Transforms.Kernels;

/// <summary>Any chain of <see cref="IGeometricTransform"/> transforms, then optionally bytes to floats, then optionally <see cref="Normalize"/>: one pass, one output buffer.</summary>
/// <param name="transforms">The moving transforms, with at most one fill value among them.</param>
/// <param name="toFloat">Whether bytes become floats of 0 to 1.</param>
/// <param name="normalize">Applied last, or null.</param>
sealed class GeometricPass(IGeometricTransform[] transforms, bool toFloat, Normalize? normalize)
{
    public Tensor Run(string name, Tensor batch, ReadOnlySpan<Generator> generators)
    {
        bool isBytes = batch.DType == DType.UInt8;
        if (!isBytes && batch.DType != DType.Float32) throw new DTypeException($"{name} changes images of Float32 (0 to 1) or UInt8 (0 to 255); it got {batch.DType}.", "Convert them first: x.To(DType.Float32).");
        if (isBytes && !toFloat && normalize is not null) throw new DTypeException($"{nameof(Normalize)} changes Float32 images with values of 0 to 1; it got UInt8.", "Put a ToFloat() before it.");
        ImageSize size = ImageSize.Of(batch), after = size;
        float fill = 0;
        foreach (IGeometricTransform transform in transforms)
        {
            after = transform.SizeAfter(after);
            fill = transform.Fill ?? fill;
        }

        normalize?.Require(after.Channels);
        Tensor result = Tensor.Uninitialized([batch.Shape[0], after.Channels, after.Height, after.Width], isBytes && !toFloat ? DType.UInt8 : DType.Float32);
        if (!isBytes) Floats(batch, result, size, after, fill, generators);
        else if (toFloat) BytesToFloats(batch, result, size, after, fill, generators);
        else Bytes(batch, result, size, after, (byte)Math.Clamp(fill, 0, 255), generators);
        return result;
    }

    GeometricMap Draw(ImageSize size, Generator? generator)
    {
        var whole = new GeometricMap(AxisMap.Whole(size.Height), AxisMap.Whole(size.Width));
        foreach (IGeometricTransform transform in transforms)
        {
            whole = whole.Then(transform.Draw(size, generator));
            size = transform.SizeAfter(size);
        }

        return whole;
    }

    void Bytes(Tensor batch, Tensor result, ImageSize size, ImageSize after, byte fill, ReadOnlySpan<Generator> generators)
    {
        using var source = batch.Open<byte>();
        using var target = result.Open<byte>();
        Span<byte> from = source.Span(batch.Count), to = target.Span(result.Count);
        for (int i = 0; i < batch.Shape[0]; i++)
        {
            GeometricMap map = Draw(size, Of(generators, i));
            for (int c = 0; c < size.Channels; c++) GeometricKernel.Copy(Plane(from, i, c, size), Plane(to, i, c, after), size, after, map, fill);
        }
    }

    void Floats(Tensor batch, Tensor result, ImageSize size, ImageSize after, float fill, ReadOnlySpan<Generator> generators)
    {
        using var source = batch.Open<float>();
        using var target = result.Open<float>();
        Span<float> from = source.Span(batch.Count), to = target.Span(result.Count);
        for (int i = 0; i < batch.Shape[0]; i++)
        {
            GeometricMap map = Draw(size, Of(generators, i));
            for (int c = 0; c < size.Channels; c++)
            {
                Span<float> plane = Plane(to, i, c, after);
                GeometricKernel.Copy(Plane(from, i, c, size), plane, size, after, map, fill);
                normalize?.Change(plane, c);
            }
        }
    }

    void BytesToFloats(Tensor batch, Tensor result, ImageSize size, ImageSize after, float fill, ReadOnlySpan<Generator> generators)
    {
        using var source = batch.Open<byte>();
        using var target = result.Open<float>();
        Span<byte> from = source.Span(batch.Count);
        Span<float> to = target.Span(result.Count);
        for (int i = 0; i < batch.Shape[0]; i++)
        {
            GeometricMap map = Draw(size, Of(generators, i));
            for (int c = 0; c < size.Channels; c++)
            {
                // A plane of a small image stays in the nearest cache between the two.
                Span<float> plane = Plane(to, i, c, after);
                GeometricKernel.Convert(Plane(from, i, c, size), plane, size, after, map, fill / 255);
                normalize?.Change(plane, c);
            }
        }
    }

    static Generator? Of(ReadOnlySpan<Generator> generators, int i) => i < generators.Length ? generators[i] : null;

    static Span<T> Plane<T>(Span<T> all, int image, int channel, ImageSize size) => all.Slice(((image * size.Channels) + channel) * size.Area, size.Area);
}
