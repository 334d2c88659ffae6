namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x above 0, else α(e^(x/α) − 1): an ELU whose slope is continuous for every α.</summary>
        /// <param name="alpha">α, above 0.</param>
        /// <returns>A tensor of the shape of x.</returns>
        /// <exception cref="ArgumentOutOfRangeException">α is not above 0.</exception>
        /// <remarks>Barron: Continuously differentiable exponential linear units (2017).</remarks>
        public Tensor Celu(double alpha = 1)
        {
            if (!(alpha > 0)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Celu divides by α; it must be above 0.");
            return alpha == 1 ? x.Elu() : Tensor.Where(x > 0, x, (x / alpha).Clamp(max: 0).Expm1() * alpha);
        }
    }
}
