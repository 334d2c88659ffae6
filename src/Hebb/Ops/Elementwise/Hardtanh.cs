namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x between two bounds, the nearer bound outside them. Unlike that of <see cref="Clamp"/>, the gradient at the bounds themselves is 0, as in PyTorch.</summary>
        /// <param name="min">The lower bound.</param>
        /// <param name="max">The upper bound, above the lower one.</param>
        /// <returns>A tensor of the shape of x.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The upper bound is not above the lower one.</exception>
        public Tensor Hardtanh(double min = -1, double max = 1)
        {
            if (!(max > min)) throw new ArgumentOutOfRangeException(nameof(max), max, $"Hardtanh's upper bound must be above the lower one, {min}.");
            return Tensor.Where(x <= min, min, Tensor.Where(x >= max, max, x));
        }
    }
}
