using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <content>Activation functions.</content>
internal static partial class UnaryFormulas
{
    internal const double SeluScale = 1.0507009873554804934193349852946;
    internal const double SeluAlpha = 1.6732632423543772848170429916717;

    internal readonly struct Tanh : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Tanh<S, V, T>(x);
    }

    internal readonly struct Sigmoid : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Sigmoid<S, V, T>(x);
    }

    internal readonly struct LogSigmoid : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Sub(S.AtMost(x, S.Zero), Transcendental.Log1pOfUnit<S, V, T>(Transcendental.ExpOfNegative<S, V, T>(S.Neg(S.Abs(x)))));
    }

    internal readonly struct Relu : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.AtLeast(x, S.Zero);
    }

    internal readonly struct Relu6 : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.AtMost(S.AtLeast(x, S.Zero), S.Of(6.0));
    }

    internal readonly struct LeakyRelu : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Select(S.Less(S.Zero, x), x, S.Mul(x, a));
    }

    internal readonly struct Elu : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Select(S.Less(S.Zero, x), x, S.Mul(a, Transcendental.Expm1<S, V, T>(x)));
    }

    internal readonly struct Selu : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(S.Of(SeluScale), S.Select(S.Less(S.Zero, x), x, S.Mul(S.Of(SeluAlpha), Transcendental.Expm1<S, V, T>(x))));
    }

    internal readonly struct Silu : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(x, Transcendental.Sigmoid<S, V, T>(x));
    }

    internal readonly struct Gelu : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(S.Mul(x, S.Of(0.5)), S.Add(S.Of(1.0), Transcendental.Erf<S, V, T>(S.Mul(x, S.Of(0.7071067811865476)))));
    }

    internal readonly struct GeluTanh : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            V cube = S.Mul(S.Mul(x, x), x);
            V inner = S.Mul(S.Of(0.7978845608028654), S.Fma(cube, S.Of(0.044715), x));
            return S.Mul(S.Mul(x, S.Of(0.5)), S.Add(S.Of(1.0), Transcendental.Tanh<S, V, T>(inner)));
        }
    }

    internal readonly struct Softsign : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Div(x, S.Add(S.Of(1.0), S.Abs(x)));
    }

    internal readonly struct Softplus : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            V scaled = S.Mul(x, a);
            V soft = S.Add(S.AtLeast(scaled, S.Zero), Transcendental.Log1pOfUnit<S, V, T>(Transcendental.ExpOfNegative<S, V, T>(S.Neg(S.Abs(scaled)))));
            return S.Select(S.Less(b, scaled), x, S.Div(soft, a));
        }
    }

    internal readonly struct Mish : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            // tanh(ln(1 + e)) = n / (n + 2) with n = e·(e + 2), beyond x = 20 the quotient is 1 to the last bit
            V e = Transcendental.Exp<S, V, T>(S.AtMost(x, S.Of(20.0)));
            V n = S.Mul(e, S.Add(e, S.Of(2.0)));
            return S.Mul(x, S.Div(n, S.Add(n, S.Of(2.0))));
        }
    }

    internal readonly struct Hardswish : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Div(S.Mul(x, S.AtMost(S.AtLeast(S.Add(x, S.Of(3.0)), S.Zero), S.Of(6.0))), S.Of(6.0));
    }

    internal readonly struct Hardsigmoid : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Div(S.AtMost(S.AtLeast(S.Add(x, S.Of(3.0)), S.Zero), S.Of(6.0)), S.Of(6.0));
    }
}
