namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x above the threshold, else a fixed value, element by element; NaN stays NaN.</summary>
        /// <param name="threshold">The threshold.</param>
        /// <param name="value">What stands at or below it.</param>
        /// <returns>A tensor of the shape and type of x. The gradient passes where x stayed.</returns>
        public Tensor Threshold(double threshold, double value) => Tensor.Where(x <= threshold, value, x);
    }
}
