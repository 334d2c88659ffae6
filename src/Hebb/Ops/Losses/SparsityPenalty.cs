namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// Σ ρ ln(ρ / ρ̂) + (1 − ρ) ln((1 − ρ) / (1 − ρ̂)) over units, where ρ̂ is a unit's mean activation over the rows: what keeps the hidden units of a sparse
        /// autoencoder silent most of the time (Ng 2011).
        /// </summary>
        /// <param name="rho">ρ, the activation wanted, in (0, 1).</param>
        /// <returns>A scalar, for activations of shape [rows, ..] between 0 and 1.</returns>
        /// <exception cref="ArgumentOutOfRangeException">ρ lies outside (0, 1).</exception>
        /// <exception cref="ShapeException">x is a scalar.</exception>
        public Tensor SparsityPenalty(double rho)
        {
            if (!(rho is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(rho), rho, "SparsityPenalty needs a rho between 0 and 1, both excluded.");
            if (x.Rank == 0) throw new ShapeException("SparsityPenalty takes activations of shape [rows, ..]; it got a scalar.");
            Tensor mean = x.Mean(0);
            double entropy = (rho * Math.Log(rho)) + ((1 - rho) * Math.Log(1 - rho));
            return (entropy - (mean.Log() * rho) - ((1 - mean).Log() * (1 - rho))).Sum();
        }
    }
}
