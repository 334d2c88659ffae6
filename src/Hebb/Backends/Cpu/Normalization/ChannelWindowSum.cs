using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// y[n, c] = Σ x[n, j] for j from c − before to c + after, inside the channels. A piece is one plane of y. One register a step, remainders one by one.
/// Twin: the loop of LocalResponseNormTests.
/// </summary>
internal readonly unsafe struct ChannelWindowSum(void* x, void* y, int channels, int inner, int before, int after) : IPlaneJob
{
    public void Run<S, V, T>(int first, int end)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        for (int plane = first; plane < end; plane++)
        {
            int channel = plane % channels;
            int low = Math.Max(0, channel - before), high = Math.Min(channels - 1, channel + after);
            Add<S, V, T>((T*)x + ((nint)(plane - channel + low) * inner), high - low + 1, (T*)y + ((nint)plane * inner), inner);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Add<S, V, T>(T* x, int planes, T* y, int n)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        int i = 0;
        for (; i <= n - S.Count; i += S.Count)
        {
            V sum = S.Zero;
            for (int j = 0; j < planes; j++) sum = S.Add(sum, S.Load(x + ((nint)j * n) + i));
            S.Store(y + i, sum);
        }

        for (; i < n; i++)
        {
            T sum = T.Zero;
            for (int j = 0; j < planes; j++) sum += x[((nint)j * n) + i];
            y[i] = sum;
        }
    }
}
