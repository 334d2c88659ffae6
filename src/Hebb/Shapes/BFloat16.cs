namespace Hebb.Backends;

/// <summary>A float's upper 16 bits: sign, 8 bits of exponent, 7 of fraction. .NET 10 has no such type.</summary>
internal readonly record struct BFloat16(ushort Bits)
{
    /// <summary>Rounds to the nearest, ties to the even fraction; NaN stays NaN.</summary>
    public static explicit operator BFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value)) return new BFloat16((ushort)((bits >> 16) | 0x40));
        return new BFloat16((ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
    }

    /// <summary>Exact.</summary>
    public static explicit operator float(BFloat16 value) => BitConverter.UInt32BitsToSingle((uint)value.Bits << 16);
}
