namespace Hebb.Nn;

/// <summary>Images in another size; see <see cref="Ops"/>.Interpolate.</summary>
/// <param name="size">Rows and columns of the result; or</param>
/// <param name="scaleFactor">what to multiply rows and columns by.</param>
/// <param name="mode">How values between pixels are made.</param>
/// <param name="alignCorners">Whether the centres of the corner pixels meet. Not for nearest.</param>
public sealed class Upsample(Size? size = null, double? scaleFactor = null, InterpolationMode mode = InterpolationMode.Nearest, bool alignCorners = false) : Module
{
    /// <summary>x in another size.</summary>
    /// <param name="x">Shape [n, c, h, w] or [c, h, w].</param>
    /// <returns>Shape [n, c, h', w'].</returns>
    /// <exception cref="ShapeException">x is no image, or the result would be empty.</exception>
    /// <exception cref="ArgumentException">Not exactly one of size and scale is given.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Interpolate(size?.Pair, scaleFactor is { } s ? (s, s) : null, mode, alignCorners);

    /// <inheritdoc/>
    protected override string Describe()
    {
        string what = size is { } given ? $"size={given}" : FormattableString.Invariant($"scale_factor={scaleFactor:0.0###}");
        return $"{what}, mode='{mode.ToString().ToLowerInvariant()}'";
    }
}
