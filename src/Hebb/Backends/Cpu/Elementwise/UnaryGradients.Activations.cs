using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <content>Activation functions.</content>
internal static partial class UnaryGradients
{
    internal readonly struct Tanh : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(dy, S.Sub(S.Of(1.0), S.Mul(s, s)));
    }

    internal readonly struct Sigmoid : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(dy, S.Mul(S.Sub(S.Of(1.0), s), s));
    }

    internal readonly struct LogSigmoid : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(dy, Transcendental.Sigmoid<S, V, T>(S.Neg(s)));
    }

    internal readonly struct Relu : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.AndNot(dy, S.LessEqual(s, S.Zero));
    }

    internal readonly struct Relu6 : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.And(dy, S.And(S.Less(S.Zero, s), S.Less(s, S.Of(6.0))));
    }

    internal readonly struct LeakyRelu : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Select(S.Less(S.Zero, s), dy, S.Mul(dy, a));
    }

    internal readonly struct Elu : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Select(S.Less(S.Zero, s), dy, S.Mul(S.Mul(dy, a), Transcendental.Exp<S, V, T>(s)));
    }

    internal readonly struct Selu : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            V scale = S.Of(UnaryFormulas.SeluScale);
            return S.Mul(dy, S.Select(S.Less(S.Zero, s), scale, S.Add(s, S.Of(UnaryFormulas.SeluScale * UnaryFormulas.SeluAlpha))));
        }
    }

    internal readonly struct Silu : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            V y = Transcendental.Sigmoid<S, V, T>(s);
            return S.Mul(dy, S.Mul(y, S.Fma(s, S.Sub(S.Of(1.0), y), S.Of(1.0))));
        }
    }

    internal readonly struct Gelu : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            V cdf = S.Mul(S.Of(0.5), S.Add(S.Of(1.0), Transcendental.Erf<S, V, T>(S.Mul(s, S.Of(0.7071067811865476)))));
            V pdf = S.Mul(S.Of(0.3989422804014327), Transcendental.ExpOfNegative<S, V, T>(S.Mul(S.Of(-0.5), S.Mul(s, s))));
            return S.Mul(dy, S.Fma(s, pdf, cdf));
        }
    }

    internal readonly struct GeluTanh : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            V square = S.Mul(s, s);
            V inner = S.Mul(S.Mul(S.Of(0.7978845608028654), s), S.Fma(square, S.Of(0.044715), S.Of(1.0)));
            V t = Transcendental.Tanh<S, V, T>(inner);
            V slope = S.Mul(S.Of(0.7978845608028654), S.Fma(square, S.Of(0.134145), S.Of(1.0)));
            V right = S.Mul(S.Mul(S.Of(0.5), s), S.Mul(S.Sub(S.Of(1.0), S.Mul(t, t)), slope));
            return S.Mul(dy, S.Fma(S.Of(0.5), S.Add(S.Of(1.0), t), right));
        }
    }

    internal readonly struct Softsign : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            V d = S.Add(S.Of(1.0), S.Abs(s));
            return S.Div(dy, S.Mul(d, d));
        }
    }

    internal readonly struct Softplus : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            V scaled = S.Mul(s, a);
            return S.Select(S.Less(b, scaled), dy, S.Mul(dy, Transcendental.Sigmoid<S, V, T>(scaled)));
        }
    }

    internal readonly struct Mish : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            V e = Transcendental.Exp<S, V, T>(S.AtMost(s, S.Of(20.0)));
            V n = S.Mul(e, S.Add(e, S.Of(2.0)));
            V d = S.Add(n, S.Of(2.0));
            V slope = S.Div(S.Mul(S.Mul(S.Of(4.0), e), S.Add(e, S.Of(1.0))), S.Mul(d, d));
            return S.Mul(dy, S.Fma(s, slope, S.Div(n, d)));
        }
    }

    internal readonly struct Hardswish : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            V middle = S.Mul(dy, S.Add(S.Div(s, S.Of(3.0)), S.Of(0.5)));
            return S.Select(S.Less(s, S.Of(-3.0)), S.Zero, S.Select(S.LessEqual(s, S.Of(3.0)), middle, dy));
        }
    }

    // PyTorch multiplies by 1/6 rounded to a float, in double precision too; gradients of imported networks are compared to the last digits.
    internal const double HardsigmoidSlope = 1f / 6f;

    internal readonly struct Hardsigmoid : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.And(S.Mul(dy, S.Of(HardsigmoidSlope)), S.And(S.Less(S.Of(-3.0), s), S.Less(s, S.Of(3.0))));
    }
}
