using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// One number at a time: HEBB_SIMD=scalar, and the plain twin of the vector widths in the tests.
internal readonly unsafe struct LanesScalar<T> : ILanes<T, T>
    where T : unmanaged, INumber<T>
{
    public static int Count => 1;

    public static int TileRows => 6;

    public static bool HasMaskedLoad => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(T* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Broadcast(T* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, T value) => *target = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd(T x, T y, T z) => T.MultiplyAddEstimate(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add(T x, T y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Relu(T x) => x < T.Zero ? T.Zero : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(T x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mask(int count) => count > 0 ? T.One : T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LoadMasked(T* source, T mask) => mask == T.Zero ? T.Zero : *source;

    // One lane has no part of it: 0 < count < 1 never happens.
    public static void StoreFirst(T* target, T value, int count)
    {
    }
}
