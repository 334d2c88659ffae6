namespace Hebb.Vision.Classification;

/// <summary>An image from a file.</summary>
/// <param name="Input">As the network wants it: Float32 [1, channels, height, width], normalised.</param>
/// <param name="Shown">The same part of the image as a person sees it, 0 to 1.</param>
sealed record ReadImage(Tensor Input, Tensor Shown);
