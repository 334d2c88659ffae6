namespace Hebb.Vision.Reading.Lines;

/// <summary>The writing of one word or line as the line network sees it: slope and slant taken out, the body of the letters at one size and one height, ink 1, paper 0.</summary>
/// <param name="Width">Columns, a multiple of 4.</param>
/// <param name="Ink">Row by row, 32 rows.</param>
/// <param name="Left">The column of the mask under the left edge, at middle height.</param>
/// <param name="Step">Columns of the mask for one column of this image.</param>
sealed partial record LineImage(int Width, float[] Ink, double Left, double Step)
{
    /// <summary>Rows.</summary>
    public const int Height = 32;

    /// <summary>The widest image that is made, in columns: a line of some 400 letters. Longer writing is squeezed into it.</summary>
    public const int MaxWidth = 6000;

    /// <summary>Empty columns on each side.</summary>
    const int Margin = 4;

    /// <summary>The mean distance of ink from its median row, in rows: it makes small letters about 10 rows high, and a line of capitals about 14.</summary>
    const double Spread = 3.6;

    /// <summary>Columns of the mask.</summary>
    public int MaskWidth { get; init; } = int.MaxValue;

    /// <summary>The column of the mask that a column of this image shows at middle height, not beyond the mask's edges.</summary>
    public double ToMask(double column) => Math.Clamp(Left + (column * Step), 0, MaskWidth);

    /// <summary>Shape [1, 1, 32, width].</summary>
    public Tensor ToTensor() => Tensor.Wrap(Ink, [1, 1, Height, Width]);
}
