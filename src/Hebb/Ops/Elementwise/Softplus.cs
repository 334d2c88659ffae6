using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>ln(1 + e^(βx)) / β, element by element: a smooth max(x, 0); x itself where βx is above the threshold, where they agree to the last digit.</summary>
        /// <param name="beta">β, the sharpness of the bend.</param>
        /// <param name="threshold">Where βx is above it, the result is x.</param>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Softplus(double beta = 1, double threshold = 20) => Function<SoftplusFormula>(x, beta, threshold);
    }

    // f' = σ(βx), and 1 beyond the threshold.
    readonly struct SoftplusFormula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b)
        {
            V scaled = S.Mul(x, a);
            V soft = S.Add(S.AtLeast(scaled, S.Zero), Transcendental.Log1pOfUnit<S, V, T>(Transcendental.ExpOfNegative<S, V, T>(S.Neg(S.Abs(scaled)))));
            return S.Select(S.Less(b, scaled), x, S.Div(soft, a));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b)
        {
            V scaled = S.Mul(x, a);
            return S.Select(S.Less(b, scaled), dy, S.Mul(dy, Transcendental.Sigmoid<S, V, T>(scaled)));
        }

        static Tensor IDifferentiable.Derivative(Tensor x, double beta, double threshold)
        {
            Tensor scaled = x * beta, linear = Indicator(scaled > threshold, x);
            return linear + ((1 - linear) * scaled.Sigmoid());
        }
    }
}
