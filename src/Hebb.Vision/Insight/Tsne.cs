using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>
/// Points of many dimensions in the plane, neighbours staying neighbours: exact t-SNE. It minimises KL(P‖Q) between neighbourhoods pᵢⱼ, Gaussians whose widths give each point
/// the same perplexity, and qᵢⱼ ∝ 1/(1 + ‖yᵢ − yⱼ‖²) in the plane. Distances between clusters and their sizes mean nothing.
/// </summary>
/// <remarks>
/// Van der Maaten and Hinton: Visualizing data using t-SNE (2008), with a start from the principal components (Kobak and Berens, 2019): no randomness, the same points
/// each time on any number of threads. Time and memory grow with n²: some seconds for 2,000 points.
/// </remarks>
/// <example><code>Tsne.Of(embeddings).ToFigure(labels, classNames).SaveSvg("tsne.svg");</code></example>
public sealed class Tsne
{
    /// <summary>The most points: their distances take n² · 8 bytes.</summary>
    public const int MaxPoints = 8000;

    Tsne(Tensor points, double divergence, double perplexity) => (Points, Divergence, Perplexity) = (points, divergence, perplexity);

    /// <summary>The points in the plane, centred: Float64 [n, 2].</summary>
    public Tensor Points { get; }

    /// <summary>KL(P‖Q) at the end, in nats: for comparing runs on the same points.</summary>
    public double Divergence { get; }

    /// <summary>The perplexity that was used.</summary>
    public double Perplexity { get; }

    /// <summary>Lays points out in the plane.</summary>
    /// <param name="x">[n, ..]; the axes behind the first are one point's values. 4 to <see cref="MaxPoints"/> points.</param>
    /// <param name="options">Perplexity, steps and rates.</param>
    /// <exception cref="ShapeException">Too few or too many points.</exception>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static Tsne Of(Tensor x, TsneOptions? options = null)
    {
        options ??= new TsneOptions();
        options.Check();
        using var quiet = Autograd.NoGrad();
        Tensor points = EmbeddingPoints.Rows("t-SNE", x, min: 4);
        int n = points.Shape[0], d = points.Shape[1];
        if (n > MaxPoints) throw new ShapeException($"Exact t-SNE holds all n² distances; {n} points are too many, {MaxPoints} are the most.", "Take a random part of them: x[indices].");
        if (options.Components > 0 && d > options.Components && n > options.Components) points = Pca.Of(points, options.Components).Projected;
        double perplexity = Math.Min(options.Perplexity, (n - 1) / 3.0);
        double[] neighbours = TsneNeighbours.Of(points, perplexity);
        var layout = new TsneLayout(neighbours, n);
        layout.Start(Pca.Of(points, Math.Min(2, points.Shape[1])).Projected);
        double rate = options.LearningRate > 0 ? options.LearningRate : Math.Max(50, n / options.Exaggeration / 4);
        for (int step = 0; step < options.Steps; step++)
        {
            bool isEarly = step < options.ExaggeratedSteps;
            layout.Step(isEarly ? options.Exaggeration : 1, isEarly ? 0.5 : 0.8, rate);
        }

        return new Tsne(layout.ToTensor(), layout.Divergence(), perplexity);
    }

    /// <summary>The points in the colours of their classes.</summary>
    /// <param name="labels">Class numbers [n]; null for one colour.</param>
    /// <param name="names">The classes' names; their numbers where it is null.</param>
    public ScatterChart ToFigure(Tensor? labels = null, IReadOnlyList<string>? names = null) => EmbeddingPoints.Scatter("t-SNE", Points, labels, names);
}
