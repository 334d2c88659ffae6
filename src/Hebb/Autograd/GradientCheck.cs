namespace Hebb;

/// <summary>
/// Holds the gradients that a function's backward pass computes against central differences, (f(x + h) − f(x − h)) / 2h, in Float64. For whoever writes an
/// operation or a <see cref="Node"/> of their own.
/// </summary>
/// <example><code>GradientCheck.Run(x => x[0].MatMul(x[1]).Tanh(), [a, b]).ThrowIfWrong();</code></example>
/// <remarks>
/// Choose inputs away from kinks (ReLU at 0, ties of a maximum): there the difference quotient means nothing. A function that draws random numbers must draw
/// the same ones on every call.
/// </remarks>
public static class GradientCheck
{
    const ulong ProjectionSeed = 0x9E3779B97F4A7C15;

    /// <summary>Checks the first derivatives of a function with respect to every floating-point input.</summary>
    /// <param name="f">The function; if its result is no scalar, a fixed random projection of it is differentiated.</param>
    /// <param name="inputs">Where to check. Floating-point inputs are converted to Float64; others (labels, masks) are passed on as they are.</param>
    /// <param name="step">The distance h.</param>
    /// <param name="tolerance">The largest error allowed: |analytic − numeric| / max(1, |analytic|, |numeric|).</param>
    /// <returns>The worst element, and whether it is within the tolerance.</returns>
    /// <exception cref="ArgumentException">No input holds floating-point numbers.</exception>
    /// <exception cref="AutogradException">The result does not depend on any input by recorded operations.</exception>
    public static GradientCheckResult Run(Func<Tensor[], Tensor> f, Tensor[] inputs, double step = 1e-6, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(f);
        Tensor[] points = Points(inputs);
        return Check(f, points, step, tolerance);
    }

    /// <summary>
    /// Checks second derivatives: the gradients of a function, computed with <c>createGraph</c>, are themselves a function of the inputs and of the gradient
    /// that flows in; its first derivatives are checked.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="inputs">Where to check.</param>
    /// <param name="step">The distance h.</param>
    /// <param name="tolerance">The largest error allowed: |analytic − numeric| / max(1, |analytic|, |numeric|).</param>
    /// <returns>The worst element; an input index equal to the number of inputs stands for the gradient that flows in.</returns>
    /// <exception cref="ArgumentException">No input holds floating-point numbers.</exception>
    /// <exception cref="AutogradException">An operation in the function has a fused gradient that cannot be differentiated again.</exception>
    public static GradientCheckResult RunSecond(Func<Tensor[], Tensor> f, Tensor[] inputs, double step = 1e-6, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(f);
        Tensor[] points = Points(inputs);
        Shape result;
        using (Autograd.Pause()) result = f(points).Shape;
        return Check(Gradient, [.. points, Projection(result, 1)], step, tolerance);

        // The gradients of f, projected to one number, so that one pass covers all of them.
        Tensor Gradient(Tensor[] x)
        {
            using var _ = Autograd.Resume();
            Tensor[] arguments = [.. x.Select(one => one.DType.IsFloatingPoint && !one.RequiresGrad ? one.Detach().WithGrad() : one)];
            Tensor y = f(arguments[..^1]);
            Tensor[] wanted = [.. arguments[..^1].Where(one => one.DType.IsFloatingPoint)];
            Tensor[] gradients = Autograd.Grad(y, wanted, y.DType == DType.Float64 ? arguments[^1] : arguments[^1].To(y.DType), createGraph: true);
            Tensor sum = Tensor.Scalar(0, DType.Float64);
            for (int i = 0; i < gradients.Length; i++) sum += (gradients[i] * Projection(gradients[i].Shape, (ulong)i + 2)).Sum();
            return sum;
        }
    }

    static GradientCheckResult Check(Func<Tensor[], Tensor> f, Tensor[] points, double step, double tolerance)
    {
        Tensor[] tracked = [.. points.Select(point => point.DType.IsFloatingPoint ? point.Clone().WithGrad() : point)];
        Tensor y = f(tracked);
        Tensor projection = Projection(y.Shape, 0);
        Tensor[] wanted = [.. tracked.Where(one => one.DType.IsFloatingPoint)];
        Tensor[] analytic = Autograd.Grad(y, wanted, projection);
        double[] weights = projection.ToArray<double>();

        var worst = new GradientCheckResult(tolerance, -1, [], 0, 0, 0);
        using var _ = Autograd.Pause();
        for (int i = 0, next = 0; i < points.Length; i++)
        {
            if (!points[i].DType.IsFloatingPoint) continue;
            if (analytic[next].Shape != points[i].Shape) throw new ShapeException($"The gradient of input {i} has shape {analytic[next].Shape}; the input has {points[i].Shape}.");
            double[] slopes = analytic[next++].ToArray<double>(), values = points[i].ToArray<double>();
            for (int j = 0; j < values.Length; j++)
            {
                double middle = values[j], above = middle + step, below = middle - step;
                values[j] = above;
                double[] high = At(i, values);
                values[j] = below;
                double[] low = At(i, values);
                values[j] = middle;
                double numeric = 0;
                for (int k = 0; k < weights.Length; k++) numeric += weights[k] * (high[k] - low[k]);
                numeric /= above - below;
                double error = Math.Abs(slopes[j] - numeric) / Math.Max(1, Math.Max(Math.Abs(slopes[j]), Math.Abs(numeric)));

                // A NaN on either side is the worst there is, and no comparison finds it.
                if (double.IsNaN(error)) error = double.PositiveInfinity;
                if (worst.Input < 0 || error > worst.Error) worst = new GradientCheckResult(tolerance, i, Place(points[i].Shape, j), slopes[j], numeric, error);
            }
        }

        return worst;

        double[] At(int input, double[] values)
        {
            var moved = (Tensor[])points.Clone();
            moved[input] = Tensor.From(values, points[input].Shape);
            return f(moved).ToArray<double>();
        }
    }

    static Tensor[] Points(Tensor[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (!Array.Exists(inputs, x => x.DType.IsFloatingPoint)) throw new ArgumentException("A gradient check needs at least one input of floating-point numbers.", nameof(inputs));
        using var _ = Autograd.Pause();
        return [.. inputs.Select(x => x.DType.IsFloatingPoint ? x.Detach().To(DType.Float64).Clone() : x)];
    }

    // Values around ±1 and away from 0, so that no element's mistake is hidden by a small weight.
    static Tensor Projection(Shape shape, ulong stream)
    {
        var generator = new Generator(ProjectionSeed + stream);
        var values = new double[shape.Count];
        for (int i = 0; i < values.Length; i++) values[i] = (generator.NextDouble() + 0.5) * (generator.NextDouble() < 0.5 ? -1 : 1);
        return Tensor.From(values, shape);
    }

    static int[] Place(Shape shape, int position)
    {
        var index = new int[shape.Rank];
        for (int i = index.Length - 1; i >= 0; i--)
        {
            index[i] = position % shape[i];
            position /= shape[i];
        }

        return index;
    }
}
