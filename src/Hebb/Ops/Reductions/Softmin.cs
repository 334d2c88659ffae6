namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>e⁻ˣ / Σ e⁻ˣ along an axis: the softmax of −x.</summary>
        /// <param name="axis">The axis that sums to 1.</param>
        /// <returns>A tensor of the shape of x.</returns>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Softmin(int axis) => (-x).Softmax(axis);
    }
}
