using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Adds pixels around images of Float32 or UInt8.</summary>
public sealed class Pad : Transform, IGeometricTransform
{
    readonly int left;
    readonly int top;
    readonly int right;
    readonly int bottom;
    readonly float fill;
    readonly PadMode mode;

    /// <summary>Adds as many pixels on every side.</summary>
    /// <param name="padding">Pixels, 0 or more.</param>
    /// <param name="mode">What is added.</param>
    /// <param name="fill">The value of <see cref="PadMode.Constant"/>, in the images' own unit.</param>
    public Pad(int padding, PadMode mode = PadMode.Constant, float fill = 0)
        : this(padding, padding, padding, padding, mode, fill)
    {
    }

    /// <summary>Adds pixels.</summary>
    /// <param name="left">Columns on the left.</param>
    /// <param name="top">Rows above.</param>
    /// <param name="right">Columns on the right.</param>
    /// <param name="bottom">Rows below.</param>
    /// <param name="mode">What is added.</param>
    /// <param name="fill">The value of <see cref="PadMode.Constant"/>, in the images' own unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or the mode is unknown.</exception>
    public Pad(int left, int top, int right, int bottom, PadMode mode = PadMode.Constant, float fill = 0)
    {
        foreach (int side in (ReadOnlySpan<int>)[left, top, right, bottom])
        {
            if (side < 0) throw new ArgumentOutOfRangeException(nameof(left), side, "Pad adds 0 or more pixels on a side; CenterCrop takes pixels away.");
        }

        if (mode is < PadMode.Constant or > PadMode.Circular) throw new ArgumentOutOfRangeException(nameof(mode), mode, "Pad knows Constant, Reflect, Replicate and Circular.");
        (this.left, this.top, this.right, this.bottom, this.mode, this.fill) = (left, top, right, bottom, mode, fill);
    }

    float? IGeometricTransform.Fill => fill;

    /// <summary>Whether this is a window, so that it can be joined with its neighbours.</summary>
    internal bool IsWindow => mode == PadMode.Constant;

    ImageSize IGeometricTransform.SizeAfter(ImageSize size) => SizeAfter(size);

    GeometricMap IGeometricTransform.Draw(ImageSize size, Generator? generator) =>
        new(AxisMap.Part(-top, SizeAfter(size).Height, size.Height), AxisMap.Part(-left, SizeAfter(size).Width, size.Width));

    /// <inheritdoc/>
    protected internal override Tensor Run(Tensor batch, ReadOnlySpan<Generator> generators)
    {
        if (IsWindow) return new GeometricPass([this], toFloat: false, normalize: null).Run(nameof(Pad), batch, generators);
        ImageSize size = ImageSize.Of(batch), after = SizeAfter(size);
        long max = Math.Max((long)Math.Max(left, right) - size.Width, (long)Math.Max(top, bottom) - size.Height) + 1;
        if (mode == PadMode.Circular && max > 1) throw new ShapeException($"Pad can repeat an image at most once on each side: {size.Height} × {size.Width} pixels cannot be padded by {left}, {top}, {right} and {bottom}.", "Pad less, or use PadMode.Replicate.");
        if (mode == PadMode.Reflect && max > 0) throw new ShapeException($"Pad can reflect at most as many pixels as the image has, less one: {size.Height} × {size.Width} pixels cannot be padded by {left}, {top}, {right} and {bottom}.", "Pad less, or use PadMode.Replicate.");
        int[] columns = Sources(left, size.Width, after.Width), rows = Sources(top, size.Height, after.Height);
        Tensor result = Tensor.Uninitialized([batch.Shape[0], after.Channels, after.Height, after.Width], batch.DType);
        if (batch.DType == DType.UInt8) Fill<byte>(batch, result, size, after, rows, columns);
        else if (batch.DType == DType.Float32) Fill<float>(batch, result, size, after, rows, columns);
        else throw new DTypeException($"Pad changes images of Float32 or UInt8; it got {batch.DType}.", "Convert them first: x.To(DType.Float32).");
        return result;
    }

    ImageSize SizeAfter(ImageSize size) => size with
    {
        Height = Shape.Checked((long)size.Height + top + bottom, "The height of the padded image"),
        Width = Shape.Checked((long)size.Width + left + right, "The width of the padded image"),
    };

    // Where each place of an axis comes from.
    int[] Sources(int before, int length, int after)
    {
        var sources = new int[after];
        for (int i = 0; i < after; i++)
        {
            int place = i - before;
            if (mode == PadMode.Circular) place = (place + length) % length;
            else if (mode == PadMode.Replicate) place = Math.Clamp(place, 0, length - 1);
            else if (place < 0) place = -place;
            else if (place >= length) place = (2 * (length - 1)) - place;
            sources[i] = place;
        }

        return sources;
    }

    static void Fill<T>(Tensor batch, Tensor result, ImageSize size, ImageSize after, int[] rows, int[] columns)
        where T : unmanaged
    {
        using var source = batch.Open<T>();
        using var target = result.Open<T>();
        Span<T> from = source.Span(batch.Count), to = target.Span(result.Count);
        for (int plane = 0; plane < batch.Shape[0] * size.Channels; plane++)
        {
            for (int y = 0; y < rows.Length; y++)
            {
                ReadOnlySpan<T> old = from.Slice((plane * size.Area) + (rows[y] * size.Width), size.Width);
                Span<T> row = to.Slice((plane * after.Area) + (y * after.Width), after.Width);
                for (int x = 0; x < row.Length; x++) row[x] = old[columns[x]];
            }
        }
    }
}
