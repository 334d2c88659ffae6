using System.Globalization;
using Hebb.Nn;

namespace Hebb.Optim;

/// <content>Saving and resuming.</content>
public abstract partial class Optimizer
{
    /// <summary>
    /// A snapshot of everything that a resumed training needs: for each parameter by position "state.0.step" (Int64) and its tensors ("state.0.exp_avg"), and for
    /// each group "group.0.lr", "group.0.weight_decay", "group.0.momentum" (Float64). Parameters without an update yet have no entry.
    /// </summary>
    public Dictionary<string, Tensor> StateDict()
    {
        using var noGrad = Autograd.Pause();
        var result = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (int i = 0; i < states.Count; i++)
        {
            if (states[i].Step == 0) continue;
            // An Int64 from its own bits: a count must not pass through a double.
            result[Key("state", i, "step")] = Tensor.From<long>([states[i].Step], Shape.Scalar).Keep();
            for (int k = 0; k < bufferNames.Length; k++)
            {
                if (states[i].Held(k) is { } buffer) result[Key("state", i, bufferNames[k])] = buffer.Clone().Keep();
            }

            if (NumberName is { } number) result[Key("state", i, number)] = Tensor.Scalar(states[i].Number, DType.Float64).Keep();
        }

        for (int i = 0; i < groups.Count; i++)
        {
            result[Key("group", i, "lr")] = Tensor.Scalar(groups[i].LearningRate, DType.Float64).Keep();
            result[Key("group", i, "weight_decay")] = Tensor.Scalar(groups[i].WeightDecay, DType.Float64).Keep();
            result[Key("group", i, "momentum")] = Tensor.Scalar(groups[i].Momentum, DType.Float64).Keep();
        }

        SaveMore(result);
        return result;
    }

    // What a rule remembers beyond the step, the tensors and the number of each parameter.
    private protected virtual void SaveMore(Dictionary<string, Tensor> state)
    {
    }

    private protected virtual void PlanMore(StatePlan plan)
    {
    }

    /// <summary>Takes up a snapshot of an optimizer of the same kind over parameters of the same shapes, in the same order. All or nothing.</summary>
    /// <param name="state">What <see cref="StateDict"/> gave.</param>
    /// <exception cref="ArgumentException">Names are unknown, parts are missing, or shapes differ; the message lists them. Nothing was changed.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var noGrad = Autograd.Pause();
        var plan = new StatePlan(state);
        for (int i = 0; i < states.Count; i++) PlanState(plan, i);
        for (int i = 0; i < groups.Count; i++) PlanGroup(plan, i);
        PlanMore(plan);
        if (plan.Faults() is { } faults)
        {
            throw new ArgumentException(
                $"The state does not fit this {GetType().Name} over {states.Count} parameters; nothing was loaded: {faults}. Load it into the kind of optimizer that saved it, over the same model.", nameof(state));
        }

        plan.Carry();
    }

    void PlanState(StatePlan plan, int i)
    {
        ParameterState target = states[i];
        Tensor? step = plan.Take(Key("state", i, "step"), Shape.Scalar);
        plan.Then(() => target.Step = step?.Item<long>() ?? 0);
        for (int k = 0; k < bufferNames.Length; k++)
        {
            int index = k;
            Tensor? buffer = step is null ? null : plan.Take(Key("state", i, bufferNames[k]), target.Parameter.Shape);
            plan.Then(() => target.Put(index, buffer?.To(target.Parameter.DType).Clone().Keep()));
        }

        if (step is null || NumberName is not { } name) return;
        if (plan.Need(Key("state", i, name), Shape.Scalar) is { } number) plan.Then(() => target.Number = number.Item());
    }

    void PlanGroup(StatePlan plan, int i)
    {
        ParameterGroup target = groups[i];
        Plan("lr", value => target.LearningRate = value);
        Plan("weight_decay", value => target.WeightDecay = value);
        Plan("momentum", value => target.Momentum = value);

        void Plan(string name, Action<double> set)
        {
            string key = Key("group", i, name);
            if (plan.Need(key, Shape.Scalar) is not { } value) return;
            if (value.Item() is not (>= 0 and < double.PositiveInfinity)) plan.Fault($"{key} is {value.Item()}");
            else plan.Then(() => set(value.Item()));
        }
    }

    private protected static string Key(string kind, int index, string name) => string.Create(CultureInfo.InvariantCulture, $"{kind}.{index}.{name}");
}
