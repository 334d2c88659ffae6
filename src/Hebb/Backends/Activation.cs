namespace Hebb.Backends;

/// <summary>The function that a kernel applies to each result as it stores it: a layer's activation without a pass of its own.</summary>
internal enum Activation
{
    None,

    /// <summary>max(x, 0).</summary>
    Relu,
}
