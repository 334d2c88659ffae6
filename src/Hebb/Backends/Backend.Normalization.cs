namespace Hebb.Backends;

/// <content>Normalisation by mean and variance. Statistics are kept in Float64 whatever the type of x, so that a mean far above the spread costs no digits.</content>
internal abstract partial class Backend
{
    /// <summary>
    /// y = (x − mean)/√(variance + ε) · weight[c] + bias[c] for x of shape [n, channels, ..], where mean and variance are of a channel over the whole batch (batch
    /// normalisation), or of a group of channels of one sample (group and instance normalisation).
    /// </summary>
    /// <param name="x">Shape [n, channels, ..].</param>
    /// <param name="statistics">Of shape [channels], or [n · groups].</param>
    /// <param name="weight">Shape [channels], or null for ones.</param>
    /// <param name="bias">Shape [channels], or null for zeros.</param>
    /// <param name="by">What is normalised together, and how.</param>
    internal abstract TensorData ChannelNorm(TensorData x, NormStatistics statistics, TensorData? weight, TensorData? bias, Normalization by);

    /// <summary>The gradient of <see cref="ChannelNorm"/>.</summary>
    /// <param name="dy">The gradient with respect to y.</param>
    /// <param name="x">As in the forward pass.</param>
    /// <param name="statistics">What was measured or used.</param>
    /// <param name="weight">As in the forward pass.</param>
    /// <param name="bias">As in the forward pass; only a fused activation needs it.</param>
    /// <param name="by">As in the forward pass.</param>
    /// <param name="needsInput">Whether dx is wanted.</param>
    /// <returns>dx or null, and the gradients of weight and bias, shape [channels].</returns>
    internal abstract (TensorData? X, TensorData Weight, TensorData Bias) ChannelNormGradient(
        TensorData dy, TensorData x, NormStatistics statistics, TensorData? weight, TensorData? bias, Normalization by, bool needsInput);

    /// <summary>y = (x − mean)/√(variance + ε) · weight + bias over the last elements of x: layer normalisation.</summary>
    /// <param name="x">Any shape whose number of elements is a multiple of the length.</param>
    /// <param name="length">Elements that are normalised together.</param>
    /// <param name="statistics">One of each row of so many elements: filled.</param>
    /// <param name="weight">As many values as the length, or null for ones.</param>
    /// <param name="bias">As many values as the length, or null for zeros; only beside a weight.</param>
    /// <param name="eps">ε.</param>
    internal abstract TensorData LayerNorm(TensorData x, int length, NormStatistics statistics, TensorData? weight, TensorData? bias, double eps);

    /// <summary>The gradient of <see cref="LayerNorm"/>.</summary>
    /// <param name="dy">The gradient with respect to y.</param>
    /// <param name="x">As in the forward pass.</param>
    /// <param name="length">As in the forward pass.</param>
    /// <param name="statistics">What was measured.</param>
    /// <param name="weight">As in the forward pass.</param>
    /// <param name="eps">As in the forward pass.</param>
    /// <param name="needs">Whether the gradient of x, and whether those of weight and bias are wanted.</param>
    /// <returns>The gradients of x, and of weight and bias (shape [length]); null where not wanted.</returns>
    internal abstract (TensorData? X, TensorData? Weight, TensorData? Bias) LayerNormGradient(
        TensorData dy, TensorData x, int length, NormStatistics statistics, TensorData? weight, double eps, (bool Input, bool Weight) needs);

    /// <summary>running ← (1 − momentum) · running + momentum · factor · statistic in place; several sets of statistics are averaged first.</summary>
    /// <param name="running">Contiguous, Float32 or Float64; changed in place.</param>
    /// <param name="statistic">Float64, as many values as running or a multiple: one set after the other.</param>
    /// <param name="momentum">The share of the new value.</param>
    /// <param name="factor">What the new value is multiplied with: n/(n − 1) makes a biased variance unbiased.</param>
    internal abstract void UpdateRunning(TensorData running, TensorData statistic, double momentum, double factor);

    /// <summary>y[n, c] = Σ x[n, j] for j from c − before to c + after, inside the channels. Its adjoint is itself with the two numbers swapped.</summary>
    /// <param name="x">Shape [n, channels, ..].</param>
    /// <param name="before">Channels before c.</param>
    /// <param name="after">Channels after c.</param>
    internal abstract TensorData ChannelWindowSum(TensorData x, int before, int after);
}

/// <summary>What is normalised by: Float64, filled where they are measured, else used.</summary>
/// <param name="Mean">The means.</param>
/// <param name="Variance">The biased variances.</param>
internal readonly record struct NormStatistics(TensorData Mean, TensorData Variance);

/// <summary>A normalisation of channels.</summary>
/// <param name="Groups">0 for a channel over the batch; else a number that divides the channels.</param>
/// <param name="Measures">Whether the statistics are taken of x.</param>
/// <param name="Eps">ε.</param>
/// <param name="Activation">What is applied to y.</param>
internal readonly record struct Normalization(int Groups, bool Measures, double Eps, Activation Activation);
