namespace Hebb.Formats;

/// <summary>
/// Tells honest compression from claims: deflate cannot make more than 1,032 bytes of one. Content that the packed bytes can hold by this rule may take up to
/// <see cref="TensorFile.UnpackedBytesLimit"/>; what a header only claims gets what <see cref="MemoryLimit"/> gives to a file of that size.
/// </summary>
static class UnpackedSize
{
    const long MaxInflation = 1032;

    /// <summary>The most bytes that so many packed bytes can become.</summary>
    /// <param name="packed">The packed bytes.</param>
    public static long Max(long packed) => packed > long.MaxValue / MaxInflation ? long.MaxValue : packed * MaxInflation;

    /// <summary>The memory that content may take if its packed bytes can really hold it.</summary>
    /// <param name="packed">The packed bytes.</param>
    /// <param name="fileLength">How long the whole file is.</param>
    public static long Limit(long packed, long fileLength) => Math.Max(MemoryLimit.Of(fileLength), Math.Min(MemoryLimit.Unpacked, Max(packed)));
}
