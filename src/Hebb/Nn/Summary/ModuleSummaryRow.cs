namespace Hebb.Nn;

/// <summary>One module in a <see cref="ModuleSummary"/>. Numbers are the module's own, without those of the modules below it.</summary>
/// <param name="Depth">How far it lies below the summarised module, which has 0.</param>
/// <param name="Name">Its state name, "features.0"; empty for the summarised module.</param>
/// <param name="Type">Its class.</param>
/// <param name="InputShape">The shape of its last input; null if it was not seen running.</param>
/// <param name="OutputShape">The shape of its last output; null if it was not seen running.</param>
/// <param name="Parameters">Values in its own parameters; those of a shared parameter count where it stands first.</param>
/// <param name="Trainable">How many of them require gradients.</param>
/// <param name="MultiplyAdds">Multiply-adds of its own products: linear, convolution, matrix product, recurrent steps. Element-wise work does not count.</param>
/// <param name="ActivationBytes">Bytes of its outputs if nothing lies below it and they are no views of its inputs; what training keeps is of this size.</param>
/// <param name="Calls">How often it ran.</param>
public sealed record ModuleSummaryRow(
    int Depth, string Name, string Type, Shape? InputShape, Shape? OutputShape, long Parameters, long Trainable, long MultiplyAdds, long ActivationBytes, int Calls);
