using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The sum of all elements. Integers and truth values sum to Int64.</summary>
        public Tensor Sum() => x.Sum([]);

        /// <summary>The sum along axes. Integers and truth values sum to Int64.</summary>
        /// <param name="axes">The axes; all of them if empty.</param>
        /// <param name="keepDims">Whether they stay with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">An axis is named twice.</exception>
        public Tensor Sum(ReadOnlySpan<int> axes, bool keepDims = false)
        {
            Span<int> over = stackalloc int[AxisCount(x, axes)];
            FillAxes(x, axes, over);
            Tensor terms = x.DType.IsFloatingPoint ? Floating("Sum", x) : x.To(DType.Int64);
            Tensor y = new(terms.Backend.Reduce(ReduceKernel.Sum, terms.Data, over, keepDims));
            return x.IsTracked ? y.From(new SumGradient(x, over.ToArray())) : y;
        }

        /// <summary>The sum along one axis. Integers and truth values sum to Int64.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="keepDims">Whether it stays with length 1.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Sum(int axis, bool keepDims = false) => x.Sum([axis], keepDims);
    }

    /// <summary>Sums what a broadcast repeated: the gradient's way back to the shape that was broadcast.</summary>
    internal static Tensor SumTo(this Tensor x, Shape shape)
    {
        int added = x.Rank - shape.Rank;
        Span<int> axes = stackalloc int[x.Rank];
        int count = 0;
        for (int i = 0; i < x.Rank; i++)
        {
            if (i < added || shape.Axes[i - added] == 1 && x.Shape.Axes[i] != 1) axes[count++] = i;
        }

        return (count == 0 ? x : x.Sum(axes[..count], keepDims: true)).Reshape(shape);
    }

    /// <summary>How many axes a list names: all for an empty one. A list longer than the rank names one twice, and its length must not size a stack.</summary>
    static int AxisCount(Tensor x, ReadOnlySpan<int> axes)
    {
        if (axes.IsEmpty) return x.Rank;
        if (axes.Length <= x.Rank) return axes.Length;
        foreach (int axis in axes) x.Shape.Axis(axis);
        throw new ShapeException($"{axes.Length} axes are named, but shape {x.Shape} has {x.Rank}: one of them is named twice.");
    }

    /// <summary>Distinct, non-negative axes; all of them for an empty list.</summary>
    static int[] Axes(Tensor x, ReadOnlySpan<int> axes)
    {
        var result = new int[AxisCount(x, axes)];
        FillAxes(x, axes, result);
        return result;
    }

    static void FillAxes(Tensor x, ReadOnlySpan<int> axes, Span<int> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = axes.IsEmpty ? i : x.Shape.Axis(axes[i]);
            if (result.IndexOf(result[i]) < i) throw new ShapeException($"Axis {axes[i]} of shape {x.Shape} is named twice in [{string.Join(", ", axes.ToArray())}].");
        }
    }

    /// <summary>The shape in which the reduced axes stay with length 1.</summary>
    static Shape Kept(Shape shape, ReadOnlySpan<int> axes)
    {
        int[] lengths = shape.ToArray();
        foreach (int axis in axes) lengths[axis] = 1;
        return Shape.Own(lengths);
    }

    // dx = dy, repeated along the axes.
    sealed class SumGradient(Tensor x, int[] axes) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, dy.ReshapeTo(Kept(InputShape(0), axes)).Expand(InputShape(0)));
    }
}
