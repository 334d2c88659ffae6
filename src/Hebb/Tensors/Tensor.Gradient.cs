using System.Runtime.CompilerServices;

namespace Hebb;

/// <content>What automatic differentiation adds to a tensor.</content>
public sealed partial class Tensor
{
    /// <summary>The operation that made this tensor while recording, or the leaf that collects its gradient; null if no gradient flows here.</summary>
    internal Node? Node { get; private set; }

    /// <summary>Whether an operation on this tensor is to be recorded now: it requires a gradient, and recording is on.</summary>
    public bool IsTracked
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Node is not null && Autograd.IsRecording;
    }

    /// <summary>Whether this tensor was not computed by a recorded operation.</summary>
    public bool IsLeaf => Node is null or Leaf;

    /// <summary>Whether a backward pass computes a gradient for this tensor. Can be set on leaves only.</summary>
    /// <exception cref="AutogradException">Set on a tensor that an operation made.</exception>
    /// <exception cref="DTypeException">Set to true on a tensor of integers or truth values.</exception>
    public bool RequiresGrad
    {
        get => Node is not null;
        set
        {
            if (value == (Node is not null)) return;
            if (!IsLeaf) throw new AutogradException($"This tensor of shape {Shape} was made by {Node!.Name}: its gradient flow cannot be switched off.", "Use Detach() for a copy of the view without gradients.");
            if (value && !DType.IsFloatingPoint) throw new DTypeException($"Only floating-point tensors have gradients; this one holds {DType}.", "Convert it first: x.To(DType.Float32).");
            Node = value ? new Leaf() : null;
        }
    }

    /// <summary>
    /// The gradient that backward passes have added up here, or null. For a tensor that is no leaf, only after <see cref="RetainGrad"/>.
    /// </summary>
    /// <exception cref="AutogradException">Set on a tensor that is no leaf or does not require a gradient.</exception>
    /// <exception cref="ShapeException">Set to a tensor of another shape.</exception>
    /// <exception cref="DTypeException">Set to a tensor of another type.</exception>
    public Tensor? Grad
    {
        get => Node is Leaf leaf ? leaf.SeenGrad : Node?.RetainedGradient;
        set
        {
            if (Node is not Leaf leaf)
            {
                if (value is null && Node is null) return;
                throw new AutogradException("A gradient can be set only on a leaf that requires one.", "Set RequiresGrad = true first.");
            }

            if (value is null)
            {
                leaf.Grad = null;
                return;
            }

            if (value.Shape != Shape) throw new ShapeException($"The gradient of a tensor of shape {Shape} cannot have shape {value.Shape}.");
            if (value.DType != DType) throw new DTypeException($"The gradient of a {DType} tensor cannot hold {value.DType}.", $"Convert it: gradient.To(DType.{DType}).");
            // An update that reads what it has just written would go wrong: a gradient has elements of its own.
            leaf.SeenGrad = (value.Storage.SharesBytesWith(Storage) ? value.Clone() : value).Keep();
        }
    }

    /// <summary>The gradient without the promise that somebody outside may hold on to it: for optimizers and the trainer.</summary>
    internal Tensor? EngineGrad
    {
        get => (Node as Leaf)?.Grad;
        set => ((Leaf)Node!).Grad = value;
    }

    /// <summary>Marks this tensor as wanting a gradient, for use at the end of a creation expression.</summary>
    /// <returns>This tensor.</returns>
    /// <exception cref="DTypeException">The tensor holds integers or truth values.</exception>
    public Tensor WithGrad()
    {
        RequiresGrad = true;
        return this;
    }

    /// <summary>
    /// Computes the gradients of this tensor with respect to every leaf it depends on and adds them to <see cref="Grad"/>.
    /// </summary>
    /// <param name="seed">The gradient with respect to this tensor; 1 for a scalar.</param>
    /// <param name="retainGraph">Keeps the graph for another pass.</param>
    /// <param name="createGraph">Records the pass itself, so that gradients can be differentiated again.</param>
    /// <exception cref="AutogradException">Nothing was recorded, the graph was freed, a needed value was changed in place, or a seed is missing.</exception>
    /// <exception cref="ShapeException">The seed has another shape.</exception>
    public void Backward(Tensor? seed = null, bool retainGraph = false, bool createGraph = false) =>
        Engine.Backward(this, seed, retainGraph, createGraph);

    /// <summary>The same elements without gradients: a view that no operation records through.</summary>
    public Tensor Detach() => new(data);

    /// <summary>Calls a function with the gradient with respect to this tensor in every backward pass; what it returns, unless null, takes its place.</summary>
    /// <param name="hook">Gets the gradient; must not change it in place.</param>
    /// <returns>Dispose it to remove the hook.</returns>
    /// <exception cref="AutogradException">This tensor does not require a gradient.</exception>
    public IDisposable RegisterHook(Func<Tensor, Tensor?> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        NodeExtras extras = (Node ?? throw new AutogradException("A hook needs a tensor that requires a gradient.", "Set RequiresGrad = true first.")).Extras;
        (extras.Hooks ??= []).Add(hook);
        return new HookHandle(extras.Hooks, hook);
    }

    /// <summary>Keeps the gradient with respect to this tensor in <see cref="Grad"/> though it is no leaf.</summary>
    /// <exception cref="AutogradException">This tensor does not require a gradient.</exception>
    public void RetainGrad()
    {
        if (Node is null) throw new AutogradException("RetainGrad() needs a tensor that requires a gradient.", "Set RequiresGrad = true on an input first.");
        if (Node is not Leaf) Node.Extras.Retains = true;
    }

    /// <summary>Makes a freshly computed tensor the result of a recorded operation.</summary>
    /// <param name="node">The operation. Its inputs must be what this tensor was computed from.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="AutogradException">The tensor already has a node.</exception>
    internal Tensor From(Node node)
    {
        if (Node is not null) throw new AutogradException($"This tensor is already the result of {Node.Name}.");
        Node = node;
        if (Autograd.IsDetectingAnomalies) Anomaly.Check(this, node, "forward pass");
        if (Autograd.RecordsValues) node.Remember(this);
        return this;
    }

    /// <summary>A tensor object without a node over the same elements; this one if it has none.</summary>
    internal Tensor Detached() => Node is null ? this : Detach();

    /// <summary>Keeps the buffer and returns the tensor without its node.</summary>
    internal Tensor Kept() => Detached().Keep();

    /// <summary>Guards and counts a change in place: every write into a tensor that somebody handed in goes through here.</summary>
    /// <param name="operation">Its name, for the message.</param>
    /// <exception cref="ShapeException">Several elements of the tensor lie in one place of the buffer.</exception>
    /// <exception cref="AutogradException">The tensor requires a gradient and recording is on.</exception>
    internal void BeginChange(string operation)
    {
        CheckApart(operation);
        if (IsTracked)
        {
            throw new AutogradException(
                $"{operation} would change a tensor of shape {Shape} in place that requires a gradient; such a change is not recorded.",
                "Use an operation that returns a new tensor, or change it inside using (Autograd.NoGrad()).");
        }

        Storage.Version++;
    }

    /// <summary>Refuses a view whose elements share places: one write there would change several elements, or the same one several times.</summary>
    /// <param name="operation">What would write, for the message.</param>
    /// <exception cref="ShapeException">Several elements of the tensor lie in one place of the buffer.</exception>
    internal void CheckApart(string operation)
    {
        if (IsContiguous || !Overlap.IsIn(Shape.Axes, Strides)) return;
        throw new ShapeException(
            $"{operation} cannot change this tensor of shape {Shape} in place: it is a view with strides [{string.Join(", ", Strides.ToArray())}] in which several elements share one place in memory, as Expand makes them.",
            "Call Clone() first, which gives every element its own place, and change that.");
    }

    sealed class HookHandle(List<Func<Tensor, Tensor?>> hooks, Func<Tensor, Tensor?> hook) : IDisposable
    {
        public void Dispose() => hooks.Remove(hook);
    }
}
