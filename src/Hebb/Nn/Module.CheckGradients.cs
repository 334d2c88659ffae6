namespace Hebb.Nn;

/// <content>Holding gradients against central differences.</content>
public abstract partial class Module
{
    /// <summary>
    /// Compares the gradient of every element of every parameter with the central difference (L(w + h) − L(w − h)) / 2h. Two forward passes for each element:
    /// for small models and small batches.
    /// </summary>
    /// <param name="loss">Computes the loss from this module's parameters, the same value on every call: no dropout, no shuffling. A scalar in Float64.</param>
    /// <param name="step">The distance h.</param>
    /// <returns>One line for each parameter that requires a gradient, in the order of <see cref="NamedParameters"/>, with its worst element.</returns>
    /// <exception cref="DTypeException">A parameter or the loss is not in Float64; in Float32 rounding hides what is looked for.</exception>
    /// <exception cref="ShapeException">The loss is no scalar.</exception>
    /// <exception cref="AutogradException">The loss does not depend on any parameter by recorded operations.</exception>
    /// <example><code>
    /// model.To(DType.Float64);
    /// foreach (ParameterCheck check in model.CheckGradients(() => model.Forward(x).CrossEntropy(labels))) Console.WriteLine(check);
    /// </code></example>
    public IReadOnlyList<ParameterCheck> CheckGradients(Func<Tensor> loss, double step = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(loss);
        KeyValuePair<string, Parameter>[] wanted = [.. NamedParameters().Where(p => p.Value.RequiresGrad)];
        foreach ((string name, Parameter parameter) in wanted)
        {
            if (parameter.DType != DType.Float64)
                throw new DTypeException($"Gradients are checked in Float64; the parameter {name} holds {parameter.DType}.", "Convert the module first: model.To(DType.Float64).");
        }

        Tensor value = loss();
        if (value.Count != 1) throw new ShapeException($"A gradient check needs a loss of one number; it got shape {value.Shape}.", "Sum() or Mean() it.");
        if (value.DType != DType.Float64) throw new DTypeException($"Gradients are checked in Float64; the loss holds {value.DType}.", "Make the inputs Float64 too: x.To(DType.Float64).");
        Tensor[] gradients = Autograd.Grad(value, [.. wanted.Select(p => p.Value.Tensor)]);
        using var quiet = Autograd.Pause();
        return [.. wanted.Zip(gradients, (p, g) => Check(p.Key, p.Value, g.ToArray<double>(), loss, step))];
    }

    static ParameterCheck Check(string name, Parameter parameter, double[] analytic, Func<Tensor> loss, double step)
    {
        Span<double> weights = parameter.Tensor.AsSpan<double>();
        var numeric = new double[weights.Length];
        for (int i = 0; i < numeric.Length; i++)
        {
            double middle = weights[i], above = middle + step, below = middle - step;
            weights[i] = above;
            double high = loss().Item();
            weights[i] = below;
            double low = loss().Item();
            weights[i] = middle;
            numeric[i] = (high - low) / (above - below);
        }

        double largest = 0, worst = -1;
        int at = 0;
        for (int i = 0; i < numeric.Length; i++)
        {
            largest = Math.Max(largest, Math.Max(Math.Abs(analytic[i]), Math.Abs(numeric[i])));

            // No comparison finds a NaN, and it is the worst there is.
            double difference = Math.Abs(analytic[i] - numeric[i]);
            if (double.IsNaN(difference)) difference = double.PositiveInfinity;
            if (difference > worst) (worst, at) = (difference, i);
        }

        double error = worst <= 0 ? 0 : double.IsPositiveInfinity(worst) ? worst : worst / largest;
        return numeric.Length == 0
            ? new ParameterCheck(name, parameter.Shape, [], 0, 0, 0)
            : new ParameterCheck(name, parameter.Shape, Unravel(parameter.Shape, at), analytic[at], numeric[at], error);
    }

    static int[] Unravel(Shape shape, int index)
    {
        var indices = new int[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--) (index, indices[axis]) = Math.DivRem(index, shape[axis]);
        return indices;
    }
}
