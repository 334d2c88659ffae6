namespace Hebb;

/// <summary>What stands outside a tensor that is padded.</summary>
public enum PadMode
{
    /// <summary>One value.</summary>
    Constant,

    /// <summary>The mirror image without the edge: c b | a b c | b a. At most length − 1 wide.</summary>
    Reflect,

    /// <summary>The edge: a a | a b c | c c.</summary>
    Replicate,

    /// <summary>The other end: b c | a b c | a b. At most as wide as the axis is long.</summary>
    Circular,
}
