namespace Hebb.Nn;

/// <summary>Probabilities from logits: eˣ over its sum along an axis.</summary>
/// <param name="axis">The axis along which the results sum to 1; negative numbers count from the last.</param>
public sealed class Softmax(int axis = -1) : Module
{
    /// <summary>eˣ / Σ eˣ along the axis.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="IndexException">x has no such axis.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Softmax(axis);

    /// <inheritdoc/>
    protected override string Describe() => $"dim={axis}";
}

/// <summary>The logarithm of softmax: x − ln Σ eˣ along an axis, stable for any x.</summary>
/// <param name="axis">The axis; negative numbers count from the last.</param>
public sealed class LogSoftmax(int axis = -1) : Module
{
    /// <summary>x − ln Σ eˣ along the axis.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="IndexException">x has no such axis.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.LogSoftmax(axis);

    /// <inheritdoc/>
    protected override string Describe() => $"dim={axis}";
}

/// <summary>Probabilities that are largest where x is smallest: the softmax of −x.</summary>
/// <param name="axis">The axis along which the results sum to 1; negative numbers count from the last.</param>
public sealed class Softmin(int axis = -1) : Module
{
    /// <summary>e⁻ˣ / Σ e⁻ˣ along the axis.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="IndexException">x has no such axis.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Softmin(axis);

    /// <inheritdoc/>
    protected override string Describe() => $"dim={axis}";
}

/// <summary>A softmax over the channels of every pixel.</summary>
public sealed class Softmax2d : Module
{
    /// <summary>eˣ / Σ eˣ along the channels.</summary>
    /// <param name="x">Shape [n, c, h, w] or [c, h, w].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x is no image.</exception>
    public override Tensor Forward(Tensor x)
    {
        if (IsHooked()) return Hooked(x);
        return x.Rank is 3 or 4
            ? x.Softmax(-3)
            : throw new ShapeException($"Softmax2d takes images of shape [n, channels, h, w] or [channels, h, w]; it got {x.Shape}.", "Softmax(axis) works along any axis.");
    }
}
