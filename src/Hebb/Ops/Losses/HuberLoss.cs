namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>(x − t)² / 2 where |x − t| is at most δ, else δ (|x − t| − δ/2) (Huber 1964).</summary>
        /// <param name="target">Of the same shape.</param>
        /// <param name="delta">δ, where the parabola meets the line; above 0.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; the shape of x for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        public Tensor HuberLoss(Tensor target, double delta = 1, Reduction reduction = Reduction.Mean)
        {
            CheckSameShape("HuberLoss", x, target);
            if (!(delta > 0)) throw new ArgumentOutOfRangeException(nameof(delta), delta, "HuberLoss needs a delta above 0.");
            return ReducedLoss("HuberLoss", Bent(x - target, delta), reduction);
        }
    }

    // With c = min(|d|, δ): c (|d| − c/2) is the parabola within δ and the line beyond.
    static Tensor Bent(Tensor difference, double delta)
    {
        Tensor distance = difference.Abs(), near = distance.Clamp(max: delta);
        return near * (distance - (near * 0.5));
    }
}
