using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// Steps in the unit of the parameters: v ← ρv + (1 − ρ)g², d = √(u + ε)/√(v + ε) · g, u ← ρu + (1 − ρ)d², w ← w − lr · d. Weight decay enters the gradient,
/// g ← g + λw.
/// </summary>
/// <remarks>Zeiler: ADADELTA: an adaptive learning rate method (2012).</remarks>
public sealed class Adadelta : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="parameters">What to update: <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="rho">The share of the running averages that stays, 0 or more and below 1.</param>
    /// <param name="epsilon">Added under both roots.</param>
    /// <param name="weightDecay">The L2 penalty.</param>
    /// <param name="maximize">Whether to go up instead of down.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public Adadelta(
        IEnumerable<Parameter> parameters, double learningRate = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0, bool maximize = false)
        : base(parameters, learningRate, weightDecay, momentum: 0, maximize, "square_avg", "acc_delta")
    {
        Rho = HyperparameterCheck.Fraction(rho, nameof(rho));
        Epsilon = HyperparameterCheck.NotNegative(epsilon, nameof(epsilon), "it keeps a divisor from 0, usually 1e-6");
    }

    /// <summary>The share of the running averages that stays, 0 or more and below 1.</summary>
    public double Rho { get; }

    /// <summary>Added under both roots.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, ParameterState state, Tensor gradient)
    {
        Tensor w = state.Parameter.Tensor, square = state.Buffer(0), travelled = state.Buffer(1);
        gradient = Penalized(group, state, gradient);
        Assign(square, (square * Rho) + (gradient * gradient * (1 - Rho)));
        Tensor step = (travelled + Epsilon).Sqrt() / (square + Epsilon).Sqrt() * gradient;
        Assign(travelled, (travelled * Rho) + (step * step * (1 - Rho)));
        w.Backend.AddScaled(w.Data, step.Data, -group.LearningRate);
    }
}
