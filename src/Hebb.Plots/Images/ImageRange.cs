namespace Hebb.Plots;

/// <summary>Which values are the darkest and the lightest in a grid of images.</summary>
public enum ImageRange
{
    /// <summary>The least and the greatest value of all tiles: tiles can be compared.</summary>
    Shared,

    /// <summary>The least and the greatest value of each tile: every tile shows all it has.</summary>
    PerTile,

    /// <summary>0 and 1; 0 and 255 for bytes.</summary>
    Unit,
}
