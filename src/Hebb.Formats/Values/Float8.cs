namespace Hebb.Formats;

/// <summary>Widens numbers of eight bits to Float32, exactly.</summary>
/// <remarks>
/// Source: Micikevicius and others: FP8 formats for deep learning (2022). E4M3 has a bias of 7, no infinities, and NaN where all bits but the sign are set; E5M2 is the
/// upper half of a binary16.
/// </remarks>
static class Float8
{
    const int E4M3Bias = 7, E4M3Fraction = 3, E4M3NaN = 0x7F;

    /// <summary>Widens numbers.</summary>
    /// <param name="bytes">The numbers.</param>
    /// <param name="type">Which of the two types they have.</param>
    /// <param name="values">Where they go; as many.</param>
    public static void Widen(ReadOnlySpan<byte> bytes, StoredType type, Span<float> values)
    {
        Span<float> table = stackalloc float[256];
        for (int i = 0; i < table.Length; i++) table[i] = type == StoredType.Float8E5M2 ? (float)BitConverter.UInt16BitsToHalf((ushort)(i << 8)) : E4M3(i);
        for (int i = 0; i < values.Length; i++) values[i] = table[bytes[i]];
    }

    static float E4M3(int bits)
    {
        int magnitude = bits & 0x7F, exponent = magnitude >> E4M3Fraction, fraction = magnitude & 7;
        float value = magnitude == E4M3NaN ? float.NaN
            : exponent == 0 ? MathF.ScaleB(fraction, 1 - E4M3Bias - E4M3Fraction)
            : MathF.ScaleB(8 + fraction, exponent - E4M3Bias - E4M3Fraction);
        return (bits & 0x80) == 0 ? value : -value;
    }
}
