namespace Hebb.Nn;

/// <summary>Settings of whole modules, to be chained: each returns the module in its own static type, <c>var net = new Sequential(…).To(DType.Float64).Eval();</c>.</summary>
/// <remarks>They change the module, and so belong to one thread.</remarks>
public static class Modules
{
    extension<T>(T module)
        where T : Module
    {
        /// <summary>Puts the module and all below it into training mode, or, with false, into evaluation mode.</summary>
        /// <param name="on">Whether to train.</param>
        /// <returns>The module.</returns>
        public T Train(bool on = true)
        {
            module.SetTraining(on);
            return module;
        }

        /// <summary>Puts the module and all below it into evaluation mode. (Recording is another switch: <see cref="Autograd.NoGrad"/>.)</summary>
        /// <returns>The module.</returns>
        public T Eval() => module.Train(false);

        /// <summary>Switches gradients of all parameters off, so that no optimizer changes them, or, with false, on again.</summary>
        /// <param name="on">Whether to freeze.</param>
        /// <returns>The module.</returns>
        /// <remarks>The running statistics of batch normalisation still move in training mode; <c>Eval()</c> holds them.</remarks>
        public T Freeze(bool on = true)
        {
            foreach (Parameter p in module.Parameters()) p.RequiresGrad = !on;
            return module;
        }

        /// <summary>Switches gradients of all parameters on again.</summary>
        /// <returns>The module.</returns>
        public T Unfreeze() => module.Freeze(false);

        /// <summary>
        /// Converts all parameters and floating-point buffers to another type. Gradients are dropped; an optimizer keeps its parameters and converts its own state
        /// at its next step.
        /// </summary>
        /// <param name="dtype">A floating-point type.</param>
        /// <returns>The module.</returns>
        /// <exception cref="DTypeException">The type holds no fractions.</exception>
        public T To(DType dtype)
        {
            module.Convert(dtype);
            return module;
        }

        /// <summary>Calls a function with every module below this one, parts before what they make, and with this one last: for initial values.</summary>
        /// <param name="action">What to do with each module; each comes once.</param>
        /// <returns>The module.</returns>
        /// <example><code>
        /// model.Apply(m => { if (m is Linear linear) Init.XavierUniform(linear.Weight); });
        /// </code></example>
        public T Apply(Action<Module> action)
        {
            ArgumentNullException.ThrowIfNull(action);
            Visit(module, action, new HashSet<Module>(ReferenceEqualityComparer.Instance));
            return module;
        }
    }

    static void Visit(Module module, Action<Module> action, HashSet<Module> seen)
    {
        if (!seen.Add(module)) return;
        foreach ((string _, Module child) in module.Children) Visit(child, action, seen);
        action(module);
    }
}
