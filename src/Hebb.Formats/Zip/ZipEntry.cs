namespace Hebb.Formats;

/// <summary>One file inside a zip archive, its place checked against the archive.</summary>
/// <param name="Name">Its name, with '/' between folders.</param>
/// <param name="IsDeflated">Whether it is compressed with deflate; otherwise its bytes stand there as they are.</param>
/// <param name="Start">Its first byte in the archive.</param>
/// <param name="StoredLength">The bytes that it takes in the archive.</param>
/// <param name="Length">Its length when unpacked, as the archive claims.</param>
/// <param name="Checksum">The CRC-32 of its content, as the archive claims.</param>
/// <param name="Problem">Why it cannot be unpacked; null if it can.</param>
sealed record ZipEntry(string Name, bool IsDeflated, long Start, long StoredLength, long Length, uint Checksum, string? Problem = null);
