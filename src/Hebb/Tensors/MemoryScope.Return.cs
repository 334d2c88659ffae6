namespace Hebb;

/// <content>What a scope does with a tensor, which stands above the buffers that it knows.</content>
public sealed partial class MemoryScope
{
    /// <summary>Hands a tensor on to the enclosing scope, or, without one, to the garbage collector.</summary>
    /// <param name="tensor">A tensor made in this scope.</param>
    /// <returns>The same tensor.</returns>
    public Tensor Return(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Storage.Scope == this) tensor.Storage.MoveTo(outer);
        return tensor;
    }
}
