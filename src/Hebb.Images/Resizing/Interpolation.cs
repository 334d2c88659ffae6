namespace Hebb.Images;

/// <summary>How a value between pixels is found.</summary>
public enum Interpolation
{
    /// <summary>The nearest pixel.</summary>
    Nearest,

    /// <summary>Linear between neighbours; when an image shrinks, a triangle as wide as the pixels of the result.</summary>
    Bilinear,

    /// <summary>R. Keys's cubic with a = −½, four pixels wide, or wider when an image shrinks. Values may overshoot.</summary>
    Bicubic,
}
