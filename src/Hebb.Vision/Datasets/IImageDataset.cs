using Hebb.Data;
using Hebb.Vision.Images;

namespace Hebb.Vision.Datasets;

/// <summary>Pictures with classes: what every image data set of Hebb is, whether it lies in memory or is read from files when it is wanted.</summary>
public interface IImageDataset : IDataset
{
    /// <summary>The classes' names, in the order of the labels; empty if the pictures have no classes.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>The classes: Int64 [n], 0 to the number of classes − 1.</summary>
    /// <exception cref="InvalidOperationException">The pictures have no classes.</exception>
    Tensor Labels { get; }

    /// <summary>One picture, upright, as it would be shown.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <exception cref="IndexException">There is no such picture.</exception>
    Image Picture(int index);
}
