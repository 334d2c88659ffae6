using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Exponentials and logarithms for T = float at any vector width, within 2 units in the last place. The polynomials are minimax fits of our own
/// (weighted least squares with Lawson's reweighting on Chebyshev nodes); their errors are below a quarter of a unit.
/// </summary>
internal static partial class FloatMath
{
    // Adding 1.5·2²³ leaves a small number's nearest integer in the low bits of the sum.
    const double Shifter = 12582912.0;
    const int ShifterBits = 0x4B400000;
    const int OneBits = 0x3F800000;
    const double Log2E = 1.4426950408889634;
    const double Ln2High = 0.693359375;
    const double Ln2Low = -0.00021219444170128554;

    /// <summary>eˣ, also where the result is denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Exp<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        x = S.AtMost(S.AtLeast(x, S.Of(-105.0)), S.Of(89.0));
        V shifted = S.Fma(x, S.Of(Log2E), S.Of(Shifter));
        V n = S.Sub(shifted, S.Of(Shifter));
        V high = S.Fma(n, S.Of(-Ln2High), x);
        V r = S.Fma(n, S.Of(-Ln2Low), high);

        // 1 + r is rounded; its error and that of r go into the small terms, which leaves about half a unit in the last place.
        V sum = S.Add(r, S.Of(1.0));
        V lost = S.Add(S.Sub(r, S.Sub(sum, S.Of(1.0))), S.Fma(n, S.Of(-Ln2Low), S.Sub(high, r)));
        V p = S.Add(sum, S.Fma(S.Mul(r, r), ExpTail<S, V, T>(r), lost));

