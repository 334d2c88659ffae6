using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <content>Hyperbolic tangent, logistic function, error function, sine and cosine.</content>
internal static partial class FloatMath
{
    /// <summary>tanh x: an odd polynomial below 0.625, else 1 − 2z/(1 + z) with z = e^(−2|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Tanh<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V size = S.Abs(x);
        V s = S.Mul(x, x);
        V near = S.Fma(s, S.Of(-0.005714678206), S.Of(0.02064856514));
        near = S.Fma(near, s, S.Of(-0.05374291167));
        near = S.Fma(near, s, S.Of(0.1333148479));
        near = S.Fma(near, s, S.Of(-0.3333328366));
        near = S.Fma(S.Mul(near, s), size, size);
        V z = ExpOfNegative<S, V, T>(S.Mul(size, S.Of(-2.0)));
        V far = S.Sub(S.Of(1.0), S.Div(S.Add(z, z), S.Add(z, S.Of(1.0))));
        return S.Or(S.Select(S.Less(size, S.Of(0.625)), near, far), S.And(x, S.Of(-0.0)));
    }

    /// <summary>1 / (1 + e⁻ˣ), computed from e^(−|x|) so that nothing overflows; within 2.5 units in the last place, 0 below −87.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sigmoid<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V one = S.Of(1.0);
        V z = ExpOfNegative<S, V, T>(S.Or(S.Abs(x), S.Of(-0.0)));
        return S.Div(S.Select(S.Less(x, S.Zero), z, one), S.Add(one, z));
    }

    /// <summary>The error function: x + x·P(x²) below 1, else 1 − e^q(|x|) with q = ln erfc.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Erf<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V size = S.Abs(x);
        V s = S.Mul(x, x);
        V near = S.Fma(s, S.Of(7.889119297e-05), S.Of(-0.0008020841051));
        near = S.Fma(near, s, S.Of(0.005189535208));
        near = S.Fma(near, s, S.Of(-0.0268544443));
        near = S.Fma(near, s, S.Of(0.1128360033));
        near = S.Fma(near, s, S.Of(-0.3761262596));
        near = S.Fma(near, s, S.Of(0.1283791661));
        near = S.Fma(near, x, x);

        V t = S.AtMost(size, S.Of(4.0));
        V q = S.Fma(t, S.Of(0.0001876056776), S.Of(-0.002960122423));
        q = S.Fma(q, t, S.Of(0.02188967355));
        q = S.Fma(q, t, S.Of(-0.1032182649));
        q = S.Fma(q, t, S.Of(-0.6380121708));
        q = S.Fma(q, t, S.Of(-1.127171636));
        q = S.Fma(q, t, S.Of(-0.0003205640824));
        V far = S.Sub(S.Of(1.0), ExpOfNegative<S, V, T>(q));
        far = S.Or(far, S.And(x, S.Of(-0.0)));
        return S.Select(S.Less(size, S.Of(1.0)), near, far);
    }

    /// <summary>The sine; beyond 50,000 the caller must reduce the angle otherwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V SinOfModerate<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V r = ToQuarter<S, V, T>(x, out V quarter);
        V y = SineOrCosine<S, V, T>(r, quarter);

        // −0 keeps its sign.
        return S.Select(S.Equal(x, S.Zero), x, y);
    }

    /// <summary>The cosine; beyond 50,000 the caller must reduce the angle otherwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V CosOfModerate<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V r = ToQuarter<S, V, T>(x, out V quarter);
        return SineOrCosine<S, V, T>(r, S.BitsAdd(quarter, S.OfBits(1)));
    }

    // x = quarter·π/2 + r with |r| ≤ π/4; π/2 in three floats (Cody and Waite), the products exact inside the fused operations.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V ToQuarter<S, V, T>(V x, out V quarter)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V shifted = S.Fma(x, S.Of(0.6366197723675814), S.Of(Shifter));
        V n = S.Sub(shifted, S.Of(Shifter));
        quarter = shifted;
        V r = S.Fma(n, S.Of(-1.57079637051), x);
        r = S.Fma(n, S.Of(4.37113882867e-08), r);
        return S.Fma(n, S.Of(1.71512451001e-15), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V SineOrCosine<S, V, T>(V r, V quarter)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V s = S.Mul(r, r);
        V sine = S.Fma(s, S.Of(-0.0001951087033), S.Of(0.008332131431));
        sine = S.Fma(sine, s, S.Of(-0.1666665375));
        sine = S.Fma(S.Mul(sine, s), r, r);
        V cosine = S.Fma(s, S.Of(2.443123958e-05), S.Of(-0.001388730598));
        cosine = S.Fma(cosine, s, S.Of(0.04166664556));
        cosine = S.Fma(S.Mul(s, s), cosine, S.Fma(s, S.Of(-0.5), S.Of(1.0)));

        // The lowest bit of the quarter chooses the function, the next one the sign.
        V odd = S.BitsShiftRight(S.BitsShiftLeft(quarter, 31), 31);
        V sign = S.And(S.BitsShiftLeft(quarter, 30), S.Of(-0.0));
        return S.Xor(S.Select(odd, cosine, sine), sign);
    }
}
