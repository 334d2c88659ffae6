namespace Hebb.Nn;

/// <summary>Gradient checks of whole modules.</summary>
public static class ModuleGradientCheck
{
    extension(GradientCheck)
    {
        /// <summary>
        /// Holds the gradients with respect to every parameter that requires one, and to a floating-point input, against central differences in Float64. The module
        /// is converted for the check and gets its own types and values back. A module that draws random numbers must draw the same ones on every call: check
        /// it in evaluation mode, or give it a generator that it rewinds.
        /// </summary>
        /// <param name="module">The module.</param>
        /// <param name="input">Where to check.</param>
        /// <param name="step">The distance h.</param>
        /// <param name="tolerance">The largest error allowed: |analytic − numeric| / max(1, |analytic|, |numeric|).</param>
        /// <returns>The worst element of each parameter and of the input.</returns>
        /// <exception cref="ArgumentException">There is nothing to differentiate.</exception>
        public static ModuleGradientCheckResult Run(Module module, Tensor input, double step = 1e-6, double tolerance = 1e-6)
        {
            ArgumentNullException.ThrowIfNull(module);
            ArgumentNullException.ThrowIfNull(input);
            List<KeyValuePair<string, Parameter>> checkedOnes = [.. module.NamedParameters().Where(p => p.Value.RequiresGrad)];
            KeyValuePair<string, Parameter>[] all = [.. module.NamedParameters()];
            Tensor[] before = [.. all.Select(p => p.Value.Tensor)];
            Action returnBuffers = module.LendBuffers(DType.Float64);
            try
            {
                foreach ((_, Parameter p) in all) p.Lend(p.Tensor.Detach().To(DType.Float64));
                return Check(module, checkedOnes, input.Detach(), step, tolerance);
            }
            finally
            {
                for (int i = 0; i < all.Length; i++) all[i].Value.Lend(before[i]);
                returnBuffers();
            }
        }
    }

    // One run for each, so that each has its own worst element.
    static ModuleGradientCheckResult Check(Module module, List<KeyValuePair<string, Parameter>> parameters, Tensor input, double step, double tolerance)
    {
        Tensor x = input.DType.IsFloatingPoint ? input.To(DType.Float64) : input;
        var results = new Dictionary<string, GradientCheckResult>(StringComparer.Ordinal);
        foreach ((string name, Parameter p) in parameters)
        {
            Tensor own = p.Tensor;
            results[name] = GradientCheck.Run(
                values =>
                {
                    p.Lend(values[0]);
                    return module.Forward(x);
                },
                [own], step, tolerance);
            p.Lend(own);
        }

        if (input.DType.IsFloatingPoint) results["input"] = GradientCheck.Run(values => module.Forward(values[0]), [x], step, tolerance);
        if (results.Count == 0) throw new ArgumentException($"{module.GetType().Name} has no parameter that requires a gradient, and its input holds {input.DType}: nothing to check.", nameof(module));
        return new ModuleGradientCheckResult(results.MaxBy(r => r.Value.Error).Key, results);
    }
}
