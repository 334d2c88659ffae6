namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x − λ above λ, x + λ below −λ, 0 between: what is left of x when it is pulled towards 0 by λ.</summary>
        /// <param name="lambda">λ, 0 or more.</param>
        /// <returns>A tensor of the shape of x. The gradient between the bounds, and on them, is 0.</returns>
        /// <exception cref="ArgumentOutOfRangeException">λ is negative or not a number.</exception>
        public Tensor Softshrink(double lambda = 0.5)
        {
            if (!(lambda >= 0)) throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "Softshrink's λ is a distance, 0 or more.");
            return x - x.Clamp(-lambda, lambda);
        }
    }
}
