namespace Hebb.Nn;

/// <summary>In training, sets whole channels of each sample to 0 with probability p and divides the others by 1 − p; the identity in evaluation.</summary>
/// <param name="p">The probability of a 0, in [0, 1].</param>
/// <param name="generator">Where the choices come from; <see cref="Generator.Default"/> unless given.</param>
public sealed class Dropout2d(double p = 0.5, Generator? generator = null) : Module
{
    /// <summary>x with channels dropped.</summary>
    /// <param name="x">Shape [n, c, h, w] or [c, h, w].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1].</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Dropout2d(p, IsTraining, generator);

    /// <inheritdoc/>
    protected override Generator? RandomSource => generator;

    /// <inheritdoc/>
    protected override string Describe() => FormattableString.Invariant($"p={p}, inplace=False");
}
