namespace Hebb.Vision.Transforms;

/// <summary>What is added around a picture.</summary>
public enum PadMode
{
    /// <summary>One value.</summary>
    Constant,

    /// <summary>The outermost pixels again and again.</summary>
    Edge,

    /// <summary>The picture mirrored at its outermost pixels, which are not repeated: c b | a b c | b a.</summary>
    Reflect,
}
