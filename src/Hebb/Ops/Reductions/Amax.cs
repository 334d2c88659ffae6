using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The largest value of all elements. NaN where one is NaN. Equal largest values share the gradient evenly.</summary>
        public Tensor Amax() => x.Amax([]);

        /// <summary>The largest value along axes. NaN where one is NaN. Equal largest values share the gradient evenly.</summary>
        /// <param name="axes">The axes; all of them if empty.</param>
        /// <param name="keepDims">Whether they stay with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">An axis is named twice, or there is nothing to compare.</exception>
        public Tensor Amax(ReadOnlySpan<int> axes, bool keepDims = false)
        {
            int[] over = Axes(x, axes);
            CheckNotEmpty("Amax", x, over);
            Tensor y = new(x.Backend.Reduce(ReduceKernel.Max, x.Data, over, keepDims));
            return x.IsTracked ? y.From(new ExtremeGradient("Amax", x, y, over)) : y;
        }

        /// <summary>The largest value along one axis. NaN where one is NaN. Equal largest values share the gradient evenly.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Amax(int axis, bool keepDims = false) => x.Amax([axis], keepDims);
    }

    static void CheckNotEmpty(string operation, Tensor x, ReadOnlySpan<int> axes)
    {
        if (Reduced(x.Shape, axes) == 0) throw new ShapeException($"{operation} of a tensor of shape {x.Shape}: of no elements, none is the largest or the smallest.");
    }

    // dx = dy / (number of ties) where x is the extreme.
    sealed class ExtremeGradient(string name, Tensor x, Tensor y, int[] axes) : Node(x)
    {
        SavedTensor x = new(x), y = new(y);

        public override string Name => name;

        public override void Backward(Tensor dy)
        {
            Tensor values = x.For(this);
            Shape kept = Kept(values.Shape, axes);
            Tensor ties = Indicator(values.Equal(y.For(this).Reshape(kept)), values);
            AddGradient(0, dy.Reshape(kept) / ties.Sum(axes, keepDims: true) * ties);
        }

        protected override void Release() => x = y = default;
    }
}
