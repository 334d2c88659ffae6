namespace Hebb.Backends;

/// <content>Convolution: three linear maps, each the others' gradient.</content>
internal abstract partial class Backend
{
    /// <summary>y[n, o] = Σ over channels c of the group: x[n, c] ⋆ w[o, c], plus bias[o], cross-correlated.</summary>
    /// <param name="x">Shape [n, c, h, w].</param>
    /// <param name="weight">Shape [o, c / groups, kh, kw].</param>
    /// <param name="bias">Shape [o], or null.</param>
    /// <param name="geometry">How the kernel moves.</param>
    /// <param name="activation">What is applied to y.</param>
    /// <returns>Shape [n, o, oh, ow].</returns>
    internal abstract TensorData Conv2d(TensorData x, TensorData weight, TensorData? bias, in ConvGeometry geometry, Activation activation);

    /// <summary>The gradient of <see cref="Conv2d"/> with respect to its input; used forward, the transposed convolution.</summary>
    /// <param name="dy">Shape [n, o, oh, ow].</param>
    /// <param name="weight">Shape [o, c / groups, kh, kw].</param>
    /// <param name="input">The shape of the input.</param>
    /// <param name="geometry">How the kernel moves.</param>
    /// <returns>A tensor of the input's shape.</returns>
    internal abstract TensorData Conv2dGradientInput(TensorData dy, TensorData weight, Shape input, in ConvGeometry geometry);

    /// <summary>The gradient of <see cref="Conv2d"/> with respect to its weight and, in the same pass, its bias.</summary>
    /// <param name="x">Shape [n, c, h, w].</param>
    /// <param name="dy">Shape [n, o, oh, ow].</param>
    /// <param name="weight">The shape of the weight.</param>
    /// <param name="geometry">How the kernel moves.</param>
    /// <param name="bias">Whether the bias's gradient is wanted.</param>
    internal abstract (TensorData Weight, TensorData? Bias) Conv2dGradientWeight(TensorData x, TensorData dy, Shape weight, in ConvGeometry geometry, bool bias);
}
