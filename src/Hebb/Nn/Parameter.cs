namespace Hebb.Nn;

/// <summary>
/// A tensor that training changes: a leaf that collects a gradient, and a place that outlives its tensor, so that <c>module.To</c> can put a tensor
/// of another type into it while optimizers keep hold of the same parameter. Belongs to the thread that trains; reading is safe from several at once.
/// </summary>
public sealed class Parameter
{
    Module? owner;

    /// <summary>Makes a parameter of a tensor's values, without a copy unless they have gaps.</summary>
    /// <param name="value">The initial values; they change as the parameter is trained.</param>
    /// <param name="requiresGrad">Whether backward passes compute a gradient for it.</param>
    /// <exception cref="DTypeException">A gradient is wanted of a tensor of integers or truth values.</exception>
    public Parameter(Tensor value, bool requiresGrad = true)
    {
        ArgumentNullException.ThrowIfNull(value);
        using var noGrad = Autograd.Pause();
        // A copy of the object, never the tensor itself: the caller's tensor keeps its own place in (or outside) its graph.
        Tensor = (value.IsContiguous ? value.Detach() : value.Clone()).Keep();
        Tensor.RequiresGrad = requiresGrad;
    }

    /// <summary>The values, as a leaf of the tape.</summary>
    public Tensor Tensor { get; private set; }

    /// <summary>The name under which a module registered it ("weight"); empty for a parameter of no module. Full names: <see cref="Module.NamedParameters"/>.</summary>
    public string Name { get; internal set; } = string.Empty;

    /// <summary>The lengths of its axes.</summary>
    public Shape Shape => Tensor.Shape;

    /// <summary>The number of values.</summary>
    public int Count => Tensor.Count;

    /// <summary>The type of its values.</summary>
    public DType DType => Tensor.DType;

    /// <summary>Whether backward passes compute a gradient for it. Set it to false to freeze the parameter; its gradient is dropped then.</summary>
    /// <exception cref="DTypeException">Set to true on integers or truth values.</exception>
    public bool RequiresGrad
    {
        get => Tensor.RequiresGrad;
        set
        {
            Tensor.RequiresGrad = value;
            Owner = owner;
        }
    }

    /// <summary>The gradient that backward passes have added up, or null.</summary>
    /// <exception cref="ShapeException">Set to a tensor of another shape.</exception>
    public Tensor? Grad
    {
        get => Tensor.Grad;
        set => Tensor.Grad = value;
    }

    /// <summary>The first module that registered it; its leaf knows it too, for messages.</summary>
    internal Module? Owner
    {
        get => owner;
        set
        {
            owner = value;
            if (Tensor.Node is Leaf leaf) leaf.Owner = value;
        }
    }

    /// <summary>The gradient for optimizers, without the promise that somebody outside may hold on to it.</summary>
    internal Tensor? EngineGrad => Tensor.EngineGrad;

    /// <summary>The parameter's tensor: a parameter can stand wherever a tensor can.</summary>
    /// <param name="parameter">The parameter.</param>
    public static implicit operator Tensor(Parameter parameter) => parameter.Tensor;

    /// <summary>Drops the gradient; its buffer goes back to the cache.</summary>
    public void ZeroGrad()
    {
        if (Tensor.RequiresGrad) Tensor.EngineGrad = null;
    }

    /// <summary>Name, shape and type.</summary>
    public override string ToString() => $"Parameter {(Name.Length == 0 ? string.Empty : Name + " ")}{Shape} {DType}";

    /// <summary>Replaces the values by others of the same shape: a new leaf without a gradient.</summary>
    internal void Replace(Tensor value)
    {
        bool requiresGrad = RequiresGrad;
        Tensor = value.Detach().Keep();
        RequiresGrad = requiresGrad;
    }
}
