using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>max(x, 0) for every element; the gradient at 0 is 0, as in PyTorch.</summary>
        /// <returns>A tensor of the shape and type of x.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public Tensor Relu()
        {
            if (x.DType == DType.Bool) throw new DTypeException("Relu is not defined for truth values.", "Convert them first: x.To(DType.Float32).");
            Tensor y = x.Backend.Unary(UnaryKernel.Relu, x);
            return x.IsTracked ? y.From(new UnaryGradient(UnaryKernel.Relu, x, y)) : y;
        }
    }
}
