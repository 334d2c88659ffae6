namespace Hebb.Backends;

/// <content>Sliding windows that keep the largest element or the mean. The last two axes are the plane; all axes before them count planes.</content>
internal abstract partial class Backend
{
    /// <summary>The largest element under each window. Padding never wins; NaN always does; of equal elements the first in scan order.</summary>
    /// <param name="x">Shape [.., h, w].</param>
    /// <param name="window">The sliding window; each of its positions holds an element of x.</param>
    /// <param name="rows">Windows along the height (ceil mode has more than <see cref="Window.Rows"/>).</param>
    /// <param name="columns">Windows along the width.</param>
    /// <param name="keepTaps">Whether the gradient or the indices will be asked for.</param>
    /// <returns>Maxima [.., rows, columns], and for each the number of its kernel element, as only this backend reads it.</returns>
    internal abstract (TensorData Y, TensorData? Taps) MaxPool(TensorData x, Window window, int rows, int columns, bool keepTaps);

    /// <summary>The gradient of <see cref="MaxPool"/>: each window's goes to its maximum; where windows overlap, gradients add up.</summary>
    /// <param name="dy">Shape [.., rows, columns].</param>
    /// <param name="taps">What MaxPool kept.</param>
    /// <param name="window">The sliding window.</param>
    /// <param name="height">The height of x.</param>
    /// <param name="width">The width of x.</param>
    internal abstract TensorData MaxPoolGradient(TensorData dy, TensorData taps, Window window, int height, int width);

    /// <summary>Where the maxima of <see cref="MaxPool"/> lie: row-major indices in their planes.</summary>
    /// <param name="taps">What MaxPool kept.</param>
    /// <param name="window">The sliding window.</param>
    /// <param name="width">The width of x.</param>
    /// <returns>Int64 of the shape of the taps.</returns>
    internal abstract TensorData MaxPoolIndices(TensorData taps, Window window, int width);

    /// <summary>The mean under each window.</summary>
    /// <param name="x">Shape [.., h, w].</param>
    /// <param name="window">The sliding window, without dilation.</param>
    /// <param name="rows">Windows along the height.</param>
    /// <param name="columns">Windows along the width.</param>
    /// <param name="countPadding">Whether padding counts as elements; what ceil mode adds beyond it never does.</param>
    /// <param name="divisor">Divides every sum; 0 for the number of elements.</param>
    internal abstract TensorData AvgPool(TensorData x, Window window, int rows, int columns, bool countPadding, int divisor);

    /// <summary>The adjoint, and so the gradient, of <see cref="AvgPool"/>.</summary>
    /// <param name="dy">Shape [.., rows, columns].</param>
    /// <param name="window">The sliding window.</param>
    /// <param name="height">The height of x.</param>
    /// <param name="width">The width of x.</param>
    /// <param name="countPadding">As in the forward pass.</param>
    /// <param name="divisor">As in the forward pass.</param>
    internal abstract TensorData AvgPoolGradient(TensorData dy, Window window, int height, int width, bool countPadding, int divisor);

    /// <summary>Means over a given number of windows: window i of n over a length l is ⌊i·l/n⌋ … ⌈(i + 1)·l/n⌉ − 1.</summary>
    /// <param name="x">Shape [.., h, w].</param>
    /// <param name="rows">Windows along the height.</param>
    /// <param name="columns">Windows along the width.</param>
    internal abstract TensorData AdaptiveAvgPool(TensorData x, int rows, int columns);

    /// <summary>The adjoint, and so the gradient, of <see cref="AdaptiveAvgPool"/>.</summary>
    /// <param name="dy">Shape [.., rows, columns].</param>
    /// <param name="height">The height of x.</param>
    /// <param name="width">The width of x.</param>
    internal abstract TensorData AdaptiveAvgPoolGradient(TensorData dy, int height, int width);

    /// <summary>The largest elements under the windows of <see cref="AdaptiveAvgPool"/>.</summary>
    /// <param name="x">Shape [.., h, w].</param>
    /// <param name="rows">Windows along the height.</param>
    /// <param name="columns">Windows along the width.</param>
    /// <returns>Maxima, and their row-major indices in their planes (Int64).</returns>
    internal abstract (TensorData Y, TensorData Indices) AdaptiveMaxPool(TensorData x, int rows, int columns);
}
