using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>A 1 at each label's place on a new last axis, zeros elsewhere.</summary>
        /// <param name="classes">The length of the new axis; the largest label plus 1 unless given.</param>
        /// <returns>Int64 of shape [.., classes].</returns>
        /// <exception cref="DTypeException">x does not hold integers.</exception>
        /// <exception cref="IndexException">A label is no class.</exception>
        /// <exception cref="ArgumentException">There are no labels to find the largest of.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The number of classes is not positive.</exception>
        /// <exception cref="ShapeException">The result would be too large.</exception>
        public Tensor OneHot(int? classes = null)
        {
            Tensor labels = IndexTensor("OneHot", x);
            if (classes is null && x.Count == 0) throw new ArgumentException("OneHot of no labels cannot tell how many classes there are.", nameof(classes));
            if (classes < 1) throw new ArgumentOutOfRangeException(nameof(classes), classes, "OneHot needs at least one class.");
            // A negative label is refused below, with its place.
            long largest = classes is null ? Math.Max(0, new Tensor(labels.Backend.Reduce(ReduceKernel.Max, labels.Data, [], keepDims: false)).Item<long>()) : 0;
            int count = classes ?? Shape.Checked(largest == long.MaxValue ? largest : largest + 1, $"The axis of classes for a label of {largest}");
            labels.Backend.CheckIndices(labels.Data, count, $"label of {count} classes");
            return labels.Unsqueeze(-1).Equal(Tensor.Arange(count)).To(DType.Int64);
        }
    }
}
