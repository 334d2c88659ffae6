using System.Diagnostics;

namespace Hebb.Training;

/// <summary>What a <see cref="LayerProfiler"/> measured of a layer; means of a step.</summary>
public sealed class LayerProfile
{
    internal LayerProfile(string name, string kind, bool isLeaf) => (Name, Kind, IsLeaf) = (name, kind, isLeaf);

    /// <summary>The layer's name in the model; empty for the model itself.</summary>
    public string Name { get; }

    /// <summary>Its class.</summary>
    public string Kind { get; }

    /// <summary>Whether it is made of no other layers. The times of others include those of their parts, and only leaves have a backward time.</summary>
    public bool IsLeaf { get; }

    /// <summary>The time of its forward pass.</summary>
    public TimeSpan Forward => Mean(ForwardTicks);

    /// <summary>The time from when the backward pass reached its output until it reached the layer before.</summary>
    public TimeSpan Backward => Mean(BackwardTicks);

    /// <summary>How many bytes of buffers it left in use for the backward pass; buffers below 4 KB are not counted.</summary>
    public double Bytes => Steps == 0 ? 0 : (double)BytesSum / Steps;

    /// <summary>How often it was called in the measured steps.</summary>
    public int Calls { get; internal set; }

    internal long ForwardTicks { get; set; }

    internal long BackwardTicks { get; set; }

    internal long BytesSum { get; set; }

    internal int Steps { get; set; }

    TimeSpan Mean(long ticks) => Steps == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(0, ticks / Steps);
}
