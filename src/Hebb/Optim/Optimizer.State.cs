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
        using var noGrad = Autograd.NoGrad();
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

        return result;
    }

    /// <summary>Takes up a snapshot of an optimizer of the same kind over parameters of the same shapes, in the same order. All or nothing.</summary>
    /// <param name="state">What <see cref="StateDict"/> gave.</param>
    /// <exception cref="ArgumentException">Names are unknown, parts are missing, or shapes differ; the message lists them. Nothing was changed.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var noGrad = Autograd.NoGrad();
        var wrong = new List<string>();
        var left = new HashSet<string>(state.Keys, StringComparer.Ordinal);
        var loads = new List<Action>();
        for (int i = 0; i < states.Count; i++) PlanState(i);
        for (int i = 0; i < groups.Count; i++) PlanGroup(i);
        foreach (string name in left) wrong.Add($"{name} is unknown");
        if (wrong.Count > 0)
        {
            throw new ArgumentException(
                $"The state does not fit this {GetType().Name} over {states.Count} parameters; nothing was loaded: {string.Join("; ", wrong)}. Load it into the kind of optimizer that saved it, over the same model.", nameof(state));
        }

        foreach (Action load in loads) load();

        void PlanState(int i)
        {
            ParameterState target = states[i];
            if (Take(Key("state", i, "step"), Shape.Scalar) is not { } step)
            {
                loads.Add(() => target.Step = 0);
                for (int k = 0; k < bufferNames.Length; k++)
                {
                    int index = k;
                    loads.Add(() => target.Put(index, null));
                }

                return;
            }

            loads.Add(() => target.Step = step.Item<long>());
            for (int k = 0; k < bufferNames.Length; k++)
            {
                int index = k;
                Tensor? buffer = Take(Key("state", i, bufferNames[k]), target.Parameter.Shape);
                loads.Add(() => target.Put(index, buffer?.To(target.Parameter.DType).Clone().Keep()));
            }

            if (NumberName is not { } name) return;
            if (Take(Key("state", i, name), Shape.Scalar) is { } number) loads.Add(() => target.Number = number.Item());
            else wrong.Add($"{Key("state", i, name)} is missing");
        }

        void PlanGroup(int i)
        {
            ParameterGroup target = groups[i];
            Plan("lr", value => target.LearningRate = value);
            Plan("weight_decay", value => target.WeightDecay = value);
            Plan("momentum", value => target.Momentum = value);

            void Plan(string name, Action<double> set)
            {
                if (Take(Key("group", i, name), Shape.Scalar) is not { } value) wrong.Add($"{Key("group", i, name)} is missing");
                else if (value.Item() is not (>= 0 and < double.PositiveInfinity)) wrong.Add($"{Key("group", i, name)} is {value.Item()}");
                else loads.Add(() => set(value.Item()));
            }
        }

        Tensor? Take(string name, Shape shape)
        {
            if (!state.TryGetValue(name, out Tensor? value)) return null;
            left.Remove(name);
            if (value.Shape == shape) return value;
            wrong.Add($"{name} has shape {value.Shape} instead of {shape}");
            return null;
        }
    }

    static string Key(string kind, int index, string name) => string.Create(CultureInfo.InvariantCulture, $"{kind}.{index}.{name}");
}
