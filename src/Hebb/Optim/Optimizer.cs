using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>
/// Changes parameters along their gradients. A training step is <c>optimizer.ZeroGrad(); loss.Backward(); optimizer.Step();</c>. Derive from it for a rule of
/// your own: override <see cref="Update"/>. Belongs to the thread that trains.
/// </summary>
public abstract partial class Optimizer
{
    readonly List<ParameterGroup> groups = [];
    readonly List<ParameterState> states = [];
    readonly Dictionary<Parameter, ParameterState> stateOf = new(ReferenceEqualityComparer.Instance);
    readonly string[] bufferNames;

    /// <summary>Makes an optimizer with one group of parameters.</summary>
    /// <param name="parameters">What to update: <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">The length of a step, 0 or more.</param>
    /// <param name="weightDecay">The weight of the L2 penalty, 0 or more.</param>
    /// <param name="momentum">The share of the past direction that stays (β₁ in the Adam family), 0 or more.</param>
    /// <param name="maximize">Whether to go up the gradient instead of down.</param>
    /// <param name="bufferNames">The names of the tensors to remember for each parameter, PyTorch's where it has them.</param>
    /// <exception cref="ArgumentException">There are no parameters, or one is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is negative or NaN.</exception>
    protected Optimizer(IEnumerable<Parameter> parameters, double learningRate, double weightDecay, double momentum, bool maximize, params string[] bufferNames)
    {
        Maximize = maximize;
        this.bufferNames = bufferNames;
        AddGroup(parameters, new ParameterGroup([], learningRate, weightDecay, momentum));
    }

    // One that acts through another optimizer: groups, settings and memory are the other's.
    private protected Optimizer(Optimizer inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Maximize = inner.Maximize;
        (groups, states, stateOf, bufferNames) = (inner.groups, inner.states, inner.stateOf, inner.bufferNames);
    }

    /// <summary>The parameters with their settings; one group unless <see cref="AddGroup(IEnumerable{Parameter}, double?, double?, double?)"/> added more.</summary>
    public IReadOnlyList<ParameterGroup> ParameterGroups => groups;

    /// <summary>Whether parameters go up their gradients instead of down.</summary>
    public bool Maximize { get; }

    /// <summary>The learning rate of the first group; setting it sets that of all groups.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or to NaN.</exception>
    public double LearningRate
    {
        get => groups[0].LearningRate;
        set
        {
            foreach (ParameterGroup group in groups) group.LearningRate = value;
        }
    }

    /// <summary>The names of the tensors that are remembered for each parameter.</summary>
    public IReadOnlyList<string> BufferNames => bufferNames;

    /// <summary>Whether a step computes the loss several times, so that only <see cref="Step(Func{Tensor})"/> will do, as with <see cref="LBFGS"/>.</summary>
    public virtual bool NeedsClosure => false;

    /// <summary>The name of <see cref="ParameterState.Number"/>, or null for a rule that does not use it.</summary>
    protected virtual string? NumberName => null;

    /// <summary>Adds parameters with settings of their own.</summary>
    /// <param name="parameters">What to update besides.</param>
    /// <param name="learningRate">Their learning rate; the first group's unless given.</param>
    /// <param name="weightDecay">Their weight decay; the first group's unless given.</param>
    /// <param name="momentum">Their momentum; the first group's unless given.</param>
    /// <returns>The new group.</returns>
    /// <exception cref="ArgumentException">There are no parameters, or one belongs to a group already.</exception>
    public ParameterGroup AddGroup(IEnumerable<Parameter> parameters, double? learningRate = null, double? weightDecay = null, double? momentum = null)
    {
        ParameterGroup first = groups[0];
        return AddGroup(parameters, new ParameterGroup([], learningRate ?? first.LearningRate, weightDecay ?? first.WeightDecay, momentum ?? first.Momentum));
    }

