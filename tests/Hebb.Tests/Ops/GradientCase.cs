namespace Hebb.Tests;

/// <summary>A function to differentiate and a place, away from kinks and ties, where to do it.</summary>
/// <param name="Name">Its name in the test's report.</param>
/// <param name="Function">The function of the inputs.</param>
/// <param name="Inputs">Float64 for what is differentiated; labels and masks in their own types.</param>
public sealed record GradientCase(string Name, Func<Tensor[], Tensor> Function, params Tensor[] Inputs)
{
    /// <summary>The inputs as leaves that collect gradients.</summary>
    public Tensor[] Leaves() => [.. Inputs.Select(x => x.DType.IsFloatingPoint ? x.Clone().WithGrad() : x)];

    public override string ToString() => Name;
}
