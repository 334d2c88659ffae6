using Hebb.Backends;
using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>Bounds on gradients, applied between the backward pass and the optimizer's step.</summary>
/// <remarks>Pascanu, Mikolov and Bengio: On the difficulty of training recurrent neural networks (ICML 2013).</remarks>
public static class GradientClipping
{
    /// <summary>
    /// Scales all gradients together so that their common norm, as if they were one long vector, is at most <paramref name="maxNorm"/>: each is multiplied by
    /// min(1, maxNorm/(norm + 10⁻⁶)), in place, as in PyTorch.
    /// </summary>
    /// <param name="parameters">Whose gradients; those without one are passed over.</param>
    /// <param name="maxNorm">The bound, 0 or more.</param>
    /// <param name="normType">p of the p-norm: 2, or any number above 0, or <see cref="double.PositiveInfinity"/> for the largest absolute value.</param>
    /// <returns>The norm before scaling; 0 if there are no gradients. Not finite if a gradient is not.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is negative or NaN, or the norm's p is not above 0.</exception>
    public static double ClipNorm(IEnumerable<Parameter> parameters, double maxNorm, double normType = 2)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        HyperparameterCheck.NotNegative(maxNorm, nameof(maxNorm), "a bound is 0 or more, usually 1 to 10");
        if (!(normType > 0)) throw new ArgumentOutOfRangeException(nameof(normType), normType, "A norm needs a p above 0: 1, 2, double.PositiveInfinity.");
        using var noGrad = Autograd.Pause();
        using MemoryScope scope = Memory.Scope();
        List<Tensor> gradients = Gradients(parameters);
        double norm = Norm(gradients, normType), factor = maxNorm / (norm + 1e-6);
        // PyTorch's clamp(max: 1) leaves a NaN in the factor, so that a bad gradient stays visible.
        if (!(factor >= 1))
        {
            foreach (Tensor g in gradients) Write(g, g * factor);
        }

        return norm;
    }

    /// <summary>Bounds every gradient element by element: min(max(g, −maxValue), maxValue), in place.</summary>
    /// <param name="parameters">Whose gradients; those without one are passed over.</param>
    /// <param name="maxValue">The bound, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is negative or NaN.</exception>
    public static void ClipValue(IEnumerable<Parameter> parameters, double maxValue)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        HyperparameterCheck.NotNegative(maxValue, nameof(maxValue), "a bound is 0 or more");
        using var noGrad = Autograd.Pause();
        using MemoryScope scope = Memory.Scope();
        foreach (Tensor g in Gradients(parameters)) Write(g, g.Clamp(-maxValue, maxValue));
    }

    // The norm of the norms is the norm of all; sums of squares are kept in double.
    static double Norm(List<Tensor> gradients, double p)
    {
        double total = 0;
        foreach (Tensor g in gradients)
        {
            Tensor size = g.To(DType.Float64).Abs();
            if (double.IsPositiveInfinity(p))
            {
                if (g.Count > 0) total = Math.Max(total, new Tensor(g.Backend.Reduce(ReduceKernel.Max, size.Data, [], keepDims: false)).Item());
            }
            else
            {
                total += new Tensor(g.Backend.Reduce(ReduceKernel.Sum, size.Pow(p).Data, [], keepDims: false)).Item();
            }
        }

        return double.IsPositiveInfinity(p) ? total : p == 2 ? Math.Sqrt(total) : Math.Pow(total, 1 / p);
    }

    static List<Tensor> Gradients(IEnumerable<Parameter> parameters)
    {
        var result = new List<Tensor>();
        foreach (Parameter p in parameters)
        {
            if (p.EngineGrad is { } gradient) result.Add(gradient);
        }

        return result;
    }

    static void Write(Tensor gradient, Tensor value)
    {
        gradient.BeginChange("Clipping");
        gradient.Backend.Copy(value.Data, gradient.Data);
    }
}
