namespace Hebb.Vision.Insight;

/// <summary>What a model said of one sample of a data set.</summary>
/// <param name="Index">The sample's place in the data set.</param>
/// <param name="Label">What it is.</param>
/// <param name="Predicted">The class with the best score; of equal ones the first.</param>
/// <param name="Confidence">That class's probability.</param>
/// <param name="Loss">The cross-entropy: −log of the right class's probability, in nats.</param>
public readonly record struct SamplePrediction(int Index, int Label, int Predicted, double Confidence, double Loss)
{
    /// <summary>Whether the label was predicted.</summary>
    public bool IsCorrect => Predicted == Label;
}
