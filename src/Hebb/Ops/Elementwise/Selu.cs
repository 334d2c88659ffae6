using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>1.0507 · (x for x above 0, else 1.67326 (eˣ − 1)), element by element: activations keep mean 0 and variance 1 (Klambauer et al. 2017).</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Selu() => Function<SeluFormula>(x);
    }

    const double SeluScale = 1.0507009873554804934193349852946;
    const double SeluAlpha = 1.6732632423543772848170429916717;

    // From the result: 1.0507 for y above 0, else y + 1.0507 · 1.67326.
    readonly struct SeluFormula : IDifferentiable
    {
        static SavedOperand IUnary.GradientUses => SavedOperand.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Mul(S.Of(SeluScale), S.Select(S.Less(S.Zero, x), x, S.Mul(S.Of(SeluAlpha), Transcendental.Expm1<S, V, T>(x))));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V y, V a, V b) => S.Mul(dy, S.Select(S.Less(S.Zero, y), S.Of(SeluScale), S.Add(y, S.Of(SeluScale * SeluAlpha))));

        static Tensor IDifferentiable.Derivative(Tensor y, double a, double b) => (Indicator(y > 0, y) * SeluScale) + (Indicator(y <= 0, y) * (y + (SeluScale * SeluAlpha)));
    }
}
