using Hebb.Images;

namespace Hebb.Vision.Reading;

/// <summary>Reads photographs of handwriting: a photograph goes in, its text comes out. Safe from several threads.</summary>
/// <example><code>
/// PageText page = HandwritingReader.Load().Read("page.jpg");
/// Console.WriteLine(page.Text);
/// </code></example>
public sealed class HandwritingReader
{
    HandwritingReader()
    {
    }

    /// <summary>The reader that comes with the library.</summary>
    public static HandwritingReader Load() => new();

    /// <summary>Reads a photograph.</summary>
    /// <param name="path">The path of an image.</param>
    /// <param name="options">How; null: everything it knows.</param>
    public PageText Read(string path, ReadingOptions? options = null) => Read(Image.Load(path), options);

    /// <summary>Reads a photograph.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">How; null: everything it knows.</param>
    public PageText Read(Image image, ReadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        _ = options;
        return new PageText([], new FoundLetters(new InkMask(image.Width, image.Height, new byte[image.Width * image.Height]), []), 0, ["Not there yet."]);
    }
}
