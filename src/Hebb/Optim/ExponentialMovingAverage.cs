using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// A second set of weights that follows the trained ones slowly, a ← d·a + (1 − d)·w: usually better for evaluation than the last weights, which still shake.
/// Call <see cref="Update"/> after each of the optimizer's steps and <see cref="Swap"/> around an evaluation. Belongs to the thread that trains.
/// </summary>
/// <remarks>
/// Polyak and Juditsky: Acceleration of stochastic approximation by averaging (1992). Buffers, such as the running statistics of batch norm, are averages already
/// and stay the model's own.
/// </remarks>
/// <example><code>
/// var average = new ExponentialMovingAverage(model.Parameters(), decay: 0.999);
/// ... optimizer.Step(); average.Update();
/// using (average.Swap()) accuracy = Evaluate(model);
/// </code></example>
public sealed class ExponentialMovingAverage
{
    readonly Parameter[] parameters;
    readonly Tensor[] averages;
    bool isSwapped;

    /// <summary>Begins with the present values.</summary>
    /// <param name="parameters">What to average: <c>model.Parameters()</c>.</param>
    /// <param name="decay">d, the share that stays, 0 or more and below 1; about 1 − 10/(number of steps).</param>
    /// <param name="warmUp">Whether the first updates forget faster: the share is at most (1 + n)/(10 + n) at update n.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The decay is outside its range.</exception>
    public ExponentialMovingAverage(IEnumerable<Parameter> parameters, double decay = 0.999, bool warmUp = false)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        this.parameters = [.. parameters];
        if (this.parameters.Length == 0) throw new ArgumentException("There are no parameters to average; pass model.Parameters().", nameof(parameters));
        Decay = HyperparameterCheck.Fraction(decay, nameof(decay));
        HasWarmUp = warmUp;
        using var noGrad = Autograd.Pause();
        averages = Array.ConvertAll(this.parameters, p => p.Tensor.Detach().Clone().Keep());
    }

    /// <summary>d, the share that stays.</summary>
    public double Decay { get; }

    /// <summary>Whether the first updates forget faster.</summary>
    public bool HasWarmUp { get; }

    /// <summary>How many updates there were.</summary>
    public long UpdateCount { get; private set; }

    /// <summary>The averages, in the order of the parameters. They change with every update.</summary>
    public IReadOnlyList<Tensor> Averages => averages;

    /// <summary>Lets the averages follow the present values.</summary>
    /// <exception cref="InvalidOperationException">The averages are swapped into the model just now.</exception>
    public void Update()
    {
        if (isSwapped) throw new InvalidOperationException("The averages are in the model just now, so that there is nothing to follow; dispose what Swap() gave first.");
        using var noGrad = Autograd.Pause();
        using MemoryScope scope = Memory.Scope();
        UpdateCount++;
        double kept = HasWarmUp ? Math.Min(Decay, (1.0 + UpdateCount) / (10 + UpdateCount)) : Decay;
        for (int i = 0; i < averages.Length; i++)
        {
            Tensor w = parameters[i].Tensor.Detach();
            if (averages[i].DType != w.DType) averages[i] = averages[i].To(w.DType).Keep();
            averages[i].AddInPlace(w - averages[i], 1 - kept);
        }
    }

    /// <summary>Puts the averages into the model until the result is disposed, then the trained values again: <c>using (average.Swap()) …</c>.</summary>
    /// <returns>What ends it; disposing it twice does no harm.</returns>
    /// <exception cref="InvalidOperationException">They are there already.</exception>
    public IDisposable Swap()
    {
        if (isSwapped) throw new InvalidOperationException("The averages are in the model already; dispose what the first Swap() gave.");
        using var noGrad = Autograd.Pause();
        Tensor[] trained = Array.ConvertAll(parameters, p => p.Tensor.Detach().Clone().Keep());
        Write(averages);
        isSwapped = true;
        return new Swapped(this, trained);
    }

    /// <summary>Writes the averages into the model for good, at the end of a training.</summary>
    /// <exception cref="InvalidOperationException">They are swapped in just now.</exception>
    public void CopyTo()
    {
        if (isSwapped) throw new InvalidOperationException("The averages are in the model already; dispose what Swap() gave first.");
        Write(averages);
    }

    /// <summary>A snapshot: "num_updates" (Int64) and each average by position, "shadow_params.0".</summary>
    public Dictionary<string, Tensor> StateDict()
    {
        using var noGrad = Autograd.Pause();
        var result = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["num_updates"] = Tensor.From<long>([UpdateCount], Shape.Scalar).Keep() };
        for (int i = 0; i < averages.Length; i++) result[Name(i)] = averages[i].Clone().Keep();
        return result;
    }

    /// <summary>Takes up a snapshot over parameters of the same shapes in the same order. All or nothing.</summary>
    /// <param name="state">What <see cref="StateDict"/> gave.</param>
    /// <exception cref="ArgumentException">Names are unknown or missing, or shapes differ; the message lists them.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var noGrad = Autograd.Pause();
        var plan = new StatePlan(state);
        if (plan.Need("num_updates", Shape.Scalar) is { } count) plan.Then(() => UpdateCount = count.Item<long>());
        for (int i = 0; i < averages.Length; i++)
        {
            int index = i;
            if (plan.Need(Name(i), parameters[i].Shape) is { } value) plan.Then(() => averages[index] = value.To(parameters[index].DType).Clone().Keep());
        }

        if (plan.Faults() is { } faults)
            throw new ArgumentException($"The state does not fit this average over {averages.Length} parameters; nothing was loaded: {faults}. Load it over the model that it was saved from.", nameof(state));
        plan.Carry();
    }

    static string Name(int i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"shadow_params.{i}");

    void Write(Tensor[] values)
    {
        using var noGrad = Autograd.Pause();
        for (int i = 0; i < values.Length; i++) parameters[i].Tensor.CopyFrom(values[i]);
    }

    sealed class Swapped(ExponentialMovingAverage owner, Tensor[] trained) : IDisposable
    {
        bool isOver;

        public void Dispose()
        {
            if (isOver) return;
            isOver = true;
            owner.Write(trained);
            owner.isSwapped = false;
        }
    }
}
