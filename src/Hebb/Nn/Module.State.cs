namespace Hebb.Nn;

/// <content>Saving and loading what the module has learned.</content>
public abstract partial class Module
{
    // What a layer with running statistics calls the number of batches behind them.
    const string CountName = "num_batches_tracked";

    /// <summary>
    /// A snapshot of all parameters and buffers by their state names, in PyTorch's order: copies, so that later training does not change them. A shared parameter
    /// stands under each of its names.
    /// </summary>
    /// <returns>Names such as "features.0.weight", with tensors that do not require gradients.</returns>
    public Dictionary<string, Tensor> StateDict()
    {
        using var noGrad = Autograd.Pause();
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach ((string name, Tensor value) in NamedTensors(this, string.Empty)) state[name] = value.Clone().Keep();
        return state;
    }

    /// <summary>
    /// Copies saved values into the parameters and buffers, in place, so that optimizers keep their parameters; types are converted. All names and shapes are
    /// checked before the first value is written: it loads everything that fits, or, when strict and something does not fit, nothing. Lazy modules take their sizes
    /// from the state. Running statistics without "num_batches_tracked", as PyTorch before 0.4.1 wrote them, load strictly too: the count is then 0.
    /// </summary>
    /// <param name="state">Values by state name, from <see cref="StateDict"/> or a file.</param>
    /// <param name="strict">Whether every name must be there on both sides with the same shape. If not, the rest is skipped and reported.</param>
    /// <returns>What was skipped; empty after a strict load.</returns>
    /// <exception cref="StateDictException">Strict, and names are missing, unexpected or of another shape; the message lists all of them.</exception>
    public StateDictReport LoadStateDict(IReadOnlyDictionary<string, Tensor> state, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach ((string path, Module module) in NamedModules())
        {
            if (module is LazyModule { IsMaterialized: false } lazy && state.TryGetValue(Join(path, "weight"), out Tensor? weight)) lazy.MaterializeFor(weight);
        }

        List<string> missing = [], unexpected = [], misshapen = [];
        List<(Tensor From, Tensor To)> copies = [];
        List<Tensor> counts = [];
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, Tensor target) in NamedTensors(this, string.Empty))
        {
            known.Add(name);
            if (!state.TryGetValue(name, out Tensor? value))
            {
                if (IsCount(name) && state.ContainsKey($"{name[..^CountName.Length]}running_var")) counts.Add(target);
                else missing.Add(name);
            }
            else if (value.Shape != target.Shape) misshapen.Add($"{name}: has shape {target.Shape}, the state {value.Shape}");
            else copies.Add((value, target));
        }

        foreach (string name in state.Keys)
        {
            if (!known.Contains(name)) unexpected.Add(name);
        }

        var report = new StateDictReport(missing, unexpected, misshapen);
        if (strict && !report.IsEmpty) throw new StateDictException(GetType().Name, report);
        using var noGrad = Autograd.Pause();
        SetApart(copies);
        foreach ((Tensor from, Tensor to) in copies)
        {
            to.BeginChange("LoadStateDict");
            to.Backend.Copy(from.Data, to.Data);
        }

        foreach (Tensor count in counts)
        {
            count.BeginChange("LoadStateDict");
            count.Backend.Fill(count.Data, 0);
        }

        return report;
    }

    // A state made of the module's own tensors (two layers that change places) is read before anything is written.
    static void SetApart(List<(Tensor From, Tensor To)> copies)
    {
        var written = new HashSet<Array>(ReferenceEqualityComparer.Instance);
        foreach ((_, Tensor to) in copies) written.Add(to.Storage.Bytes);
        for (int i = 0; i < copies.Count; i++)
        {
            (Tensor from, Tensor to) = copies[i];
            if (written.Contains(from.Storage.Bytes)) copies[i] = (from.Clone(), to);
        }
    }

    /// <summary>The names of the module's state. Of a lazy layer without weights yet, those that it will have.</summary>
    internal IEnumerable<string> StateNames()
    {
        foreach ((string path, Module module) in NamedModules())
        {
            if (module is LazyModule { IsMaterialized: false })
            {
                yield return Join(path, "weight");
                yield return Join(path, "bias");
                continue;
            }

            foreach ((string name, _) in module.OwnParameters) yield return Join(path, name);
            foreach (Slot slot in module.buffers) yield return Join(path, slot.Name);
        }
    }

    /// <summary>Whether a state may lack a name: the counts of batches, which old files have not.</summary>
    internal static bool IsCount(string name) => name.EndsWith(CountName, StringComparison.Ordinal) && (name.Length == CountName.Length || name[^(CountName.Length + 1)] == '.');

    static IEnumerable<KeyValuePair<string, Tensor>> NamedTensors(Module module, string path)
    {
        module.CheckMaterialized(path);
        foreach ((string name, Parameter parameter) in module.OwnParameters) yield return new(Join(path, name), parameter.Tensor);
        foreach (Slot slot in module.buffers) yield return new(Join(path, slot.Name), slot.Value);
        foreach ((string name, Module child) in module.Children)
        {
            foreach (KeyValuePair<string, Tensor> below in NamedTensors(child, Join(path, name))) yield return below;
        }
    }
}
