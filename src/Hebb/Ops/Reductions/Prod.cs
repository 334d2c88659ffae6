using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The product of all elements. Integers and truth values multiply to Int64; of none it is 1.</summary>
        public Tensor Prod() => x.Prod([]);

        /// <summary>The product along axes. Integers and truth values multiply to Int64; of none it is 1.</summary>
        /// <param name="axes">The axes; all of them if empty.</param>
        /// <param name="keepDims">Whether they stay with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">An axis is named twice.</exception>
        public Tensor Prod(ReadOnlySpan<int> axes, bool keepDims = false)
        {
            int[] over = Axes(x, axes);
            Tensor factors = x.DType.IsFloatingPoint ? Floating("Prod", x) : x.To(DType.Int64);
            Tensor y = new(factors.Backend.Reduce(ReduceKernel.Prod, factors.Data, over, keepDims));
            return x.IsTracked ? y.From(new ProdGradient(x, y, over)) : y;
        }

        /// <summary>The product along one axis. Integers and truth values multiply to Int64; of none it is 1.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Prod(int axis, bool keepDims = false) => x.Prod([axis], keepDims);
    }

    // dx = dy · the product of the other factors. That is y / x only where no factor is 0.
    sealed class ProdGradient(Tensor x, Tensor y, int[] axes) : Node(x)
    {
        SavedTensor x = new(x), y = new(y);

        public override void Backward(Tensor dy)
        {
            Tensor factors = x.For(this);
            Shape kept = Kept(factors.Shape, axes);
            dy = dy.Reshape(kept);
            Tensor isZero = factors.Equal(0);
            if (isZero.Any().Item() == 0) AddGradient(0, dy * y.For(this).Reshape(kept) / factors);
            else if (Autograd.IsRecording) AddGradient(0, dy * OtherFactors(factors, axes));
            else AddGradient(0, dy * ProductWithoutZeros(factors, isZero, axes));
        }

        protected override void Release() => x = y = default;
    }

    // With one zero only its own place has a gradient, the product of the rest; with more there is none.
    static Tensor ProductWithoutZeros(Tensor x, Tensor isZero, int[] axes)
    {
        Tensor safe = Where(isZero, 1, x), rest = safe.Prod(axes, keepDims: true), zeros = isZero.Sum(axes, keepDims: true);
        return rest * Where(isZero, Indicator(zeros.Equal(1), x), Indicator(zeros.Equal(0), x) / safe);
    }

    // All products of n − 1 factors in operations that can be differentiated again, by n² numbers for n factors.
    static Tensor OtherFactors(Tensor x, int[] axes)
    {
        int[] order = [.. Enumerable.Range(0, x.Rank).Except(axes), .. axes], back = new int[order.Length];
        for (int i = 0; i < back.Length; i++) back[order[i]] = i;
        Tensor turned = x.Permute(order);
        int length = Reduced(x.Shape, axes);
        Tensor rows = turned.Reshape([x.Count / length, 1, length]).Expand(-1, length, -1);
        return Where(Tensor.Eye(length, dtype: DType.Bool), 1, rows).Prod(-1).Reshape(turned.Shape).Permute(back);
    }
}
