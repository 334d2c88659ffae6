namespace Hebb.Vision.Classification;

/// <summary>An image as a network takes it.</summary>
/// <param name="Input">Float32 [1, channels, height, width], normalised.</param>
/// <param name="Shown">The same part of the image as a person sees it, 0 to 1.</param>
sealed record PreparedImage(Tensor Input, Tensor Shown);