        // 2ⁿ in two factors: n may lie outside the exponents of normal numbers.
        V bits = S.BitsSub(shifted, S.OfBits(ShifterBits));
        V half = S.BitsShiftRight(bits, 1);
        V first = S.BitsAdd(S.BitsShiftLeft(half, 23), S.OfBits(OneBits));
        V second = S.BitsAdd(S.BitsShiftLeft(S.BitsSub(bits, half), 23), S.OfBits(OneBits));
        return S.Mul(S.Mul(p, first), second);
    }

    /// <summary>eˣ for x ≤ 0, where results below the normal numbers may become 0: one factor instead of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ExpOfNegative<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V clamped = S.AtLeast(x, S.Of(-87.0));
        V shifted = S.Fma(clamped, S.Of(Log2E), S.Of(Shifter));
        V n = S.Sub(shifted, S.Of(Shifter));
        V r = S.Fma(n, S.Of(-Ln2Low), S.Fma(n, S.Of(-Ln2High), clamped));
        V p = S.Add(S.Fma(S.Mul(r, r), ExpTail<S, V, T>(r), r), S.Of(1.0));
        V scale = S.BitsAdd(S.BitsShiftLeft(shifted, 23), S.OfBits(OneBits));
        return S.AndNot(S.Mul(p, scale), S.Less(x, S.Of(-87.0)));
    }

    /// <summary>eˣ − 1 without cancellation near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Expm1<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V clamped = S.AtMost(S.AtLeast(x, S.Of(-20.0)), S.Of(88.9));
        V shifted = S.Fma(clamped, S.Of(Log2E), S.Of(Shifter));
        V n = S.Sub(shifted, S.Of(Shifter));
        V r = S.Fma(n, S.Of(-Ln2Low), S.Fma(n, S.Of(-Ln2High), clamped));
        V p = S.Fma(S.Mul(r, r), ExpTail<S, V, T>(r), r);

        // Half of 2ⁿ, because 2¹²⁸ is no float; the result is doubled at the end.
        V scale = S.BitsAdd(S.BitsShiftLeft(shifted, 23), S.OfBits(0x3F000000));
        V y = S.Fma(scale, p, S.Sub(scale, S.Of(0.5)));
        return S.Select(S.Less(S.Abs(x), S.Of(1e-8)), x, S.Add(y, y));
    }

    // (eʳ − 1 − r) / r² for |r| ≤ ln 2 / 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V ExpTail<S, V, T>(V r)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V p = S.Fma(r, S.Of(0.001395171741), S.Of(0.008369598538));
        p = S.Fma(p, r, S.Of(0.04166618735));
        p = S.Fma(p, r, S.Of(0.1666651219));
        return S.Fma(p, r, S.Of(0.5));
    }

    /// <summary>The natural logarithm; −∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        // Denormal numbers are scaled up by 2²³ first.
        V tiny = S.Less(x, S.Of(1.17549435e-38));
        V scaled = S.Select(tiny, S.Mul(x, S.Of(8388608.0)), x);
        V e = S.BitsShiftRight(S.BitsSub(scaled, S.OfBits(0x3F2AAAAB)), 23);
        V m = S.BitsSub(scaled, S.BitsShiftLeft(e, 23));
        V exponent = S.Sub(S.BitsToNumber(e), S.And(tiny, S.Of(23.0)));
        V y = LogNearOne<S, V, T>(S.Sub(m, S.Of(1.0)), exponent);
        y = S.Select(S.Less(x, S.Of(double.PositiveInfinity)), y, x);
        y = S.Select(S.Less(x, S.Zero), S.Of(double.NaN), y);
        return S.Select(S.Equal(x, S.Zero), S.Of(double.NegativeInfinity), y);
    }

    // ln(1 + f) + e·ln 2 for f in [−1/3, 1/3].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V LogNearOne<S, V, T>(V f, V e)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V p = S.Fma(f, S.Of(0.1236580312), S.Of(-0.1285387278));
        p = S.Fma(p, f, S.Of(0.106593512));
        p = S.Fma(p, f, S.Of(-0.1219391376));
        p = S.Fma(p, f, S.Of(0.1431301534));
        p = S.Fma(p, f, S.Of(-0.1667970121));
        p = S.Fma(p, f, S.Of(0.1999929994));
        p = S.Fma(p, f, S.Of(-0.2499981821));
        p = S.Fma(p, f, S.Of(0.3333333731));
        V square = S.Mul(f, f);
        p = S.Fma(p, f, S.Of(-0.5));
        V low = S.Fma(e, S.Of(Ln2Low), S.Mul(p, square));
        return S.Fma(e, S.Of(Ln2High), S.Add(f, low));
    }

    /// <summary>ln(1 + z) for 0 ≤ z ≤ 1 or NaN: what softplus needs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log1pOfUnit<S, V, T>(V z)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        // Above 1/3 half of 1 + z is taken, which is exact enough: ln(1 + z) is at least 0.28 there.
        V upper = S.Less(S.Of(0.3333333), z);
        V f = S.Select(upper, S.Fma(z, S.Of(0.5), S.Of(-0.5)), z);
        return LogNearOne<S, V, T>(f, S.And(upper, S.Of(1.0)));
    }

    /// <summary>ln(1 + x) without losing small x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log1p<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        // u = 1 + x rounded; what the rounding lost, c, comes back through ln(u + c).
        V one = S.Of(1.0);
        V u = S.Add(one, x);
        V part = S.Sub(u, one);
        V c = S.Add(S.Sub(one, S.Sub(u, part)), S.Sub(x, part));
        V e = S.BitsShiftRight(S.BitsSub(u, S.OfBits(0x3F2AAAAB)), 23);
        V m = S.BitsSub(u, S.BitsShiftLeft(e, 23));
        V scale = S.And(S.BitsSub(S.OfBits(OneBits), S.BitsShiftLeft(e, 23)), S.Less(x, S.Of(1e30)));
        V f = S.Sub(m, one);

        // The correction, scaled as m is, joins f before the polynomial.
        V y = LogNearOne<S, V, T>(S.Fma(c, scale, f), S.BitsToNumber(e));
        y = S.Select(S.Less(x, S.Of(double.PositiveInfinity)), y, x);
        y = S.Select(S.Less(x, S.Of(-1.0)), S.Of(double.NaN), y);
        y = S.Select(S.Equal(x, S.Of(-1.0)), S.Of(double.NegativeInfinity), y);
        return S.Select(S.Less(S.Abs(x), S.Of(1e-8)), x, y);
    }
}
