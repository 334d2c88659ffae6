namespace Hebb;

/// <summary>How <c>Interpolate</c> makes a value between pixels.</summary>
public enum InterpolationMode
{
    /// <summary>The pixel whose cell the place falls into.</summary>
    Nearest,

    /// <summary>Along each axis, the line through two pixels.</summary>
    Bilinear,

    /// <summary>Along each axis, the cubic convolution of four pixels with A = −0.75 (Keys, 1981).</summary>
    Bicubic,
}

/// <summary>Where the pixels of a resized image lie in the old one.</summary>
/// <param name="Mode">How values between pixels are made.</param>
/// <param name="AlignCorners">Whether the centres of the corner pixels meet, instead of their outer edges.</param>
/// <param name="StepY">Old rows from one new row to the next.</param>
/// <param name="StepX">Old columns from one new column to the next.</param>
internal readonly record struct Sampling(InterpolationMode Mode, bool AlignCorners, double StepY, double StepX);
