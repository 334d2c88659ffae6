namespace Hebb.Nn;

/// <summary>
/// The parameters of a module that require gradients, parted by whether a weight decay should shrink them: matrices and kernels yes, biases and the scales of
/// normalisation (everything with fewer than two axes) no.
/// </summary>
/// <param name="Decayed">Parameters with two axes or more.</param>
/// <param name="Kept">Parameters with one axis or none.</param>
/// <remarks>He et al.: Bag of tricks for image classification with convolutional neural networks (CVPR 2019), section 3.1.</remarks>
public sealed record WeightDecayGroups(IReadOnlyList<Parameter> Decayed, IReadOnlyList<Parameter> Kept);

/// <content>Parameters for an optimizer.</content>
public abstract partial class Module
{
    /// <summary>The parameters that training changes, parted for a weight decay. A shared parameter comes once.</summary>
    /// <param name="keep">Says of further parameters, by state name, that they are not to be decayed; null for none.</param>
    /// <returns>The two groups, each in the order of <see cref="NamedParameters"/>; frozen parameters are in neither.</returns>
    /// <exception cref="InvalidOperationException">A lazy module has not seen an input yet.</exception>
    public WeightDecayGroups WeightDecayGroups(Func<string, Parameter, bool>? keep = null)
    {
        List<Parameter> decayed = [], kept = [];
        foreach ((string name, Parameter parameter) in NamedParameters())
        {
            if (!parameter.RequiresGrad) continue;
            bool isKept = parameter.Shape.Rank < 2 || (keep?.Invoke(name, parameter) ?? false);
            (isKept ? kept : decayed).Add(parameter);
        }

        return new WeightDecayGroups(decayed, kept);
    }
}
