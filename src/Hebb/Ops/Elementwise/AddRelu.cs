using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    /// <summary>max(a + b, 0) in one pass, for tensors of one shape and type: the end of a residual block.</summary>
    internal static Tensor AddRelu(Tensor a, Tensor b)
    {
        if (a.Shape != b.Shape || a.DType != b.DType || !a.DType.IsFloatingPoint || !a.DType.IsComputable) return (a + b).Relu();
        Tensor y = Run(BinaryFunction<AddReluFormula>.Instance, a, b);
        return Tracks(a, b) ? y.From(new AddReluGradient(a, b, y)) : y;
    }

    // da = db = dy where y > 0.
    sealed class AddReluGradient(Tensor a, Tensor b, Tensor y) : Node(a, b)
    {
        SavedTensor y = new(y);

        public override void Backward(Tensor dy)
        {
            // Each gets a tensor of its own: what is given belongs to the one who gets it.
            if (NeedsGradient(0)) AddGradient(0, MaskPositive(dy, y.For(this)));
            if (NeedsGradient(1)) AddGradient(1, MaskPositive(dy, y.For(this)));
        }

        protected override void Release() => y = default;
    }

    // As in Relu, the zero stands second, so that a NaN stays one.
    readonly struct AddReluFormula : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IBinary.Apply<S, V, T>(V a, V b) => S.AtLeast(S.Add(a, b), S.Zero);
    }
}
