using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// Steps of the same length for every weight, along the sign of an interpolated momentum: w ← w(1 − lr·λ) − lr · sign(β₁m + (1 − β₁)g), then
/// m ← β₂m + (1 − β₂)g. Half of Adam's memory; its learning rate is usually 3 to 10 times smaller than AdamW's, and its weight decay as much larger.
/// </summary>
/// <remarks>Chen, Liang, Huang and others: Symbolic discovery of optimization algorithms (NeurIPS 2023).</remarks>
public sealed class Lion : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What to update: <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="beta1">The share of m in the direction, 0 or more and below 1; <see cref="ParameterGroup.Momentum"/> of the groups.</param>
    /// <param name="beta2">The share of m that stays, 0 or more and below 1.</param>
    /// <param name="weightDecay">By how much of the learning rate the weights shrink at each step.</param>
    /// <param name="maximize">Whether to go up instead of down.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public Lion(
        IEnumerable<Parameter> parameters, double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0, bool maximize = false)
        : base(parameters, learningRate, weightDecay, HyperparameterCheck.Fraction(beta1, nameof(beta1)), maximize, "exp_avg") =>
        Beta2 = HyperparameterCheck.Fraction(beta2, nameof(beta2));

    /// <summary>The share of m that stays.</summary>
    public double Beta2 { get; }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, ParameterState state, Tensor gradient)
    {
        Tensor w = state.Parameter.Tensor, mean = state.Buffer(0);
        double beta1 = group.Momentum;
        Shrunk(group, state, gradient);
        w.Backend.AddScaled(w.Data, ((mean * beta1) + (gradient * (1 - beta1))).Sign().Data, -group.LearningRate);
        Assign(mean, (mean * Beta2) + (gradient * (1 - Beta2)));
    }
}
