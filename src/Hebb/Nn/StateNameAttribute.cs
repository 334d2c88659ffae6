namespace Hebb.Nn;

/// <summary>
/// The name in the saved state of a field or property of a partial class that derives from <see cref="Module"/>, where PyTorch's spelling of its own name (<c>firstBlock</c> is "first_block") is
/// not the wanted one.
/// </summary>
/// <param name="name">The name, unique in the module, without a dot.</param>
/// <example><code>
/// [StateName("fc")] readonly Linear head = new(512, 10);   // fc.weight, fc.bias
/// </code></example>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class StateNameAttribute(string name) : Attribute
{
    /// <summary>The name, unique in the module, without a dot.</summary>
    public string Name => name;
}

/// <summary>
/// Says that a field or property of a class that derives from <see cref="Module"/> holds a module or parameter that is no part of it: it is neither trained nor saved with it, nor switched by Train and Eval.
/// </summary>
/// <example><code>
/// [NotRegistered] readonly Module teacher;
/// </code></example>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class NotRegisteredAttribute : Attribute;
