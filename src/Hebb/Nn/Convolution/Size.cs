namespace Hebb.Nn;

/// <summary>Rows and columns of a kernel, a stride, a dilation. A single number stands for both: <c>new Conv2d(1, 16, 3)</c>; a pair names them: <c>(3, 5)</c>.</summary>
/// <param name="Rows">Along the height.</param>
/// <param name="Columns">Along the width.</param>
public readonly record struct Size(int Rows, int Columns)
{
    /// <summary>The same along both axes.</summary>
    /// <param name="length">Rows and columns.</param>
    public static implicit operator Size(int length) => new(length, length);

    /// <summary>Rows and columns.</summary>
    /// <param name="size">The pair.</param>
    public static implicit operator Size((int Rows, int Columns) size) => new(size.Rows, size.Columns);

    /// <summary>As PyTorch prints it: <c>(3, 3)</c>.</summary>
    public override string ToString() => $"({Rows}, {Columns})";

    internal Size AtLeast(int min, string what) => Rows >= min && Columns >= min
        ? this
        : throw new ArgumentOutOfRangeException(what, $"({Rows}, {Columns})", $"The {what} of a layer must be at least {min} along both axes.");
}
