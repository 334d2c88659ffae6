namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x above λ and below −λ, else 0; NaN stays NaN.</summary>
        /// <param name="lambda">λ, 0 or more.</param>
        /// <returns>A tensor of the shape and type of x. The gradient passes where x stayed.</returns>
        /// <exception cref="ArgumentOutOfRangeException">λ is negative or not a number.</exception>
        public Tensor Hardshrink(double lambda = 0.5)
        {
            if (!(lambda >= 0)) throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "Hardshrink's λ is a distance, 0 or more.");
            return Tensor.Where((x >= -lambda) & (x <= lambda), 0, x);
        }
    }
}
