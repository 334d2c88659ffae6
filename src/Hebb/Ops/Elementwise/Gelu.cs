using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// x · Φ(x) with the standard normal distribution's Φ(x) = (1 + erf(x / √2)) / 2, element by element (Hendrycks and Gimpel 2016).
        /// </summary>
        /// <param name="approximate">Whether to use x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), as GPT-2 did.</param>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Gelu(bool approximate = false) => approximate
            ? Function<GeluTanhFormula>(x)
            : Function<GeluFormula>(x);
    }

    // f' = Φ(x) + x φ(x).
    readonly struct GeluFormula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Mul(S.Mul(x, S.Of(0.5)), S.Add(S.Of(1.0), Transcendental.Erf<S, V, T>(S.Mul(x, S.Of(0.7071067811865476)))));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b)
        {
            V cdf = S.Mul(S.Of(0.5), S.Add(S.Of(1.0), Transcendental.Erf<S, V, T>(S.Mul(x, S.Of(0.7071067811865476)))));
            V pdf = S.Mul(S.Of(0.3989422804014327), Transcendental.ExpOfNegative<S, V, T>(S.Mul(S.Of(-0.5), S.Mul(x, x))));
            return S.Mul(dy, S.Fma(x, pdf, cdf));
        }

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b) => (((x * 0.7071067811865476).Erf() + 1) * 0.5) + (x * (x * x * -0.5).Exp() * 0.3989422804014327);
    }

    // f' = (1 + t)/2 + x/2 · (1 − t²) · u' with t = tanh(u), u = √(2/π) (x + 0.044715 x³).
    readonly struct GeluTanhFormula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b)
        {
            V cube = S.Mul(S.Mul(x, x), x);
            V inner = S.Mul(S.Of(0.7978845608028654), S.Fma(cube, S.Of(0.044715), x));
            return S.Mul(S.Mul(x, S.Of(0.5)), S.Add(S.Of(1.0), Transcendental.Tanh<S, V, T>(inner)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b)
        {
            V square = S.Mul(x, x);
            V inner = S.Mul(S.Mul(S.Of(0.7978845608028654), x), S.Fma(square, S.Of(0.044715), S.Of(1.0)));
            V t = Transcendental.Tanh<S, V, T>(inner);
            V slope = S.Mul(S.Of(0.7978845608028654), S.Fma(square, S.Of(0.134145), S.Of(1.0)));
            V right = S.Mul(S.Mul(S.Of(0.5), x), S.Mul(S.Sub(S.Of(1.0), S.Mul(t, t)), slope));
            return S.Mul(dy, S.Fma(S.Of(0.5), S.Add(S.Of(1.0), t), right));
        }

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b)
        {
            Tensor square = x * x, t = (x * ((square * 0.044715) + 1) * 0.7978845608028654).Tanh();
            return ((t + 1) * 0.5) + (x * (1 - (t * t)) * ((square * 0.134145) + 1) * (0.5 * 0.7978845608028654));
        }
    }
}
