namespace Hebb.Images;

/// <summary>The order in which a JPEG file holds the 64 coefficients of a block.</summary>
static class JpegZigzag
{
    /// <summary>
    /// The place (8 × row + column) of the k-th coefficient. Runs of damaged files can lead up to 15 places too far; those all mean the last place, so that no
    /// store needs a check.
    /// </summary>
    public static ReadOnlySpan<byte> Natural =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
        63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63,
    ];
}
