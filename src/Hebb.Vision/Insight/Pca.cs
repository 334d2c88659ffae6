using System.Globalization;
using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>
/// Principal components: the directions in which points scatter most, and the points seen along them. Computed in Float64 from the covariance, or, with fewer points than
/// values, from the points' products.
/// </summary>
/// <remarks>Pearson (1901); Hotelling (1933). The sign of a component is chosen so that its largest element is positive.</remarks>
/// <example><code>Pca.Of(embeddings).ToFigure(labels, classNames).SaveSvg("pca.svg");</code></example>
public sealed class Pca
{
    Pca(Tensor mean, Tensor components, double[] variances, double total, Tensor projected) =>
        (Mean, Components, Variances, TotalVariance, Projected) = (mean, components, variances, total, projected);

    /// <summary>The mean of the points: Float64 [values].</summary>
    public Tensor Mean { get; }

    /// <summary>The directions, each of length 1, at right angles to each other: Float64 [components, values].</summary>
    public Tensor Components { get; }

    /// <summary>The variance (with n − 1) along each component, largest first.</summary>
    public IReadOnlyList<double> Variances { get; }

    /// <summary>The variance in all directions together.</summary>
    public double TotalVariance { get; }

    /// <summary>The points along the components: Float64 [n, components].</summary>
    public Tensor Projected { get; }

    /// <summary>The share of the whole variance that each component shows; 0 for points that do not scatter.</summary>
    public IReadOnlyList<double> ExplainedVarianceRatios => [.. Variances.Select(v => TotalVariance > 0 ? v / TotalVariance : 0)];

    /// <summary>The principal components of points.</summary>
    /// <param name="x">[n, ..]; the axes behind the first are one point's values. At least two points.</param>
    /// <param name="components">How many, at most the smaller of the numbers of points and values.</param>
    /// <exception cref="ShapeException">Fewer than two points, or points without values.</exception>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many components.</exception>
    public static Pca Of(Tensor x, int components = 2)
    {
        using var quiet = Autograd.NoGrad();
        Tensor points = EmbeddingPoints.Rows("PCA", x, min: 2);
        int n = points.Shape[0], d = points.Shape[1];
        if (components < 1 || components > Math.Min(n, d)) throw new ArgumentOutOfRangeException(nameof(components), components, $"{n} points of {d} values have 1 to {Math.Min(n, d)} components.");
        Tensor mean = points.Mean(0), centred = points - mean;
        double total = centred.Square().Sum().Item() / (n - 1);
        Tensor directions;
        if (d <= n)
        {
            (_, directions) = LeadingEigenvectors.Of(centred.Permute(1, 0).MatMul(centred) / (n - 1.0), components);
        }
        else
        {
            // XXᵀu = λu gives XᵀX(Xᵀu) = λ(Xᵀu).
            (_, Tensor u) = LeadingEigenvectors.Of(centred.MatMul(centred.Permute(1, 0)) / (n - 1.0), components);
            directions = u.MatMul(centred);
        }

        directions = Signed(directions);
        Tensor projected = centred.MatMul(directions.Permute(1, 0));
        double[] variances = (projected.Square().Sum(0) / (n - 1.0)).ToArray<double>();
        return new Pca(mean, directions, variances, total, projected);
    }

    /// <summary>Other points along the same components.</summary>
    /// <param name="x">[n, ..] with as many values for each point.</param>
    /// <returns>Float64 [n, components].</returns>
    /// <exception cref="ShapeException">The points have another number of values.</exception>
    public Tensor Project(Tensor x)
    {
        using var quiet = Autograd.NoGrad();
        Tensor points = EmbeddingPoints.Rows("PCA", x, min: 1);
        if (points.Shape[1] != Mean.Count) throw new ShapeException($"These components were found for points of {Mean.Count} values; the new ones have {points.Shape[1]} (shape {x.Shape}).");
        return (points - Mean).MatMul(Components.Permute(1, 0));
    }

    /// <summary>The points along the first two components, in the colours of their classes.</summary>
    /// <param name="labels">Class numbers [n]; null for one colour.</param>
    /// <param name="names">The classes' names; their numbers where it is null.</param>
    /// <exception cref="InvalidOperationException">There is only one component.</exception>
    public ScatterChart ToFigure(Tensor? labels = null, IReadOnlyList<string>? names = null)
    {
        if (Components.Shape[0] < 2) throw new InvalidOperationException("A figure needs two components: Pca.Of(x, components: 2).");
        ScatterChart chart = EmbeddingPoints.Scatter("Principal components", Projected.Narrow(1, 0, 2), labels, names);
        chart.XTitle = string.Create(CultureInfo.InvariantCulture, $"component 1 ({ClassNames.Percent(ExplainedVarianceRatios[0])} of the variance)");
        chart.YTitle = string.Create(CultureInfo.InvariantCulture, $"component 2 ({ClassNames.Percent(ExplainedVarianceRatios[1])})");
        return chart;
    }

    // Length 1 (of directions without variance too, where it can be) and the largest element positive, so that the same points always give the same figure.
    static Tensor Signed(Tensor directions)
    {
        int k = directions.Shape[0], d = directions.Shape[1];
        double[] v = directions.ToArray<double>();
        for (int i = 0; i < k; i++)
        {
            Span<double> one = v.AsSpan(i * d, d);
            double length = 0, largest = 0;
            foreach (double value in one)
            {
                length += value * value;
                if (Math.Abs(value) > Math.Abs(largest) * (1 + 1e-9)) largest = value;
            }

            double factor = length > 0 ? Math.Sign(largest) / Math.Sqrt(length) : 0;
            foreach (ref double value in one) value *= factor;
        }

        return Tensor.Wrap(v, directions.Shape);
    }
}
