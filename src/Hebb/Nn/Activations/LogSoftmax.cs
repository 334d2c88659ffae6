namespace Hebb.Nn;

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
