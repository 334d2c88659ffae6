namespace Hebb.Nn;

/// <summary>
/// A part of a network: a function of a tensor, with parameters that training changes and buffers that it does not. Derive a partial class from it, hold its parts in fields and properties, and
/// override <see cref="Forward"/>: a source generator registers them under PyTorch's spelling of their names (see <see cref="RegisterMembers"/>; nothing is found by reflection, so trimmed programs
/// work), so that weights travel both ways unrenamed. Where names come from elsewhere, the constructor registers with <see cref="Add{T}"/> and <see cref="AddParameter(string, Tensor)"/>; buffers with
/// <see cref="AddBuffer"/>. Settings that are chained, such as <see cref="Modules"/>' Train, Eval, Freeze and To, keep the static type.
/// </summary>
/// <remarks>Forward in evaluation mode is safe from several threads at once; training and every change belong to one thread.</remarks>
/// <example><code>
/// sealed partial class TwoLayers : Module
/// {
///     readonly Linear hidden = new(784, 256), output = new(256, 10);
///     public override Tensor Forward(Tensor x) => output.Forward(hidden.Forward(x).Relu());
/// }
/// </code></example>
public abstract partial class Module
{
    readonly List<KeyValuePair<string, Module>> children = [];
    readonly List<KeyValuePair<string, Parameter>> parameters = [];
    readonly List<Slot> buffers = [];

    /// <summary>The modules that this one is made of, by name: those that were added in their order, then those that its fields and properties hold.</summary>
    public IReadOnlyList<KeyValuePair<string, Module>> Children => Held()?.Children ?? children;

    /// <summary>Those children that were added: all that a container has, for its loops.</summary>
    private protected List<KeyValuePair<string, Module>> Added => children;

    /// <summary>The parameters of this module alone, by name; a tied one has a name in each of its modules.</summary>
    internal IReadOnlyList<KeyValuePair<string, Parameter>> OwnParameters => Held()?.Parameters ?? parameters;

    /// <summary>Whether the module trains (the beginning) or is evaluated; dropout and batch normalisation differ.</summary>
    public bool IsTraining { get; private set; } = true;

    /// <summary>The number of values in all parameters, each counted once however often it is shared.</summary>
    public int ParameterCount
    {
        get
        {
            int count = 0;
            foreach (Parameter p in Parameters()) count += p.Count;
            return count;
        }
    }

    /// <summary>What the module makes of its input.</summary>
    /// <param name="x">The input; each module says which shapes it takes.</param>
    /// <returns>The output.</returns>
    public abstract Tensor Forward(Tensor x);

    internal void SetTraining(bool on)
    {
        IsTraining = on;
        IReadOnlyList<KeyValuePair<string, Module>> parts = Children;
        for (int i = 0; i < parts.Count; i++) parts[i].Value.SetTraining(on);
    }

    /// <summary>Drops the gradients of all parameters.</summary>
    public void ZeroGrad()
    {
        foreach (Parameter p in Parameters()) p.ZeroGrad();
    }

    internal void Convert(DType dtype)
    {
        if (!dtype.IsFloatingPoint) throw new DTypeException($"A module's parameters are floating-point numbers; they cannot become {dtype}.", "Use DType.Float32 or DType.Float64.");
        using var noGrad = Autograd.Pause();
        foreach (Parameter p in Parameters())
        {
            if (p.DType != dtype) p.Replace(p.Tensor.To(dtype));
        }

        foreach ((string _, Module module) in NamedModules())
        {
            foreach (Slot slot in module.buffers)
            {
                if (slot.Value.DType.IsFloatingPoint) slot.Value = slot.Value.To(dtype).Keep();
            }
        }
    }

    /// <summary>Registers a module that this one is made of.</summary>
    /// <typeparam name="T">Its class.</typeparam>
    /// <param name="name">Its name, unique in this module, without a dot; state names begin with it.</param>
    /// <param name="child">The module.</param>
    /// <returns>The module, to be stored in a field.</returns>
    /// <exception cref="ArgumentException">The name is empty, has a dot or is taken, or the module would contain itself.</exception>
    protected T Add<T>(string name, T child)
        where T : Module
    {
        ArgumentNullException.ThrowIfNull(child);
        CheckName(name);
        foreach ((string _, Module module) in child.NamedModules())
        {
            if (ReferenceEquals(module, this)) throw new ArgumentException($"{GetType().Name} cannot contain itself (as \"{name}\").", nameof(child));
        }

        children.Add(new(name, child));
        held = null;
        return child;
    }

    /// <summary>Registers a parameter.</summary>
    /// <param name="name">Its name, unique in this module, without a dot.</param>
    /// <param name="value">Its initial values.</param>
    /// <returns>The parameter, to be stored in a field.</returns>
    /// <exception cref="ArgumentException">The name is empty, has a dot or is taken.</exception>
    /// <exception cref="DTypeException">The values are integers or truth values.</exception>
    protected Parameter AddParameter(string name, Tensor value) => AddParameter(name, new Parameter(value));

    /// <summary>Registers a parameter that may belong to another module too: tied weights.</summary>
    /// <param name="name">Its name, unique in this module, without a dot.</param>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The parameter, to be stored in a field.</returns>
    /// <exception cref="ArgumentException">The name is empty, has a dot or is taken.</exception>
    protected Parameter AddParameter(string name, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        CheckName(name);
        Own(parameters, name, parameter);
        held = null;
        return parameter;
    }

    void Own(List<KeyValuePair<string, Parameter>> all, string name, Parameter parameter)
    {
        if (parameter.Name.Length == 0) parameter.Name = name;
        parameter.Owner ??= this;
        all.Add(new(name, parameter));
    }

    /// <summary>
    /// Registers a buffer: state that is saved with the module but not trained. Because <c>To</c> replaces it, read it with <see cref="Buffer"/> in
    /// <see cref="Forward"/> instead of keeping the tensor.
    /// </summary>
    /// <param name="name">Its name, unique in this module, without a dot.</param>
    /// <param name="value">Its initial values.</param>
    /// <returns>The buffer's tensor.</returns>
    /// <exception cref="ArgumentException">The name is empty, has a dot or is taken.</exception>
    protected Tensor AddBuffer(string name, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        CheckName(name);
        using var noGrad = Autograd.Pause();
        var slot = new Slot(name, value.Contiguous().Detach().Keep());
        buffers.Add(slot);
        held = null;
        return slot.Value;
    }

    /// <summary>A registered buffer of this module.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">No buffer of that name was registered.</exception>
    protected Tensor Buffer(string name)
    {
        foreach (Slot slot in buffers)
        {
            if (slot.Name == name) return slot.Value;
        }

        throw new KeyNotFoundException($"{GetType().Name} has no buffer \"{name}\"; AddBuffer registers one.");
    }

    void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains('.', StringComparison.Ordinal))
            throw new ArgumentException($"\"{name}\" has a dot, which separates modules in state names; use a name without one.", nameof(name));
        bool isTaken = false;
        foreach ((string other, _) in parameters) isTaken |= other == name;
        foreach ((string other, _) in children) isTaken |= other == name;
        foreach (Slot slot in buffers) isTaken |= slot.Name == name;
        if (isTaken) throw new ArgumentException($"{GetType().Name} already has a part named \"{name}\"; names are unique in a module.", nameof(name));
    }

    sealed class Slot(string name, Tensor value)
    {
        public string Name => name;

        public Tensor Value { get; set; } = value;
    }
}
