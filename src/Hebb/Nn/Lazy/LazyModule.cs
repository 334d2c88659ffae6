namespace Hebb.Nn;

/// <summary>
/// A layer whose input size is not said but seen: its parameters come into being at the first <see cref="Module.Forward"/>, at
/// <see cref="Module.Summary(Shape, DType)"/>, or when a state is loaded. Until then asking for them is an error.
/// </summary>
/// <remarks>The first call changes the module and so belongs to one thread; after it, evaluation is safe from several.</remarks>
public abstract class LazyModule : Module
{
    private protected LazyModule()
    {
    }

    /// <summary>Whether the parameters exist.</summary>
    public abstract bool IsMaterialized { get; }

    /// <summary>Makes the parameters in the sizes of a saved weight, if its shape can be one of this layer.</summary>
    internal abstract void MaterializeFor(Tensor weight);

    private protected override void CheckMaterialized(string path)
    {
        if (!IsMaterialized) throw NotYet(path);
    }

    private protected InvalidOperationException NotYet(string path) => new(
        $"The parameters of {this}{(path.Length == 0 ? string.Empty : $" (\"{path}\")")} do not exist yet: it has not seen an input. Run one batch through the model, or model.Summary(inputShape), before asking for parameters, converting or making an optimizer.");
}
