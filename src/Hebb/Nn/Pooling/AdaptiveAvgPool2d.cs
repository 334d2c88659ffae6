namespace Hebb.Nn;

/// <summary>Means over as many windows as wanted, whatever the size of the image; 1 is global average pooling.</summary>
/// <param name="outputSize">Rows and columns of the result.</param>
public sealed class AdaptiveAvgPool2d(Size outputSize) : Module
{
    /// <summary>Rows and columns of the result.</summary>
    public Size OutputSize { get; } = outputSize.AtLeast(1, nameof(outputSize));

    /// <summary>The means of x.</summary>
    /// <param name="x">Shape [n, c, h, w] or [c, h, w].</param>
    /// <returns>Shape [n, c, rows, columns].</returns>
    /// <exception cref="ShapeException">x is no image.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.AdaptiveAvgPool2d(OutputSize.Rows, OutputSize.Columns);

    /// <inheritdoc/>
    protected override string Describe() => $"output_size={OutputSize.Short}";
}
