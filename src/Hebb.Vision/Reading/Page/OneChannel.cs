using System.Runtime.CompilerServices;
using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>What the stages of page analysis ask of an image.</summary>
static class OneChannel
{
    public static void Require(Image image, [CallerArgumentExpression(nameof(image))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(image, name);
        if (image.Channels != 1) throw new ArgumentException($"An image of one channel was expected; this one has {image.Channels}. GreyScale.Convert makes one of it.", name);
    }
}
