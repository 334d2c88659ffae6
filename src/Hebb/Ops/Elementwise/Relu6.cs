using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>min(max(x, 0), 6) for every element; the gradient at 0 and 6 is 0.</summary>
        /// <returns>A tensor of the shape of x; its type too.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public Tensor Relu6() => x.DType is not (DType.Int64 or DType.Int32 or DType.UInt8)
            ? NumberFunction(UnaryKernel.Relu6, x, static (s, _, _) => Indicator((s > 0) & (s < 6), s))
            : x.Clamp(0, 6);
    }
}
