using Hebb.Formats;

namespace Hebb.Images;

/// <summary>Checks the size in a header before any memory is taken for it: by what the file's bytes can hold at most, and by a limit that the user can raise.</summary>
static class DecodedSize
{
    const long PerFileByte = 8;

    // What a header alone may ask for, as a part of what pixels that are really there may take.
    const int Unproven = 8;

    /// <summary>How many bytes an image may take whose pixels the file really holds.</summary>
    public static Int128 Limit(long fileLength) => (Int128)Image.DecodedBytesLimit + (PerFileByte * fileLength);

    /// <summary>How many bytes a file may ask for that shows nothing for it.</summary>
    public static Int128 UnprovenLimit(long fileLength) => ((Int128)Image.DecodedBytesLimit / Unproven) + (PerFileByte * fileLength);

    /// <summary>The bytes of an image's pixels.</summary>
    /// <param name="width">Pixels in a row, as the header says.</param>
    /// <param name="height">Rows, as the header says.</param>
    /// <param name="channels">1 to 4.</param>
    /// <param name="fileLength">The file's length in bytes.</param>
    /// <param name="source">The file, for errors.</param>
    /// <param name="offset">Where the header says so.</param>
    /// <param name="besides">Bytes that decoding takes besides the pixels.</param>
    /// <param name="isHeld">Whether the file's bytes are enough for that many pixels, by what its compression can do at most; otherwise the header may only ask for an eighth of the limit.</param>
    /// <exception cref="FormatErrorException">There is no pixel, or there are more than the limit.</exception>
    public static int Check(long width, long height, int channels, long fileLength, string source, long offset, Int128 besides = default, bool isHeld = false)
    {
        if (width is <= 0 or > int.MaxValue || height is <= 0 or > int.MaxValue) throw new FormatErrorException(source, offset, $"the image must have from 1 to 2147483647 pixels each way; {width} × {height} came", "The file is damaged.");
        Int128 size = (Int128)width * height * channels, limit = isHeld ? Limit(fileLength) : UnprovenLimit(fileLength);
        if (size + besides > limit || size > Array.MaxLength)
        {
            string rule = isHeld ? $"{Image.DecodedBytesLimit >> 20} MB" : $"{(Image.DecodedBytesLimit / Unproven) >> 20} MB where so few bytes cannot hold so many pixels,";
            throw new FormatErrorException(
                source, offset, $"{width} × {height} pixels of {channels} channels take {size + besides} bytes, which a file of {fileLength} bytes may not ask for; the limit is {rule} and 8 bytes for each of the file",
                "If you trust the file, raise Image.DecodedBytesLimit (an image cannot have more than 2 GB).");
        }

        return (int)size;
    }
}
