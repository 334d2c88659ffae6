namespace Hebb.Nn;

/// <summary>Joins axes into one: [n, c, h, w] becomes [n, c·h·w] with the settings it has by itself. A view where possible.</summary>
/// <param name="startDim">The first axis to join.</param>
/// <param name="endDim">The last axis to join; negative numbers count from the last.</param>
public sealed class Flatten(int startDim = 1, int endDim = -1) : Module
{
    /// <summary>x with the axes joined.</summary>
    /// <param name="x">Any tensor that has the axes.</param>
    /// <exception cref="IndexException">x has no such axis.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Flatten(startDim, endDim);

    /// <inheritdoc/>
    protected override string Describe() => $"start_dim={startDim}, end_dim={endDim}";
}
