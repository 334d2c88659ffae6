namespace Hebb.Nn;

/// <summary>A plain function as a module, for a place in a <see cref="Sequential"/>. It has no parameters.</summary>
/// <param name="function">The function, in operations on tensors; it must not change its argument.</param>
/// <param name="description">What it does, for printing.</param>
/// <example><code>
/// new Sequential(new Conv2d(1, 8, 3), new LambdaModule(x => x.Mean([2, 3]), "mean over the image"), new Linear(8, 10))
/// </code></example>
public sealed class LambdaModule(Func<Tensor, Tensor> function, string description = "") : Module
{
    readonly Func<Tensor, Tensor> function = function ?? throw new ArgumentNullException(nameof(function));

    /// <summary>The function of x.</summary>
    /// <param name="x">What the function takes.</param>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : function(x);

    /// <inheritdoc/>
    protected override string Describe() => description;
}
