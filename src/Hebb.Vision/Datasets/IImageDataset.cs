using Hebb.Data;
using Hebb.Images;

namespace Hebb.Vision.Datasets;

/// <summary>Images with classes: what every image data set of Hebb is, whether it lies in memory or is read from files when it is wanted.</summary>
public interface IImageDataset : IDataset
{
    /// <summary>The classes' names, in the order of the labels; empty if the images have no classes.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>The classes: Int64 [n], 0 to the number of classes − 1.</summary>
    /// <exception cref="InvalidOperationException">The images have no classes.</exception>
    Tensor Labels { get; }

    /// <summary>One image, upright, as it would be shown.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <exception cref="IndexException">There is no such image.</exception>
    Image GetImage(int index);
}
