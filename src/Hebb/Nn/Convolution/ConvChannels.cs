namespace Hebb.Nn;

/// <summary>The channels of a convolution of any kind, as its constructor gets them.</summary>
static class ConvChannels
{
    /// <summary>Refuses numbers below 1, and groups that do not divide the channels.</summary>
    internal static void Check(string layer, int inChannels, int outChannels, int groups)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        if (inChannels % groups != 0 || outChannels % groups != 0)
            throw new ShapeException($"{layer}({inChannels} → {outChannels}) with groups = {groups}: the groups must divide both numbers of channels evenly.");
    }
}
