namespace Hebb.Nn;

/// <summary>The largest element under each position of a window on a sequence: [n, c, l] to [n, c, l'].</summary>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="stride">Step of the window; the kernel size unless given.</param>
/// <param name="padding">Elements before and behind, at most half of the kernel.</param>
/// <param name="dilation">Distance between the window's elements.</param>
/// <param name="ceilMode">Keeps windows that hang over the end.</param>
public sealed class MaxPool1d(int kernelSize, int? stride = null, int padding = 0, int dilation = 1, bool ceilMode = false) : Module
{
    /// <summary>The maxima of x.</summary>
    /// <param name="x">Shape [n, c, l] or [c, l].</param>
    /// <returns>Shape [n, c, l'].</returns>
    /// <exception cref="ShapeException">The window is larger than the padded sequence, or the padding more than half of it.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.MaxPool1d(kernelSize, stride, padding, dilation, ceilMode);

    /// <inheritdoc/>
    protected override string Describe() => $"kernel_size={kernelSize}, stride={stride ?? kernelSize}, padding={padding}, dilation={dilation}, ceil_mode={ceilMode}";
}
