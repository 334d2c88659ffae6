using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// Transforms the kernels of a correlation: [point][output][input], inputs along the lanes.
internal unsafe struct WinogradKernels<TLanes, T, TVector> : IJob
    where TLanes : ISimd<TVector, T>
    where T : unmanaged, INumber<T>
    where TVector : unmanaged
{
    // Outputs per part.
    public const int Outputs = 16;

    public Correlation<T>* C;
    public T* To;
    public nint Stride;

    public static nint StrideOf(int channels) => ((channels + TLanes.Count - 1) / TLanes.Count * TLanes.Count) + 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public readonly void Run(int part)
    {
        int channels = C->Grid.Channels;
        T* room = stackalloc T[WinogradTransform<TLanes, T, TVector>.RoomLength];
        nint length = (nint)C->Outputs * Stride;
        int end = Math.Min(C->Outputs, (part + 1) * Outputs);

        // The input gradient's kernels are turned round: element e is element 8 - e.
        bool turned = C->TapsH.Move < 0;
        T* sorted = stackalloc T[9 * TLanes.Count];
        for (int k = part * Outputs; k < end; k++)
        {
            for (int c = 0; c < channels; c += TLanes.Count)
            {
                T* from = C->Weights + (k * C->WeightOutput) + (c * C->WeightInput);
                int filled = Math.Min(TLanes.Count, channels - c);
                for (int i = 0; i < TLanes.Count; i++)
                {
                    for (int e = 0; e < 9; e++)
                        sorted[(e * TLanes.Count) + i] = i < filled ? from[turned ? 8 - e : e] : T.Zero;
                    from += C->WeightInput;
                }

                WinogradTransform<TLanes, T, TVector>.Kernel(sorted, TLanes.Count, To + (k * Stride) + c, length, room);
            }
        }
    }
}
