using Hebb.Backends;

namespace Hebb.Nn;

/// <summary>The zeros around an image: a number, a pair (rows, columns), or <see cref="Same"/>. Nothing by default.</summary>
public readonly record struct Padding
{
    readonly Size size;
    readonly bool isSame;

    Padding(Size size, bool isSame)
    {
        this.size = size;
        this.isSame = isSame;
    }

    /// <summary>As much as keeps height and width; where that is odd, the extra row or column is at the bottom or right.</summary>
    public static Padding Same => new(0, isSame: true);

    /// <summary>Whether there is none.</summary>
    public bool IsZero => !isSame && size == 0;

    /// <summary>The same on all sides.</summary>
    /// <param name="length">Rows above and below, columns left and right.</param>
    public static implicit operator Padding(int length) => new(length, isSame: false);

    /// <summary>Rows above and below, columns left and right.</summary>
    /// <param name="size">The pair.</param>
    public static implicit operator Padding((int Rows, int Columns) size) => new(size, isSame: false);

    /// <summary>As PyTorch prints it: <c>(1, 1)</c> or <c>same</c>.</summary>
    public override string ToString() => isSame ? "same" : size.ToString();

    internal ConvGeometry Geometry(Size kernel, Size stride, Size dilation, int groups)
    {
        kernel.AtLeast(1, "kernel size");
        stride.AtLeast(1, "stride");
        dilation.AtLeast(1, "dilation");
        size.AtLeast(0, "padding");
        if (!isSame) return new ConvGeometry(stride.Rows, stride.Columns, size.Rows, size.Columns, size.Rows, size.Columns, dilation.Rows, dilation.Columns, groups);
        if (stride != 1) throw new ShapeException($"\"Same\" padding keeps height and width, which a stride of {stride} cannot.", "Use a number for the padding, or stride 1.");
        return ConvGeometry.Same(kernel.Rows, kernel.Columns, dilation.Rows, dilation.Columns, groups);
    }
}
