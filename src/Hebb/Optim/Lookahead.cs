using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// Another optimizer's steps on a leash: after every k of them, slow weights go a share α of the way to the fast ones, s ← s + α(w − s), and the fast ones begin
/// again from there, w ← s.
/// </summary>
/// <remarks>
/// <para>Zhang, Lucas, Hinton and Ba: Lookahead optimizer: k steps forward, 1 step back (NeurIPS 2019).</para>
/// <para>Groups, settings and what is remembered are the inner optimizer's: schedules may be made for either. Call <c>Step</c> on this one only.</para>
/// </remarks>
/// <example><code>var optimizer = new Lookahead(new AdamW(model.Parameters()), steps: 5, alpha: 0.5);</code></example>
public sealed class Lookahead : Optimizer
{
    readonly Optimizer inner;
    readonly Dictionary<ParameterState, Tensor> slow = new(ReferenceEqualityComparer.Instance);

    /// <summary>Puts an optimizer on a leash.</summary>
    /// <param name="inner">What makes the fast steps; not L-BFGS, whose steps are not made parameter by parameter.</param>
    /// <param name="steps">k, how many fast steps there are to a slow one, at least 1.</param>
    /// <param name="alpha">α, the share of the way, above 0 and at most 1.</param>
    /// <exception cref="ArgumentException">The inner optimizer is L-BFGS or a Lookahead itself.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public Lookahead(Optimizer inner, int steps = 5, double alpha = 0.5)
        : base(inner)
    {
        if (inner.NeedsClosure || inner is Lookahead) throw new ArgumentException($"Lookahead leads an optimizer that updates parameter by parameter; {inner.GetType().Name} is none.", nameof(inner));
        this.inner = inner;
        Steps = HyperparameterCheck.Positive(steps, nameof(steps));
        Alpha = alpha is > 0 and <= 1 ? alpha : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The slow weights go a share of the way: above 0 and at most 1, usually 0.5.");
    }

    /// <summary>k, how many fast steps there are to a slow one.</summary>
    public int Steps { get; }

    /// <summary>α, the share of the way.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    protected override string? NumberName => NumberNameOf(inner);

    /// <inheritdoc/>
    protected override void Update(ParameterGroup group, ParameterState state, Tensor gradient)
    {
        Tensor w = state.Parameter.Tensor;
        if (!slow.TryGetValue(state, out Tensor? held)) slow.Add(state, held = w.Detach().Clone().Keep());
        else if (held.DType != w.DType) slow[state] = held = held.To(w.DType).Keep();
        UpdateBy(inner, group, state, gradient);
        if (state.Step % Steps != 0) return;
        held.Backend.AddScaled(held.Data, (w - held).Data, Alpha);
        Assign(w, held);
    }

    private protected override void SaveMore(Dictionary<string, Tensor> state)
    {
        for (int i = 0; i < States.Count; i++)
        {
            if (slow.TryGetValue(States[i], out Tensor? held)) state[Key("state", i, "slow_buffer")] = held.Clone().Keep();
        }
    }

    private protected override void PlanMore(StatePlan plan)
    {
        for (int i = 0; i < States.Count; i++)
        {
            ParameterState target = States[i];
            Tensor? held = plan.Take(Key("state", i, "slow_buffer"), target.Parameter.Shape);
            plan.Then(() =>
            {
                if (held is null) slow.Remove(target);
                else slow[target] = held.To(target.Parameter.DType).Clone().Keep();
            });
        }
    }
}
