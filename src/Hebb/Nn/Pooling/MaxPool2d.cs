namespace Hebb.Nn;

/// <summary>The largest element under each position of a sliding window: [n, c, h, w] to [n, c, h', w']. See <see cref="Ops"/>.MaxPool2d.</summary>
/// <param name="kernelSize">Rows and columns of the window.</param>
/// <param name="stride">Steps of the window; the kernel size unless given.</param>
/// <param name="padding">Rows and columns around the image, at most half of the kernel.</param>
/// <param name="dilation">Distance between the window's elements; 1 unless given.</param>
/// <param name="ceilMode">Keeps windows that hang over the end.</param>
public sealed class MaxPool2d(Size kernelSize, Size? stride = null, Size padding = default, Size? dilation = null, bool ceilMode = false) : Module
{
    /// <summary>Rows and columns of the window.</summary>
    public Size KernelSize { get; } = kernelSize.AtLeast(1, nameof(kernelSize));

    /// <summary>Steps of the window.</summary>
    public Size Stride { get; } = (stride ?? kernelSize).AtLeast(1, nameof(stride));

    /// <summary>Rows and columns around the image.</summary>
    public Size Padding { get; } = padding.AtLeast(0, nameof(padding));

    /// <summary>Distance between the window's elements.</summary>
    public Size Dilation { get; } = (dilation ?? 1).AtLeast(1, nameof(dilation));

    /// <summary>Whether windows that hang over the end are kept.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <summary>The maxima of x.</summary>
    /// <param name="x">Shape [n, c, h, w] or [c, h, w].</param>
    /// <returns>Shape [n, c, h', w'].</returns>
    /// <exception cref="ShapeException">The window is larger than the padded image, or the padding more than half of it.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.MaxPool2d(KernelSize.Pair, Stride.Pair, Padding.Pair, Dilation.Pair, CeilMode);

    /// <inheritdoc/>
    protected override string Describe() => $"kernel_size={KernelSize.Short}, stride={Stride.Short}, padding={Padding.Short}, dilation={Dilation.Short}, ceil_mode={CeilMode}";
}
