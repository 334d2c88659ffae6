namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Running products along an axis: yᵢ = x₀ · … · xᵢ. Integers and truth values multiply to Int64.</summary>
        /// <param name="axis">The axis.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor CumProd(int axis)
        {
            int along = x.Rank == 0 ? new Shape([1]).Axis(axis) : x.Shape.Axis(axis);
            Tensor factors = x.DType.IsFloatingPoint ? Floating("CumProd", x) : x.To(DType.Int64);
            if (x.Rank == 0) return factors;
            Tensor y = new(factors.Backend.Cumulate(product: true, factors.Data, along));
            return x.IsTracked ? y.From(new CumProdGradient(x, y, along)) : y;
        }
    }

    // dxᵢ = Σ dyⱼ yⱼ / xᵢ over j ≥ i where no factor is 0.
    sealed class CumProdGradient(Tensor x, Tensor y, int axis) : Node(x)
    {
        SavedTensor x = new(x), y = new(y);

        public override void Backward(Tensor dy)
        {
            Tensor factors = x.For(this);
            AddGradient(0, factors.Equal(0).Any().Item() == 0 ? RunningSum(dy * y.For(this), axis, backward: true) / factors : WithZeros(dy, factors));
        }

        protected override void Release() => x = y = default;

        // Row i of n² numbers: the running products with factor i left out; those before i do not depend on it.
        Tensor WithZeros(Tensor dy, Tensor factors)
        {
            int length = factors.Shape[axis], last = factors.Rank - 1;
            Tensor lines = factors.Transpose(axis, last), slopes = dy.Transpose(axis, last);
            Tensor indices = Tensor.Arange(length), isOther = indices.Unsqueeze(1).NotEqual(indices), isReached = indices.Unsqueeze(1) <= indices;
            Tensor others = Where(isOther, lines.Unsqueeze(-2), 1).CumProd(-1);
            return Where(isReached, others * slopes.Unsqueeze(-2), 0).Sum(-1).Transpose(axis, last);
        }
    }
}
