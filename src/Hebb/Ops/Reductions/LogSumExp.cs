using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>ln Σ eˣ of all elements. No overflow for any finite x; −∞ where there are none.</summary>
        public Tensor LogSumExp() => x.LogSumExp([]);

        /// <summary>ln Σ eˣ along axes. No overflow for any finite x; −∞ where there are none.</summary>
        /// <param name="axes">The axes; all of them if empty.</param>
        /// <param name="keepDims">Whether they stay with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">An axis is named twice.</exception>
        public Tensor LogSumExp(ReadOnlySpan<int> axes, bool keepDims = false)
        {
            int[] over = Axes(x, axes);
            Tensor numbers = Floating("LogSumExp", x), y = new Tensor(numbers.Backend.Reduce(ReduceKernel.LogSumExp, numbers.Data, over, keepDims));
            return x.IsTracked ? y.From(new LogSumExpGradient(x, y, over)) : y;
        }

        /// <summary>ln Σ eˣ along one axis. No overflow for any finite x; −∞ where there are none.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor LogSumExp(int axis, bool keepDims = false) => x.LogSumExp([axis], keepDims);
    }

    // dx = dy · e^(x − y), the softmax.
    sealed class LogSumExpGradient(Tensor x, Tensor y, int[] axes) : Node(x)
    {
        SavedTensor x = new(x), y = new(y);

        public override void Backward(Tensor dy)
        {
            Shape kept = Kept(InputShape(0), axes);
            AddGradient(0, dy.Reshape(kept) * (x.For(this) - y.For(this).Reshape(kept)).Exp());
        }

        protected override void Release() => x = y = default;
    }
}
