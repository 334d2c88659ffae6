using Hebb.Data;
using Hebb.Images;

namespace Hebb.Vision.Datasets;

/// <summary>
/// Images of one size that lie in memory, as bytes where the source has bytes: a batch becomes Float32 when it is taken, so 60,000 MNIST digits take 47 MB and not 188.
/// Reading is safe from several threads at once; copy the tensors (<c>Clone()</c>) before changing them in place.
/// </summary>
/// <example><code>
/// ImageDataset train = Mnist.Load(train: true);
/// foreach (var (x, y) in new DataLoader(train, batchSize: 64, shuffle: true)) …      // x: Float32 [64, 1, 28, 28], 0 to 1; y: Int64 [64]
/// </code></example>
public sealed class ImageDataset : IImageDataset
{
    const float White = 255;
    readonly TensorDataset samples;
    readonly Tensor? labels;

    /// <summary>Makes a data set; the tensors are not copied.</summary>
    /// <param name="images">UInt8 (0 to 255) or Float32 (usually 0 to 1), [n, channels, height, width] with 1 or 3 channels.</param>
    /// <param name="labels">Int64 [n], or null for images without classes.</param>
    /// <param name="classes">The classes' names; none for images without classes.</param>
    /// <exception cref="ShapeException">The images have not four axes or not 1 or 3 channels, or there are not as many labels.</exception>
    /// <exception cref="DTypeException">The images are neither UInt8 nor Float32, or the labels are not Int64.</exception>
    /// <exception cref="IndexException">A label has no class.</exception>
    public ImageDataset(Tensor images, Tensor? labels, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(classes);
        if (images.Rank != 4 || images.Shape[1] is not (1 or 3)) throw new ShapeException($"Images have the shape [n, channels, height, width] with 1 or 3 channels; {images.Shape} came.");
        if (images.DType is not (DType.UInt8 or DType.Float32)) throw new DTypeException($"Images are UInt8 or Float32; {images.DType} came.", "Convert them first: images.To(DType.Float32).");
        if (labels is not null) Check(labels, images.Shape[0], classes.Count);
        samples = labels is null ? new TensorDataset(images) : new TensorDataset(images, labels);
        this.labels = labels?.Detach().Keep();
        Classes = [.. classes];
    }

    /// <summary>The images as they are stored: UInt8 (0 to 255) or Float32, [n, channels, height, width].</summary>
    public Tensor Images => samples.Tensors[0];

    /// <inheritdoc/>
    public Tensor Labels => labels ?? throw new InvalidOperationException("These images have no classes, so there are no labels; a batch of them holds only its Input.");

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The number of images.</summary>
    public int Count => samples.Count;

    /// <summary>Some images with their labels (if there are any), as a batch of new tensors.</summary>
    /// <param name="indices">0 … <see cref="Count"/> − 1 each; repeats are allowed.</param>
    /// <returns>Float32 [m, channels, height, width], bytes divided by 255; and Int64 [m].</returns>
    /// <exception cref="IndexException">There is no such image.</exception>
    public Batch Take(ReadOnlySpan<int> indices)
    {
        Batch stored = samples.Take(indices);
        if (stored.Input.DType == DType.Float32) return stored;
        using var noGrad = Autograd.NoGrad();
        Tensor input = stored.Input.To(DType.Float32) / White;
        return labels is null ? new Batch(input) : new Batch(input, stored.Target);
    }

    /// <inheritdoc/>
    public Image GetImage(int index) => (uint)index < (uint)Count
        ? Image.FromTensor(Images[index])
        : throw new IndexException($"There is no image {index}: the data set has {Count}, counted from 0.");

    static void Check(Tensor labels, int count, int classes)
    {
        if (labels.DType != DType.Int64) throw new DTypeException($"Labels are Int64; {labels.DType} came.", "Convert them first: labels.To(DType.Int64).");
        if (labels.Rank != 1 || labels.Shape[0] != count) throw new ShapeException($"{count} images need labels of shape [{count}]; {labels.Shape} came.");
        long[] all = labels.ToArray<long>();
        int wrong = Array.FindIndex(all, label => label < 0 || label >= classes);
        if (wrong >= 0) throw new IndexException($"Label {all[wrong]} of image {wrong} has no class: there are {classes}, counted from 0.");
    }
}
