namespace Hebb.Vision.Classification;

/// <summary>What is left out of the images that are opened, instead of being refused.</summary>
/// <param name="Unreadable">Images that cannot be read.</param>
/// <param name="Empty">Class folders without an image.</param>
readonly record struct Skips(bool Unreadable, bool Empty);
