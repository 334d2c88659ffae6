using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor a)
    {
        /// <summary>The smaller of a and b, element by element, broadcast; NaN where either is NaN. Where they are equal, each gets half the gradient.</summary>
        /// <param name="b">Right operand.</param>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Tensor Minimum(Tensor b)
        {
            Tensor y = Binary<MinimumFormula>(a, b);
            return Tracks(a, b) ? y.From(new MinimumGradient(a, b)) : y;
        }
    }

    // da = dy · (1 where a is the smaller, 1/2 where they are equal), and likewise db.
    sealed class MinimumGradient(Tensor a, Tensor b) : Node(a, b)
    {
        SavedTensor a = new(a), b = new(b);

        public override void Backward(Tensor dy)
        {
            Tensor x = a.For(this), z = b.For(this), half = Indicator(x.Equal(z), dy) * 0.5;
            if (NeedsGradient(0)) AddGradient(0, dy * (1 - half - Indicator(x > z, dy)));
            if (NeedsGradient(1)) AddGradient(1, dy * (1 - half - Indicator(z > x, dy)));
        }

        protected override void Release() => a = b = default;
    }

    readonly struct MinimumFormula : IBinary
    {
        static CompareFunction? IBinary.OnTruthValues => CompareFunction<AndTest>.Instance;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IBinary.Apply<S, V, T>(V a, V b) => S.Select(S.Equal(a, a), S.AtMost(b, a), a);
    }
}
