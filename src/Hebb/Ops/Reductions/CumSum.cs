namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Running sums along an axis: yᵢ = x₀ + … + xᵢ. Integers and truth values sum to Int64.</summary>
        /// <param name="axis">The axis.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor CumSum(int axis) => RunningSum(x, x.Rank == 0 ? new Shape([1]).Axis(axis) : x.Shape.Axis(axis), backward: false);
    }

    static Tensor RunningSum(Tensor x, int axis, bool backward)
    {
        if (x.Rank == 0) return x.DType.IsFloatingPoint ? x : x.To(DType.Int64);
        Tensor terms = x.DType.IsFloatingPoint ? Floating("CumSum", x) : x.To(DType.Int64);
        Tensor y = backward
            ? new Tensor(terms.Backend.Cumulate(product: false, terms.Detached().Flip(axis).Data, axis)).Flip(axis)
            : new Tensor(terms.Backend.Cumulate(product: false, terms.Data, axis));
        return x.IsTracked ? y.From(new CumSumGradient(x, axis, backward)) : y;
    }

    // dxᵢ = dyᵢ + dyᵢ₊₁ + …: the running sum from the other end.
    sealed class CumSumGradient(Tensor x, int axis, bool backward) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, RunningSum(dy, axis, !backward));
    }
}
