namespace Hebb.Cli.Learning;

/// <summary>A picture from a file.</summary>
/// <param name="Input">As the network wants it: Float32 [1, channels, height, width], normalised.</param>
/// <param name="Shown">The same part of the picture as a person sees it, 0 to 1.</param>
sealed record ReadPicture(Tensor Input, Tensor Shown);
