using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x · tanh(ln(1 + eˣ)), element by element (Misra 2019).</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Mish() => Function<MishFormula>(x);
    }

    // f' = t + x σ (1 − t²) with t = tanh(softplus(x)).
    readonly struct MishFormula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b)
        {
            // tanh(ln(1 + e)) = n / (n + 2) with n = e·(e + 2), beyond x = 20 the quotient is 1 to the last bit
            V e = Transcendental.Exp<S, V, T>(S.AtMost(x, S.Of(20.0)));
            V n = S.Mul(e, S.Add(e, S.Of(2.0)));
            return S.Mul(x, S.Div(n, S.Add(n, S.Of(2.0))));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b)
        {
            V e = Transcendental.Exp<S, V, T>(S.AtMost(x, S.Of(20.0)));
            V n = S.Mul(e, S.Add(e, S.Of(2.0)));
            V d = S.Add(n, S.Of(2.0));
            V slope = S.Div(S.Mul(S.Mul(S.Of(4.0), e), S.Add(e, S.Of(1.0))), S.Mul(d, d));
            return S.Mul(dy, S.Fma(x, slope, S.Div(n, d)));
        }

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b)
        {
            Tensor t = x.Softplus().Tanh();
            return t + (x * x.Sigmoid() * (1 - (t * t)));
        }
    }
}
