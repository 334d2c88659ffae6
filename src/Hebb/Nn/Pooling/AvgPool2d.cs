namespace Hebb.Nn;

/// <summary>The mean under each position of a sliding window: [n, c, h, w] to [n, c, h', w'].</summary>
/// <param name="kernelSize">Rows and columns of the window.</param>
/// <param name="stride">Steps of the window; the kernel size unless given.</param>
/// <param name="padding">Zeros around the image, at most half of the kernel.</param>
/// <param name="ceilMode">Keeps windows that hang over the end.</param>
/// <param name="countIncludePad">Whether the padding counts as elements of the mean.</param>
/// <param name="divisorOverride">Divides every sum instead of the number of elements.</param>
public sealed class AvgPool2d(Size kernelSize, Size? stride = null, Size padding = default, bool ceilMode = false, bool countIncludePad = true, int? divisorOverride = null) : Module
{
    /// <summary>Rows and columns of the window.</summary>
    public Size KernelSize { get; } = kernelSize.AtLeast(1, nameof(kernelSize));

    /// <summary>Steps of the window.</summary>
    public Size Stride { get; } = (stride ?? kernelSize).AtLeast(1, nameof(stride));

    /// <summary>Zeros around the image.</summary>
    public Size Padding { get; } = padding.AtLeast(0, nameof(padding));

    /// <summary>The means of x.</summary>
    /// <param name="x">Shape [n, c, h, w] or [c, h, w].</param>
    /// <returns>Shape [n, c, h', w'].</returns>
    /// <exception cref="ShapeException">The window is larger than the padded image, or the padding more than half of it.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.AvgPool2d(KernelSize.Pair, Stride.Pair, Padding.Pair, ceilMode, countIncludePad, divisorOverride);

    /// <inheritdoc/>
    protected override string Describe() => $"kernel_size={KernelSize.Short}, stride={Stride.Short}, padding={Padding.Short}";
}
