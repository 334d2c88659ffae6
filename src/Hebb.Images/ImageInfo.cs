namespace Hebb.Images;

/// <summary>What an image's header says; nothing was decoded.</summary>
/// <param name="Format">The format's name, such as "PNG".</param>
/// <param name="Width">Pixels in a row, after the image was turned as its file asks.</param>
/// <param name="Height">Rows, after the image was turned as its file asks.</param>
/// <param name="Channels">The channels that decoding gives: 1 grey, 2 grey and opacity, 3 red green blue, 4 red green blue opacity.</param>
public sealed record ImageInfo(string Format, int Width, int Height, int Channels)
{
    /// <summary>The info of an image that lies in its file as a camera was held.</summary>
    internal static ImageInfo Upright(string format, int width, int height, int channels, int orientation) =>
        ExifOrientation.ExchangesSides(orientation) ? new(format, height, width, channels) : new(format, width, height, channels);
}
