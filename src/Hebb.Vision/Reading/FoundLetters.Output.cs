using Hebb.Images;
using Hebb.Vision.Reading.Output;

namespace Hebb.Vision.Reading;

/// <content>The boxes, drawn.</content>
public sealed partial class FoundLetters
{
    /// <summary>The photograph with a frame around each letter; the lines take turns in two colours and are numbered.</summary>
    /// <param name="image">The photograph.</param>
    /// <returns>An image of 3 channels.</returns>
    public Image Draw(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return LetterOverlay.Draw(this, image);
    }
}
