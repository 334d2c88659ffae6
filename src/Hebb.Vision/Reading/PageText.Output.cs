using Hebb.Images;
using Hebb.Plots;
using Hebb.Vision.Reading.Output;

namespace Hebb.Vision.Reading;

/// <content>A page as others want it: drawn, as JSON, as a report.</content>
public sealed partial class PageText
{
    /// <summary>
    /// The photograph with what was read drawn over it: the box of each character with the character above, blue where the reader is sure (0.9 or more), orange where it is less so, red where it
    /// doubts (below 0.6), and a thin grey frame around each line. Words that were read as a whole have one box.
    /// </summary>
    /// <param name="image">The photograph that was read.</param>
    /// <returns>An image of 3 channels.</returns>
    public Image Draw(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return PageOverlay.Draw(this, image);
    }

    /// <summary>
    /// The page as JSON: text, confidence, quarterTurns, remarks and lines; a line has words, a word characters, and all of them text and box, [top, left, bottom, right] in pixels of the photograph.
    /// A character has its confidence and its alternatives with their probabilities.
    /// </summary>
    /// <param name="indented">Whether it is broken into lines.</param>
    public string ToJson(bool indented = true) => PageJson.Of(this, indented);

    /// <summary>
    /// A page for the browser: the photograph with its boxes, the text with doubtful characters marked and what else they may be, the characters as the network saw them, and the clean image.
    /// </summary>
    /// <param name="image">The photograph that was read.</param>
    /// <param name="title">Its title, such as the file's name.</param>
    public Report ToReport(Image image, string title = "A handwritten page")
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(title);
        return PageReport.Of(this, image, title);
    }

    /// <summary>Writes <see cref="ToReport"/> to a file; an old one is replaced whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="image">The photograph that was read.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveReport(string path, Image image) => ToReport(image, Path.GetFileNameWithoutExtension(path)).Save(path);
}
