namespace Hebb.Plots;

/// <summary>The shape that marks a point.</summary>
public enum Marker
{
    /// <summary>No mark.</summary>
    None,

    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A triangle, point up.</summary>
    Triangle,

    /// <summary>A square on its corner.</summary>
    Diamond,

    /// <summary>Two strokes crossed.</summary>
    Cross,
}
