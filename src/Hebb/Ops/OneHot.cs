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
        public Tensor OneHot(int? classes = null)
        {
            Tensor labels = Places("OneHot", x);
            if (classes is null && x.Count == 0) throw new ArgumentException("OneHot of no labels cannot tell how many classes there are.", nameof(classes));
            int count = classes ?? checked((int)labels.Backend.Reduce(ReduceKernel.Max, labels, [], keepDims: false).Item<long>() + 1);
            labels.Backend.CheckIndices(labels, count, $"label of {count} classes");
            return labels.Backend.Compare(CompareKernel.Equal, labels.Unsqueeze(-1), Tensor.Arange(count)).To(DType.Int64);
        }
    }
}
