namespace Hebb.Backends.Cpu;

// to[n, g, m, p] = bias[g, m] + Σ over channels c and taps t of weights[g, m, c, t] · image[n, g, c, position p + tap t]: what a convolution
// does, and what its input gradient does with weights turned round. Channels and outputs are those of one group.
internal unsafe struct Correlation<T>
    where T : unmanaged
{
    public PatchGrid Grid;
    public TapRange TapsH;
    public TapRange TapsW;
    public int Images;
    public int Groups;
    public int Outputs;

    public T* Image;
    public T* Weights;

    // Strides of the weights; a tap is one element.
    public nint WeightGroup;
    public nint WeightOutput;
    public nint WeightInput;
    public int KernelWidth;

    public T* Bias;
    public bool Relu;

    public T* To;

    // Elements from one output channel, row and column to the next.
    public nint ToPlane;
    public nint ToLine;
    public nint ToStep;

    public readonly int Taps => TapsH.Count * TapsW.Count;

    public readonly int Depth => Grid.Channels * Taps;

    public readonly bool IsDense => ToStep == 1 && ToLine == Grid.OutWidth;

    public readonly long Work => (long)Images * Groups * Outputs * Depth * Grid.OutHeight * Grid.OutWidth;

    // offsets[c · Taps + t]: where tap t of channel c lies, seen from the position.
    public readonly void WriteOffsets(int* offsets)
    {
        for (int c = 0; c < Grid.Channels; c++)
        {
            for (int y = 0; y < TapsH.Count; y++)
            {
                for (int x = 0; x < TapsW.Count; x++)
                    *offsets++ = (c * Grid.Plane) + Grid.Tap(TapsH.Place(y), TapsW.Place(x));
            }
        }
    }

    // Weights of one group for the tiles: per step over the depth, per tile, depth × rows without gaps.
    public readonly void PackWeights(int group, int depthStep, RowTiles tiles, T* to)
    {
        T* from = Weights + (group * WeightGroup);
        int taps = Taps, depth = Depth;
        for (int k = 0; k < depth; k += depthStep)
        {
            int end = Math.Min(depth, k + depthStep);
            for (int tile = 0; tile < tiles.Count; tile++)
            {
                int row = tiles.First(tile), rows = tiles.First(tile + 1) - row;
                for (int i = 0; i < rows; i++)
                {
                    T* source = from + ((row + i) * WeightOutput);
                    T* target = to + i;
                    int channel = k / taps, rest = k % taps;
                    int y = rest / TapsW.Count, x = rest % TapsW.Count;
                    for (int at = k; at < end; at++)
                    {
                        *target = source[(channel * WeightInput) + (TapsH.Element(y) * KernelWidth) + TapsW.Element(x)];
                        target += rows;
                        if (++x == TapsW.Count)
                        {
                            x = 0;
                            if (++y == TapsH.Count)
                            {
                                y = 0;
                                channel++;
                            }
                        }
                    }
                }

                to += (nint)rows * (end - k);
            }
        }
    }
}
