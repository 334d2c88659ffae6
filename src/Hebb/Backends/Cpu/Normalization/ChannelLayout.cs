namespace Hebb.Backends.Cpu;

/// <summary>
/// Which planes of [batch, channels, inner] are normalised together: a channel over the whole batch (groups 0), or groups of channels of one sample.
/// </summary>
/// <param name="Batch">Samples.</param>
/// <param name="Channels">Channels of a sample.</param>
/// <param name="Inner">Elements of a plane.</param>
/// <param name="Groups">0 for a channel over the batch; else groups of a sample.</param>
internal readonly record struct ChannelLayout(int Batch, int Channels, int Inner, int Groups)
{
    internal bool IsOverBatch => Groups == 0;

    /// <summary>How many sets of planes are normalised on their own.</summary>
    internal int Pieces => IsOverBatch ? Channels : Batch * Groups;

    /// <summary>Planes of one piece.</summary>
    internal int Planes => IsOverBatch ? Batch : Channels / Groups;

    /// <summary>Elements from one plane of a piece to the next.</summary>
    internal nint Stride => IsOverBatch ? (nint)Channels * Inner : Inner;

    /// <summary>Where a piece begins.</summary>
    internal nint Start(int piece) => (nint)piece * (IsOverBatch ? 1 : Planes) * Inner;

    /// <summary>The channel of a plane of a piece, for weight and bias.</summary>
    internal int Channel(int piece, int plane) => IsOverBatch ? piece : (piece % Groups * Planes) + plane;
}
