using Hebb.Data;

namespace Hebb.Vision.Transforms;

/// <summary>
/// Changes images: one of shape [channels, height, width], or a batch [n, channels, height, width] in which every image draws its own randomness. Float32 images
/// have values of 0 to 1; those that only move pixels take UInt8 images too. The result has no gradient.
/// </summary>
/// <remarks>
/// A transform holds settings only, so it is safe to use from several threads at once, each with its own generator. Image i of a batch becomes what it would
/// become alone with the i-th generator. To write your own, derive from <see cref="ImageTransform"/>.
/// </remarks>
/// <example><code>
/// var change = new Compose { new RandomCrop(32, padding: 4), new RandomHorizontalFlip() };
/// Tensor x = change.Apply(batch, new Generator(7));
/// </code></example>
public abstract class Transform : IBatchTransform
{
    /// <summary>Whether it draws random numbers.</summary>
    public virtual bool IsRandom => false;

    /// <summary>A changed copy; the same tensor if there is nothing to change.</summary>
    /// <param name="x">[channels, height, width] or [n, channels, height, width].</param>
    /// <param name="generator">
    /// Where the randomness comes from; <see cref="Generator.Default"/> unless given. One image draws from it directly. A batch takes one 64-bit number d from it, and
    /// its image i draws from <c>generator.Fork(d).Fork(i)</c>.
    /// </param>
    /// <exception cref="ShapeException">Another rank, or a size or number of channels that this transform cannot change.</exception>
    /// <exception cref="DTypeException">A type that this transform cannot change.</exception>
    public Tensor Apply(Tensor x, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        generator ??= Generator.Default;
        if (x.Rank == 3)
        {
            Tensor one = Run(Plain(x).ViewAs([1, x.Shape[0], x.Shape[1], x.Shape[2]]), [generator]);
            return one.ViewAs([one.Shape[1], one.Shape[2], one.Shape[3]]);
        }

        return Apply(x, IsRandom && x.Rank == 4 ? Each(generator.Fork(generator.NextUInt64()), x.Shape[0]) : []);
    }

    /// <summary>A changed copy of a batch whose images draw from given generators.</summary>
    /// <param name="batch">[n, channels, height, width].</param>
    /// <param name="generators">One for each image, all different; a transform without randomness needs none.</param>
    /// <exception cref="ShapeException">Another rank, or a size or number of channels that this transform cannot change.</exception>
    /// <exception cref="DTypeException">A type that this transform cannot change.</exception>
    /// <exception cref="ArgumentException">There are not as many generators as images.</exception>
    public Tensor Apply(Tensor batch, ReadOnlySpan<Generator> generators)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Rank != 4)
        {
            throw new ShapeException(
                $"{Name} changes an image [channels, height, width] or a batch of them [n, channels, height, width]; it got shape {batch.Shape}.",
                batch.Rank == 2 ? "Unsqueeze(0) makes [height, width] an image of one channel." : null);
        }

        if (IsRandom && generators.Length != batch.Shape[0]) throw new ArgumentException($"{Name} needs a generator for each of the {batch.Shape[0]} images; {generators.Length} came.", nameof(generators));
        return Run(Plain(batch), generators);
    }

    /// <summary>Changes the first tensor of a batch; the others stay. This is how a <see cref="DataLoader"/> uses a transform.</summary>
    /// <param name="batch">The images and what belongs to them.</param>
    /// <param name="randomness">A generator for each image.</param>
    public Batch Apply(Batch batch, BatchRandomness randomness)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(randomness);
        var tensors = new Tensor[batch.Tensors.Count];
        for (int i = 0; i < tensors.Length; i++) tensors[i] = batch.Tensors[i];
        tensors[0] = Apply(tensors[0], randomness.Samples);
        return new Batch(tensors);
    }

    /// <summary>Changes a batch.</summary>
    /// <param name="batch">[n, channels, height, width], row-major without gaps.</param>
    /// <param name="generators">One for each image if <see cref="IsRandom"/>.</param>
    protected internal abstract Tensor Run(Tensor batch, ReadOnlySpan<Generator> generators);

    /// <summary>What error messages call it.</summary>
    private protected string Name => GetType().Name;

    private protected void RequireFloat(Tensor batch)
    {
        if (batch.DType != DType.Float32) throw new DTypeException($"{Name} changes Float32 images with values of 0 to 1; it got {batch.DType}.", "Put a ToFloat() before it.");
    }

    static Tensor Plain(Tensor x)
    {
        using var quiet = Autograd.NoGrad();
        return x.Detach().Contiguous();
    }

    static Generator[] Each(Generator root, int count)
    {
        var generators = new Generator[count];
        for (int i = 0; i < count; i++) generators[i] = root.Fork((ulong)i);
        return generators;
    }
}
