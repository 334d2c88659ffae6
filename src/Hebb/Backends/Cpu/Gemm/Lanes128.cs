using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hebb.Backends.Cpu;

// 4 floats or 2 doubles: Neon, SSE.
internal readonly unsafe struct Lanes128<T> : ILanes<T, Vector128<T>>
    where T : unmanaged, INumber<T>
{
    public static int Count => Vector128<T>.Count;

    // 24 of the 32 registers on ARM, 12 of 16 on x64.
    public static int TileRows => AdvSimd.IsSupported ? 12 : 6;

    public static bool HasMaskedLoad => Avx.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(T* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Broadcast(T* source) => Vector128.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Vector128<T> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> x, Vector128<T> y, Vector128<T> z) =>
        typeof(T) == typeof(float)
            ? Vector128.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector128.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> x, Vector128<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Relu(Vector128<T> x) =>
        Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128<T>.Zero), Vector128<T>.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector128<T> x) => Vector128.Sum(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Mask(int count) =>
        sizeof(T) == 4
            ? Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).As<int, T>()
            : Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LoadMasked(T* source, Vector128<T> mask)
    {
        if (Avx.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? Avx.MaskLoad((float*)source, mask.AsSingle()).As<float, T>()
                : Avx.MaskLoad((double*)source, mask.AsDouble()).As<double, T>();
        }

        return LoadFirst(source, BitOperations.PopCount(Vector128.ExtractMostSignificantBits(mask)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Vector128<T> value, int count)
    {
        // Two doubles have only count = 1; four floats have 1, 2 and 3.
        if (count == 1)
        {
            *target = value.ToScalar();
            return;
        }

        value.GetLower().Store(target);
        if (count == 3)
            target[2] = value.GetElement(2);
    }

    static Vector128<T> LoadFirst(T* source, int count)
    {
        Vector128<T> value = Vector128<T>.Zero;
        for (int i = 0; i < count; i++)
            value = value.WithElement(i, source[i]);
        return value;
    }
}
