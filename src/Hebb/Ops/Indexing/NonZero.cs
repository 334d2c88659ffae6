using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The indices of the elements that are true, or not 0, in row-major order.</summary>
        /// <returns>Int64 of shape [count, Rank], an index in each row.</returns>
        public Tensor NonZero()
        {
            Tensor[] indices = x.NonZeroByAxis();
            return indices.Length > 0 ? Tensor.Stack(indices, 1) : Tensor.Zeros([x.Backend.NonZero(x.To(DType.Bool).Data).Count, 0], DType.Int64);
        }

        /// <summary>The indices of the elements that are true, or not 0, axis by axis: x[x.NonZeroByAxis()] would be those elements.</summary>
        /// <returns>For each axis an Int64 tensor of shape [count].</returns>
        public Tensor[] NonZeroByAxis()
        {
            Tensor flat = new(x.Backend.NonZero(x.To(DType.Bool).Data));
            var indices = new Tensor[x.Rank];
            ReadOnlySpan<int> lengths = x.Shape.Axes;
            for (int i = indices.Length - 1; i >= 0; i--)
            {
                Tensor length = Tensor.Scalar(Math.Max(lengths[i], 1), DType.Int64);
                indices[i] = Run(BinaryFunction<RemainderFormula>.Instance, flat, length);
                flat = Run(BinaryFunction<FloorDivideFormula>.Instance, flat, length);
            }

            return indices;
        }
    }
}
