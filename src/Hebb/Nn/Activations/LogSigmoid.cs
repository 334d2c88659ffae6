namespace Hebb.Nn;

/// <summary>The logarithm of the logistic function: −ln(1 + e⁻ˣ), stable for any x.</summary>
public sealed class LogSigmoid : Module
{
    /// <summary>−ln(1 + e⁻ˣ).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.LogSigmoid();
}
