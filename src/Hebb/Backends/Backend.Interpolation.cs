namespace Hebb.Backends;

/// <content>Images in other sizes.</content>
internal abstract partial class Backend
{
    /// <summary>Planes in another size; values between pixels are made as the sampling says.</summary>
    /// <param name="x">Shape [.., h, w].</param>
    /// <param name="rows">New height.</param>
    /// <param name="columns">New width.</param>
    /// <param name="sampling">Where the new pixels lie.</param>
    /// <returns>Shape [.., rows, columns].</returns>
    internal abstract TensorData Resample(TensorData x, int rows, int columns, Sampling sampling);

    /// <summary>The adjoint, and so the gradient, of <see cref="Resample"/>.</summary>
    /// <param name="dy">Shape [.., rows, columns].</param>
    /// <param name="height">The height of x.</param>
    /// <param name="width">The width of x.</param>
    /// <param name="sampling">As in the forward pass.</param>
    /// <returns>Shape [.., height, width].</returns>
    internal abstract TensorData ResampleGradient(TensorData dy, int height, int width, Sampling sampling);
}
