namespace Hebb.Nn;

/// <summary>
/// While training, sets each element to 0 with probability p and divides the others by 1 − p; in evaluation mode, the identity.
/// </summary>
/// <remarks>Srivastava et al.: Dropout: a simple way to prevent neural networks from overfitting (JMLR 15, 2014).</remarks>
public sealed class Dropout : Module
{
    readonly Generator? generator;

    /// <summary>Makes the module.</summary>
    /// <param name="p">The probability of a 0, in [0, 1].</param>
    /// <param name="generator">Where the choices come from; <see cref="Generator.Default"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1].</exception>
    public Dropout(double p = 0.5, Generator? generator = null)
    {
        if (!(p is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, $"Dropout's p = {p} is the probability that an element becomes 0; it lies between 0 and 1, usually 0.1 to 0.5.");
        P = p;
        this.generator = generator;
    }

    /// <summary>The probability of a 0.</summary>
    public double P { get; }

    /// <inheritdoc/>
    protected override Generator? RandomSource => generator;

    /// <summary>x with some elements dropped, or, in evaluation mode, x itself.</summary>
    /// <param name="x">Any shape; Float32 or Float64.</param>
    /// <exception cref="DTypeException">x has another type.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Dropout(P, IsTraining, generator);

    /// <inheritdoc/>
    protected override string Describe() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"p={P}, inplace=False");
}
