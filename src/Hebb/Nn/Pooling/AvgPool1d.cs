namespace Hebb.Nn;

/// <summary>The mean under each position of a window on a sequence: [n, c, l] to [n, c, l'].</summary>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="stride">Step of the window; the kernel size unless given.</param>
/// <param name="padding">Zeros before and behind, at most half of the kernel.</param>
/// <param name="ceilMode">Keeps windows that hang over the end.</param>
/// <param name="countIncludePad">Whether the padding counts as elements of the mean.</param>
public sealed class AvgPool1d(int kernelSize, int? stride = null, int padding = 0, bool ceilMode = false, bool countIncludePad = true) : Module
{
    /// <summary>The means of x.</summary>
    /// <param name="x">Shape [n, c, l] or [c, l].</param>
    /// <returns>Shape [n, c, l'].</returns>
    /// <exception cref="ShapeException">The window is larger than the padded sequence, or the padding more than half of it.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.AvgPool1d(kernelSize, stride, padding, ceilMode, countIncludePad);

    /// <inheritdoc/>
    protected override string Describe() => $"kernel_size=({kernelSize},), stride=({stride ?? kernelSize},), padding=({padding},)";
}
