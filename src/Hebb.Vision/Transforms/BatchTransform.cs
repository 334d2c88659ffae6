using Hebb.Data;
using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Mixes the images of a batch with one another, and their targets with them: labels become probabilities of the classes.</summary>
/// <remarks>The targets may be labels (Int64 [n]) or already probabilities (Float32 [n, classes]); cross-entropy takes both. Safe to use from several threads at once.</remarks>
public abstract class BatchTransform : IBatchTransform
{
    private protected BatchTransform(int classes, double alpha)
    {
        if (classes < 2) throw new ArgumentOutOfRangeException(nameof(classes), classes, $"{GetType().Name} turns labels into probabilities and must know how many classes there are: 2 or more.");
        if (!(alpha > 0 && double.IsFinite(alpha))) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, $"{GetType().Name}'s alpha is the parameter of a Beta(α, α) distribution: finite and above 0.");
        (Classes, Alpha) = (classes, alpha);
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>The parameter of the Beta(α, α) distribution from which the shares come.</summary>
    public double Alpha { get; }

    /// <summary>A mixed batch: each image with another one, in one share λ for all.</summary>
    /// <param name="batch">Float32 images [n, channels, height, width] and their targets.</param>
    /// <param name="generator">Where the randomness comes from; <see cref="Generator.Default"/> unless given.</param>
    /// <returns>The images and Float32 [n, classes], whose rows add up to 1.</returns>
    /// <exception cref="ShapeException">The images have not four axes, or the targets do not fit.</exception>
    /// <exception cref="DTypeException">The images are not Float32, or the targets neither Int64 nor Float32.</exception>
    /// <exception cref="IndexException">A label is no class.</exception>
    public Batch Apply(Batch batch, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var quiet = Autograd.NoGrad();
        string name = GetType().Name;
        Tensor images = batch.Input.Detach().Contiguous();
        if (images.Rank != 4) throw new ShapeException($"{name} mixes batches of images [n, channels, height, width]; it got shape {images.Shape}.");
        if (images.DType != DType.Float32) throw new DTypeException($"{name} mixes Float32 images; it got {images.DType}.", "Put a ToFloat() before it.");
        Tensor targets = Probabilities(batch.Target.Detach(), images.Shape[0]);
        generator ??= Generator.Default;
        double share = Beta.Draw(Alpha, generator);
        int[] partners = generator.Permutation(images.Shape[0]);
        Tensor mixed = Tensor.Uninitialized(images.Shape, DType.Float32), answers = Tensor.Uninitialized(targets.Shape, DType.Float32);
        ImageSize size = ImageSize.Of(images);
        using (var source = images.Open<float>())
        using (var target = mixed.Open<float>())
            share = Mix(source.Span(images.Count), target.Span(mixed.Count), size, partners, share, generator);
        using (var source = targets.Open<float>())
        using (var target = answers.Open<float>())
            Blend(source.Span(targets.Count), target.Span(answers.Count), Classes, partners, (float)share);
        return new Batch(mixed, answers);
    }

    /// <inheritdoc/>
    public Batch Apply(Batch batch, BatchRandomness randomness)
    {
        ArgumentNullException.ThrowIfNull(randomness);
        return Apply(batch, randomness.Batch);
    }

    /// <summary>Mixes the images; says what share of each one is left.</summary>
    private protected abstract double Mix(ReadOnlySpan<float> from, Span<float> to, ImageSize size, int[] partners, double share, Generator generator);

    /// <summary>share · row + (1 − share) · its partner's.</summary>
    private protected static void Blend(ReadOnlySpan<float> from, Span<float> to, int length, int[] partners, float share)
    {
        for (int i = 0; i < partners.Length; i++)
        {
            ReadOnlySpan<float> own = from.Slice(i * length, length), other = from.Slice(partners[i] * length, length);
            Span<float> row = to.Slice(i * length, length);
            for (int k = 0; k < row.Length; k++) row[k] = (share * own[k]) + ((1 - share) * other[k]);
        }
    }

    Tensor Probabilities(Tensor targets, int count)
    {
        string name = GetType().Name;
        if (targets.DType == DType.Float32)
        {
            return targets.Rank == 2 && targets.Shape[0] == count && targets.Shape[1] == Classes
                ? targets.Contiguous()
                : throw new ShapeException($"{name} for {Classes} classes takes probabilities of shape [{count}, {Classes}]; {targets.Shape} came.");
        }

        if (targets.DType != DType.Int64) throw new DTypeException($"{name} takes labels of Int64 or probabilities of Float32; it got {targets.DType}.", "Convert labels: y.To(DType.Int64).");
        if (targets.Rank != 1 || targets.Shape[0] != count) throw new ShapeException($"{name} takes a label for each of the {count} images, of shape [{count}]; {targets.Shape} came.");
        var rows = new float[count * Classes];
        long[] labels = targets.ToArray<long>();
        for (int i = 0; i < count; i++)
        {
            if (labels[i] < 0 || labels[i] >= Classes) throw new IndexException($"Label {labels[i]} of image {i} is no class: {name} was told of {Classes}, 0 to {Classes - 1}.");
            rows[(i * Classes) + labels[i]] = 1;
        }

        return Tensor.Wrap(rows, [count, Classes]);
    }
}
