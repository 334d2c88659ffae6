using Hebb.Backends;

namespace Hebb.Nn;

/// <summary>
/// Runs neighbouring modules as one kernel where a rule of the table knows how: the same numbers and gradients to rounding, with fewer passes over memory. A module with hooks runs alone.
/// Users write <c>Conv2d</c>, <c>BatchNorm2d</c>, <c>ReLU</c>; whatever sees neighbours (<see cref="Sequential"/> does) asks here. The table is in <see cref="Rules"/>.
/// </summary>
/// <remarks>Safe from several threads at once; the switch is for the whole process.</remarks>
public static class Fusion
{
    /// <summary>
    /// Whether neighbours are fused. On unless the environment variable HEBB_FUSION is "off" at the start; switch it off to compare.
    /// </summary>
    public static bool IsEnabled { get; set; } = EngineSettings.Problem is not null || EngineSettings.ParseFusion(Environment.GetEnvironmentVariable(EngineSettings.Fusion));

    /// <summary>The known neighbours, longest first.</summary>
    internal static readonly FusionRule[] Rules =
    [
        FusionRule.Of<Conv2d, ReLU>(static (conv, _, x) => conv.Forward(x, Activation.Relu)),
        FusionRule.Of<BatchNorm2d, ReLU>(static (norm, _, x) => norm.Forward(x, Activation.Relu)),
        FusionRule.Of<BatchNorm1d, ReLU>(static (norm, _, x) => norm.Forward(x, Activation.Relu)),
        FusionRule.Of<Linear, ReLU>(static (linear, _, x) => linear.Forward(x, Activation.Relu)),
        FusionRule.Of<Residual, ReLU>(static (residual, _, x) => residual.Forward(x, Activation.Relu)),
        FusionRule.Of<LazyConv2d, ReLU>(static (conv, _, x) => conv.Forward(x, Activation.Relu)),
        FusionRule.Of<LazyLinear, ReLU>(static (linear, _, x) => linear.Forward(x, Activation.Relu)),
    ];

    /// <summary>Runs modules one after the other, neighbours together where a rule fits.</summary>
    /// <param name="modules">The modules in order.</param>
    /// <param name="x">The first one's input.</param>
    /// <returns>The last one's output.</returns>
    public static Tensor Run(IReadOnlyList<KeyValuePair<string, Module>> modules, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(modules);
        bool fuses = IsEnabled;
        for (int i = 0; i < modules.Count;)
        {
            if (!fuses || !TryRun(modules, ref i, ref x)) x = modules[i++].Value.Call(x);
        }

        return x;
    }

    static bool TryRun(IReadOnlyList<KeyValuePair<string, Module>> modules, ref int at, ref Tensor x)
    {
        foreach (FusionRule rule in Rules)
        {
            if (!rule.Fits(modules, at)) continue;
            x = rule.Run(modules, at, x);
            at += rule.Length;
            return true;
        }

        return false;
    }
}
