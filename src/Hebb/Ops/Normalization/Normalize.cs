namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Vectors of length 1: y = x / max(‖x‖ₚ, ε) along an axis.</summary>
        /// <param name="p">The norm; 2 is Euclid's, infinity the largest absolute value.</param>
        /// <param name="axis">The axis along which the vectors lie.</param>
        /// <param name="eps">ε: shorter vectors are divided by it instead.</param>
        /// <returns>The shape of x.</returns>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="DTypeException">x is not Float32 or Float64.</exception>
        public Tensor Normalize(double p = 2, int axis = 1, double eps = 1e-12)
        {
            CheckFloating("Normalize", x);
            return x / x.Norm(p, axis, keepDims: true).Clamp(min: eps);
        }
    }
}
