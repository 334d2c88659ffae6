namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>One axis in another place, the others in their order: a view.</summary>
        /// <param name="source">The axis.</param>
        /// <param name="destination">Its place in the result.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor MoveAxis(int source, int destination)
        {
            int from = x.Shape.Axis(source), to = x.Shape.Axis(destination);
            List<int> order = [.. Enumerable.Range(0, x.Rank)];
            order.RemoveAt(from);
            order.Insert(to, from);
            return from == to ? x : x.Permute([.. order]);
        }

        /// <summary>Repeats axes of length 1, and adds axes in front, without a copy; NumPy's name for Expand.</summary>
        /// <param name="shape">The new shape.</param>
        /// <exception cref="ShapeException">A length other than 1 would change.</exception>
        public Tensor BroadcastTo(Shape shape) => x.Expand(shape);
    }
}
