using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// Adam with Nesterov's momentum and a momentum that warms up: μₜ = β₁(1 − ½ · 0.96^(t·decay)), Πₜ = μ₁ ⋯ μₜ; m and v as in Adam;
/// w ← w − lr · ((1 − μₜ)/(1 − Πₜ) · g + μₜ₊₁/(1 − Πₜμₜμₜ₊₁) · m)/(√(v/(1 − β₂ᵗ)) + ε). Weight decay enters the gradient, g ← g + λw. The divisor of m is that
/// of PyTorch 1.13; the paper has 1 − Πₜμₜ₊₁ there.
/// </summary>
/// <remarks>Dozat: Incorporating Nesterov momentum into Adam (ICLR 2016 workshop).</remarks>
public sealed class NAdam : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What to update: <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="beta1">The share of m that stays, 0 or more and below 1; <see cref="ParameterGroup.Momentum"/> of the groups.</param>
    /// <param name="beta2">The share of v that stays, 0 or more and below 1.</param>
    /// <param name="epsilon">Added to the root, so that nothing is divided by 0.</param>
    /// <param name="momentumDecay">How fast the momentum warms up, 0 or more.</param>
    /// <param name="weightDecay">The L2 penalty.</param>
    /// <param name="decoupledWeightDecay">Whether the weights shrink by lr·λ of themselves instead (as in AdamW).</param>
    /// <param name="maximize">Whether to go up instead of down.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public NAdam(
        IEnumerable<Parameter> parameters, double learningRate = 0.002, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double momentumDecay = 0.004, double weightDecay = 0,
        bool decoupledWeightDecay = false, bool maximize = false)
        : base(parameters, learningRate, weightDecay, HyperparameterCheck.Fraction(beta1, nameof(beta1)), maximize, "exp_avg", "exp_avg_sq")
    {
        Beta2 = HyperparameterCheck.Fraction(beta2, nameof(beta2));
        Epsilon = HyperparameterCheck.NotNegative(epsilon, nameof(epsilon), "it keeps a divisor from 0, usually 1e-8");
        MomentumDecay = HyperparameterCheck.NotNegative(momentumDecay, nameof(momentumDecay), "0.004 is usual");
        IsDecoupled = decoupledWeightDecay;
    }

    /// <summary>Whether weights shrink by lr·λ of themselves, and the gradient stays bare.</summary>
    public bool IsDecoupled { get; }

    /// <summary>The share of v that stays, 0 or more and below 1.</summary>
    public double Beta2 { get; }

    /// <summary>Added to the root, so that nothing is divided by 0.</summary>
    public double Epsilon { get; }

    /// <summary>How fast the momentum warms up, 0 or more.</summary>
    public double MomentumDecay { get; }

    /// <inheritdoc/>
    protected override string? NumberName => "mu_product";

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, ParameterState state, Tensor gradient)
    {
        Tensor w = state.Parameter.Tensor, mean = state.Buffer(0), square = state.Buffer(1);
        double beta1 = group.Momentum, rate = group.LearningRate;
        double now = Warmed(beta1, state.Step), next = Warmed(beta1, state.Step + 1);
        // PyTorch keeps these products in Float32 whatever the parameters are; so must we to end at the same weights and to take up its states.
        float product = (float)state.Number * (float)now, following = product * (float)now * (float)next;
        state.Number = product;
        gradient = IsDecoupled ? Shrunk(group, state, gradient) : Penalized(group, state, gradient);
        Assign(mean, (mean * beta1) + (gradient * (1 - beta1)));
        Assign(square, (square * Beta2) + (gradient * gradient * (1 - Beta2)));
        Tensor divisor = (square / (1 - Math.Pow(Beta2, state.Step))).Sqrt() + Epsilon;
        w.Backend.AddScaled(w.Data, (gradient / divisor).Data, -rate * (1 - now) / (1 - (double)product));
        w.Backend.AddScaled(w.Data, (mean / divisor).Data, -rate * next / (1 - (double)following));
    }

    double Warmed(double beta1, long step) => beta1 * (1 - (0.5 * Math.Pow(0.96, step * MomentumDecay)));
}
