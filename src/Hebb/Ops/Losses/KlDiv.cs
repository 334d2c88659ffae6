namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// The Kullback–Leibler divergence Σ t (ln t − x) of a distribution t from one that is given by its logarithms x, element by element; 0 where t is 0.
        /// </summary>
        /// <param name="target">t, or ln t with <paramref name="logTarget"/>; of the same shape.</param>
        /// <param name="reduction">What becomes of the losses; <see cref="Reduction.BatchMean"/> gives the divergence itself, averaged over axis 0.</param>
        /// <param name="logTarget">Whether the target holds logarithms.</param>
        /// <returns>A scalar; the shape of x for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        public Tensor KlDiv(Tensor target, Reduction reduction = Reduction.Mean, bool logTarget = false)
        {
            CheckSameShape("KlDiv", x, target);
            Tensor losses = logTarget
                ? target.Exp() * (target - x)
                : (target * Tensor.Where(target.Equal(0), 1, target).Log()) - (target * x);
            return reduction == Reduction.BatchMean
                ? losses.Sum() / (x.Rank == 0 ? 1 : x.Shape[0])
                : ReducedLoss("KlDiv", losses, reduction);
        }
    }
}