    /// <summary>
    /// Updates every parameter that has a gradient, in place, and leaves the others alone. Takes no memory from step to step: what it computes on the way goes
    /// back to the cache at once.
    /// </summary>
    /// <exception cref="DTypeException">A parameter is of a type that is only stored (Float16, BFloat16).</exception>
    public virtual void Step()
    {
        using var noGrad = Autograd.Pause();
        using MemoryScope scope = Memory.Scope();
        foreach (ParameterGroup group in groups)
        {
            foreach (Parameter parameter in group.Parameters)
            {
                if (parameter.EngineGrad is not { } gradient) continue;
                ParameterState state = stateOf[parameter];
                state.Step++;
                // A graph that still needs the old values must notice.
                parameter.Tensor.BeginChange(nameof(Step));
                Update(group, state, Maximize ? -gradient : gradient);
            }
        }
    }

    /// <summary>Computes loss and gradients by a function and updates the parameters: one training step in one call, and the form that <see cref="LBFGS"/> needs.</summary>
    /// <param name="closure">Drops the gradients, computes the loss, runs its backward pass and returns it.</param>
    /// <returns>The loss before the update.</returns>
    /// <example><code>
    /// optimizer.Step(() =>
    /// {
    ///     optimizer.ZeroGrad();
    ///     Tensor loss = model.Forward(x).CrossEntropy(labels);
    ///     loss.Backward();
    ///     return loss;
    /// });
    /// </code></example>
    public virtual Tensor Step(Func<Tensor> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        Tensor loss;
        using (Autograd.Resume()) loss = closure();
        Step();
        return loss.Detach();
    }

    /// <summary>Drops all gradients; their buffers go back to the cache.</summary>
    public void ZeroGrad()
    {
        foreach (ParameterState state in states) state.Parameter.ZeroGrad();
    }

    /// <summary>Updates one parameter in place. Runs without recording, in a memory scope.</summary>
    /// <param name="group">The settings.</param>
    /// <param name="state">The parameter and what is remembered of it; its step is already counted.</param>
    /// <param name="gradient">The gradient, to be followed downwards. It must not be changed in place.</param>
    protected abstract void Update(ParameterGroup group, ParameterState state, Tensor gradient);

    /// <summary>What is remembered of all parameters, in the order in which they were given.</summary>
    private protected IReadOnlyList<ParameterState> States => states;

    // A derived class may not call another optimizer's protected member by itself.
    private protected static void UpdateBy(Optimizer rule, ParameterGroup group, ParameterState state, Tensor gradient) => rule.Update(group, state, gradient);

    private protected static string? NumberNameOf(Optimizer rule) => rule.NumberName;

    /// <summary>Writes values into a parameter or a buffer, in place.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="value">Of the same shape.</param>
    protected static void Assign(Tensor target, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(target);
        target.Backend.Copy(value.Data, target.Data);
    }

    /// <summary>g + weightDecay · w, the gradient with the L2 penalty.</summary>
    /// <param name="group">The settings.</param>
    /// <param name="state">The parameter.</param>
    /// <param name="gradient">The gradient without it.</param>
    protected static Tensor Penalized(ParameterGroup group, ParameterState state, Tensor gradient)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(state);
        return group.WeightDecay == 0 ? gradient : gradient + (state.Parameter.Tensor * group.WeightDecay);
    }

    // Decoupled weight decay, w ← w (1 − lr·λ); the gradient stays bare.
    private protected static Tensor Shrunk(ParameterGroup group, ParameterState state, Tensor gradient)
    {
        Tensor w = state.Parameter.Tensor;
        if (group.WeightDecay != 0) Assign(w, w * (1 - (group.LearningRate * group.WeightDecay)));
        return gradient;
    }

    ParameterGroup AddGroup(IEnumerable<Parameter> parameters, ParameterGroup settings)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameter[] list = [.. parameters];
        if (list.Length == 0)
        {
            throw new ArgumentException(
                $"{GetType().Name} got no parameters to update; pass model.Parameters(). Is the model's class partial, so that its fields are registered, or does its constructor Add(name, layer)?", nameof(parameters));
        }

        var fresh = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
        foreach (Parameter p in list)
        {
            if (stateOf.ContainsKey(p) || !fresh.Add(p)) throw new ArgumentException($"{p} is given twice; an optimizer updates each parameter once.", nameof(parameters));
        }

        foreach (Parameter p in list)
        {
            var state = new ParameterState(p, bufferNames.Length);
            states.Add(state);
            stateOf.Add(p, state);
        }

        var group = new ParameterGroup(list, settings.LearningRate, settings.WeightDecay, settings.Momentum);
        groups.Add(group);
        return group;
    }
}
