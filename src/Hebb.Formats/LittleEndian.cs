namespace Hebb.Formats;

/// <summary>Brings values between the machine's byte order and the little-endian order of files.</summary>
static class LittleEndian
{
    /// <summary>Reverses each value's bytes in place on a big-endian machine; does nothing on others.</summary>
    public static void Swap(Span<byte> bytes, int valueSize)
    {
        if (BitConverter.IsLittleEndian || valueSize == 1) return;
        for (int i = 0; i < bytes.Length; i += valueSize) bytes.Slice(i, valueSize).Reverse();
    }
}
