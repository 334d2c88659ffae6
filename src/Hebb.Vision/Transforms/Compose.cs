using System.Collections;
using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>
/// Transforms one after another. Neighbours that only move pixels (crops, flips, padding), convert bytes to floats and normalise are done together in one pass, with the
/// same bits as one by one.
/// </summary>
/// <example><code>
/// var training = new Compose { new RandomCrop(32, padding: 4), new RandomHorizontalFlip(), new ToFloat(), Normalize.Cifar10 };
/// </code></example>
public sealed class Compose : Transform, IEnumerable<Transform>
{
    readonly List<Transform> transforms = [];
    volatile Step[]? steps;

    /// <summary>Makes a chain; without transforms it changes nothing.</summary>
    /// <param name="transforms">The first one first.</param>
    public Compose(params ReadOnlySpan<Transform> transforms)
    {
        foreach (Transform transform in transforms) Add(transform);
    }

    /// <inheritdoc/>
    public override bool IsRandom => transforms.Exists(t => t.IsRandom);

    /// <summary>Puts a transform at the end, before the chain is used; for collection initialisers.</summary>
    /// <param name="transform">The transform.</param>
    public void Add(Transform transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        transforms.Add(transform);
        steps = null;
    }

    /// <summary>The transforms, the first one first.</summary>
    public IEnumerator<Transform> GetEnumerator() => transforms.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected internal override Tensor Run(Tensor batch, ReadOnlySpan<Generator> generators)
    {
        foreach (Step step in steps ??= Plan())
            batch = step.Pass is { } pass ? pass.Run(step.Transform.GetType().Name, batch, generators) : step.Transform.Run(batch, generators);
        return batch;
    }

    Step[] Plan()
    {
        var all = new List<Transform>();
        Flatten(this, all);
        var plan = new List<Step>();
        for (int i = 0; i < all.Count;)
        {
            int begin = i;
            var geometric = new List<IGeometricTransform>();
            float? fill = null;
            for (; i < all.Count && all[i] is IGeometricTransform transform and not Pad { IsWindow: false } && (fill is null || transform.Fill is null || fill == transform.Fill); i++)
            {
                geometric.Add(transform);
                fill ??= transform.Fill;
            }

            bool toFloat = i < all.Count && all[i] is ToFloat;
            if (toFloat) i++;
            Normalize? normalize = i < all.Count ? all[i] as Normalize : null;
            if (normalize is not null) i++;
            if (i - begin > 1)
            {
                plan.Add(new Step(all[begin], new GeometricPass([.. geometric], toFloat, normalize)));
                continue;
            }

            i = begin + 1;
            plan.Add(new Step(all[begin], null));
        }

        return [.. plan];
    }

    static void Flatten(Compose chain, List<Transform> into)
    {
        foreach (Transform transform in chain)
        {
            if (transform is Compose inner) Flatten(inner, into);
            else into.Add(transform);
        }
    }

    readonly record struct Step(Transform Transform, GeometricPass? Pass);
}
