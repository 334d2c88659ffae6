namespace Hebb;

/// <summary>The node of a tensor that was not computed but wants a gradient: gradients end here and add up.</summary>
internal sealed class Leaf : Node
{
    Tensor? grad;
    bool isSeen;

    public override string Name => "Leaf";

    /// <summary>What this tensor is part of, for messages: the module that registered the parameter whose values these are; null for other tensors.</summary>
    internal object? Owner { get; set; }

    /// <summary>The accumulated gradient, for the engine and the optimizers.</summary>
    internal Tensor? Grad
    {
        get => grad;
        set
        {
            Drop();
            grad = value;
        }
    }

    /// <summary>The accumulated gradient for a user, who may hold on to it: its buffer is not recycled behind their back.</summary>
    internal Tensor? SeenGrad
    {
        get
        {
            isSeen = true;
            return grad;
        }

        set
        {
            Drop();
            grad = value;
            isSeen = true;
        }
    }

    public override void Backward(Tensor dy) => throw new InvalidOperationException("A leaf is the end of a backward pass.");

    internal void Accumulate(Tensor gradient, bool owned, bool createGraph)
    {
        if (grad is null)
        {
            // One that others hold too (the seed, the other summand's gradient) is copied: whoever clips this one must not change theirs.
            grad = owned ? gradient : gradient.Clone();
            grad.Keep();
            isSeen = false;
        }
        else if (createGraph || isSeen)
        {
            grad += gradient;
            grad.Keep();
            isSeen = false;
        }
        else
        {
            grad.Backend.AddScaled(grad.Data, gradient.Data, 1);
            grad.Storage.Version++;
            if (owned) gradient.Storage.Return();
        }
    }

    // A gradient that nobody looked at goes straight back to the cache: training takes no new buffer from step to step.
    void Drop()
    {
        if (grad is not null && !isSeen && grad.Node is null) grad.Storage.Return();
        grad = null;
        isSeen = false;
    }
}
