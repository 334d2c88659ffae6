using Hebb.Backends;
using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// Adam with the largest gradient in the place of the mean square: m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g| + ε), w ← w − lr/(1 − β₁ᵗ) · m/u. Weight decay
/// enters the gradient, g ← g + λw.
/// </summary>
/// <remarks>Kingma and Ba: Adam: a method for stochastic optimization (ICLR 2015), section 7.1.</remarks>
public sealed class Adamax : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What to update: <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="beta1">The share of m that stays, 0 or more and below 1; <see cref="ParameterGroup.Momentum"/> of the groups.</param>
    /// <param name="beta2">The share of u that stays, 0 or more and below 1.</param>
    /// <param name="epsilon">Added to |g|, so that nothing is divided by 0.</param>
    /// <param name="weightDecay">The L2 penalty.</param>
    /// <param name="maximize">Whether to go up instead of down.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public Adamax(
        IEnumerable<Parameter> parameters, double learningRate = 0.002, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, bool maximize = false)
        : base(parameters, learningRate, weightDecay, HyperparameterCheck.Fraction(beta1, nameof(beta1)), maximize, "exp_avg", "exp_inf")
    {
        Beta2 = HyperparameterCheck.Fraction(beta2, nameof(beta2));
        Epsilon = HyperparameterCheck.NotNegative(epsilon, nameof(epsilon), "it keeps a divisor from 0, usually 1e-8");
    }

    /// <summary>The share of u that stays, 0 or more and below 1.</summary>
    public double Beta2 { get; }

    /// <summary>Added to |g|, so that nothing is divided by 0.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, ParameterState state, Tensor gradient)
    {
        Tensor w = state.Parameter.Tensor, mean = state.Buffer(0), largest = state.Buffer(1);
        double beta1 = group.Momentum;
        gradient = Penalized(group, state, gradient);
        Assign(mean, (mean * beta1) + (gradient * (1 - beta1)));
        Assign(largest, (largest * Beta2).Maximum(gradient.Abs() + Epsilon));
        w.Backend.AddScaled(w.Data, (mean / largest).Data, -group.LearningRate / (1 - Math.Pow(beta1, state.Step)));
    }
}
