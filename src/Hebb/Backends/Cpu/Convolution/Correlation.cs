using System.Runtime.CompilerServices;

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

    // Elements from row to row of packed weights: rows a multiple of 1 KB apart would push each other out of the first cache.
    public static int WeightRow(int depth) => depth * sizeof(T) % 1024 < 64 ? depth + (64 / sizeof(T)) : depth;

    // Elements of one group's packed weights.
    public readonly nint WeightLength(int depthStep) => (nint)Outputs * ((Depth + depthStep - 1) / depthStep) * WeightRow(depthStep);

    // Weights of one group for the tiles: per step over the depth one row per output.
    public readonly void PackWeights(int group, int depthStep, T* to)
    {
        int taps = Taps, depth = Depth;
        for (int k = 0; k < depth; k += depthStep)
        {
            int end = Math.Min(depth, k + depthStep), row = WeightRow(depthStep);
            for (int i = 0; i < Outputs; i++)
            {
                T* source = Weights + (group * WeightGroup) + (i * WeightOutput);
                if (WeightInput == taps && TapsW.Move > 0)
                    Unsafe.CopyBlockUnaligned(to, source + k, (uint)((end - k) * sizeof(T)));
                else
                    PackRow(source, k, end, to);
                to += row;
            }
        }
    }

    readonly void PackRow(T* source, int k, int end, T* to)
    {
        int taps = Taps, channel = k / taps, rest = k % taps;
        int y = rest / TapsW.Count, x = rest % TapsW.Count;
        source += channel * WeightInput;
        T* line = source + (TapsH.Element(y) * KernelWidth) + TapsW.First;
        for (; k < end; k++)
        {
            *to++ = line[x * TapsW.Step];
            if (++x < TapsW.Count)
                continue;
            x = 0;
            if (++y == TapsH.Count)
            {
                y = 0;
                source += WeightInput;
            }

            line = source + (TapsH.Element(y) * KernelWidth) + TapsW.First;
        }
    }
}
