using Hebb.Formats;

namespace Hebb.Vision.Images;

/// <summary>Judges the size in a header before any memory is taken for it.</summary>
static class DecodedSize
{
    const long PerFileByte = 8;

    /// <summary>How many bytes a picture may take.</summary>
    public static Int128 Limit(long fileLength) => (Int128)Image.DecodedBytesLimit + (PerFileByte * fileLength);

    /// <summary>The bytes of a picture's pixels.</summary>
    /// <param name="width">Pixels in a row, as the header says.</param>
    /// <param name="height">Rows, as the header says.</param>
    /// <param name="channels">1 to 4.</param>
    /// <param name="fileLength">The file's length in bytes.</param>
    /// <param name="source">The file, for errors.</param>
    /// <param name="offset">Where the header says so.</param>
    /// <param name="besides">Bytes that decoding takes besides the pixels.</param>
    /// <exception cref="FormatErrorException">There is no pixel, or there are more than the limit.</exception>
    public static int Check(long width, long height, int channels, long fileLength, string source, long offset, long besides = 0)
    {
        if (width is <= 0 or > int.MaxValue || height is <= 0 or > int.MaxValue) throw new FormatErrorException(source, offset, $"the picture must have from 1 to 2147483647 pixels each way; {width} × {height} came", "The file is damaged.");
        Int128 size = (Int128)width * height * channels;
        if (size + besides > Limit(fileLength) || size > Array.MaxLength)
        {
            throw new FormatErrorException(
                source, offset, $"{width} × {height} pixels of {channels} channels take {size + besides} bytes, which a file of {fileLength} bytes may not ask for; the limit is {Image.DecodedBytesLimit >> 20} MB and 8 bytes for each of the file",
                "If you trust the file, raise Image.DecodedBytesLimit (a picture cannot have more than 2 GB).");
        }

        return (int)size;
    }
}
