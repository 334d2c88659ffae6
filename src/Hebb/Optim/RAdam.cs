using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// Adam that trusts v only when it rests on enough steps: with ρ∞ = 2/(1 − β₂) − 1 and ρₜ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ), it goes along m̂ alone while ρₜ ≤ 5, and then
/// along r m̂ √(1 − β₂ᵗ)/(√v + ε) with r² = (ρₜ − 4)(ρₜ − 2)ρ∞/((ρ∞ − 4)(ρ∞ − 2)ρₜ). No warm-up is needed. Weight decay enters the gradient, g ← g + λw.
/// </summary>
/// <remarks>Liu, Jiang, He, Chen, Liu, Gao and Han: On the variance of the adaptive learning rate and beyond (ICLR 2020).</remarks>
public sealed class RAdam : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What to update: <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="beta1">The share of m that stays, 0 or more and below 1; <see cref="ParameterGroup.Momentum"/> of the groups.</param>
    /// <param name="beta2">The share of v that stays, 0 or more and below 1.</param>
    /// <param name="epsilon">Added to the root, so that nothing is divided by 0.</param>
    /// <param name="weightDecay">The L2 penalty.</param>
    /// <param name="decoupledWeightDecay">Whether the weights shrink by lr·λ of themselves instead (as in AdamW).</param>
    /// <param name="maximize">Whether to go up instead of down.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public RAdam(
        IEnumerable<Parameter> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0,
        bool decoupledWeightDecay = false, bool maximize = false)
        : base(parameters, learningRate, weightDecay, HyperparameterCheck.Fraction(beta1, nameof(beta1)), maximize, "exp_avg", "exp_avg_sq")
    {
        Beta2 = HyperparameterCheck.Fraction(beta2, nameof(beta2));
        Epsilon = HyperparameterCheck.NotNegative(epsilon, nameof(epsilon), "it keeps a divisor from 0, usually 1e-8");
        IsDecoupled = decoupledWeightDecay;
    }

    /// <summary>The share of v that stays.</summary>
    public double Beta2 { get; }

    /// <summary>Added to the root.</summary>
    public double Epsilon { get; }

    /// <summary>Whether weights shrink by lr·λ of themselves, and the gradient stays bare.</summary>
    public bool IsDecoupled { get; }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, ParameterState state, Tensor gradient)
    {
        Tensor w = state.Parameter.Tensor, mean = state.Buffer(0), square = state.Buffer(1);
        double beta1 = group.Momentum, t = state.Step, decayed = Math.Pow(Beta2, t), left = 1 - decayed;
        gradient = IsDecoupled ? Shrunk(group, state, gradient) : Penalized(group, state, gradient);
        Assign(mean, (mean * beta1) + (gradient * (1 - beta1)));
        Assign(square, (square * Beta2) + (gradient * gradient * (1 - Beta2)));
        double max = (2 / (1 - Beta2)) - 1, length = max - (2 * t * decayed / left), rate = group.LearningRate / (1 - Math.Pow(beta1, t));
        if (length <= 5)
        {
            w.Backend.AddScaled(w.Data, mean.Data, -rate);
            return;
        }

        double rectified = Math.Sqrt((length - 4) * (length - 2) * max / ((max - 4) * (max - 2) * length));
        w.Backend.AddScaled(w.Data, (mean / (square.Sqrt() + Epsilon)).Data, -rate * rectified * Math.Sqrt(left));
    }
}
