namespace Hebb;

/// <summary>
/// ln(1 + x) for −1 &lt; x ≤ 0 with the rounding of the C library under NumPy, which takes this function in the tail of its normal; the framework's
/// <see cref="double.LogP1"/> is ln of the sum, and differs in the last bit.
/// </summary>
/// <remarks>
/// The method of FreeBSD's and glibc's log1p (fdlibm): 1 + x = 2ᵏ(1 + f) with √½ &lt; 1 + f &lt; √2, then, with s = f/(2 + f), ln(1 + f) = f − (f²/2 − s(f²/2 + R(s²))), R a
/// minimax polynomial. Exact only for arguments that are multiples of 2⁻⁵³, for which 1 + x does not round: all that a random draw gives.
/// </remarks>
static class LogOnePlus
{
    const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10;
    const double P1 = 6.666666666666735130e-01, P2 = 3.999999999940941908e-01, P3 = 2.857142874366239149e-01, P4 = 2.222219843214978396e-01,
        P5 = 1.818357216161805012e-01, P6 = 1.531383769920937332e-01, P7 = 1.479819860511658591e-01;

    public static double Of(double x)
    {
        if (x > -1.862645149230957e-9) // −2⁻²⁹
            return x > -5.551115123125783e-17 ? x : Fma(-(x * x), 0.5, x); // −2⁻⁵⁴
        (double f, int k) = (x, 0);
        if (High(x) > 0xBFD2BEC3) // below √½ − 1
        {
            long bits = BitConverter.DoubleToInt64Bits(1 + x);
            k = (int)(bits >> 52) - 1023;
            bits &= 0x000FFFFFFFFFFFFF;
            if (bits >> 32 < 0x6A09E) // below √2
            {
                bits |= 0x3FF0000000000000;
            }
            else
            {
                k++;
                bits |= 0x3FE0000000000000;
            }

            f = BitConverter.Int64BitsToDouble(bits) - 1;
        }

        double half = 0.5 * f * f;
        if (k != 0 && f is >= 0 and < 9.5367431640625e-7) // 2⁻²⁰: two terms suffice
            return Fma(k, Ln2High, -(((half * Fma(-0.66666666666666666, f, 1)) - (k * Ln2Low)) - f));
        double s = f / (2 + f), z = s * s, z2 = z * z, z4 = z2 * z2, z6 = z4 * z2;
        double r = Fma(z, P1, z2 * Fma(z, P3, P2));
        r = Fma(z6, Fma(z, P7, P6), Fma(z4, Fma(z, P5, P4), r));
        r = s * (half + r);
        return k == 0 ? f - (half - r) : Fma(k, Ln2High, -((half - (r + (k * Ln2Low))) - f));
    }

    static double Fma(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);

    static uint High(double x) => (uint)(BitConverter.DoubleToUInt64Bits(x) >> 32);
}
