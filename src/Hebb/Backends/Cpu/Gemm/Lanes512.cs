using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hebb.Backends.Cpu;

// 16 floats or 8 doubles: AVX-512.
internal readonly unsafe struct Lanes512<T> : ILanes<T, Vector512<T>>
    where T : unmanaged, INumber<T>
{
    public static int Count => Vector512<T>.Count;

    // 28 of 32 registers.
    public static int TileRows => 14;

    public static bool HasMaskedLoad => Avx512F.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T* source) => Vector512.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Vector512<T> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> x, Vector512<T> y, Vector512<T> z) =>
        typeof(T) == typeof(float)
            ? Vector512.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector512.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> x, Vector512<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Relu(Vector512<T> x) =>
        Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<T>.Zero), Vector512<T>.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector512<T> x) => Vector512.Sum(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Mask(int count) =>
        sizeof(T) == 4
            ? Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).As<int, T>()
            : Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadMasked(T* source, Vector512<T> mask)
    {
        if (Avx512F.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? Avx512F.MaskLoad((float*)source, mask.AsSingle(), Vector512<float>.Zero).As<float, T>()
                : Avx512F.MaskLoad((double*)source, mask.AsDouble(), Vector512<double>.Zero).As<double, T>();
        }

        return LoadFirst(source, BitOperations.PopCount(Vector512.ExtractMostSignificantBits(mask)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Vector512<T> value, int count)
    {
        // Halving stores: masked stores are microcode on several processors.
        int half = Count / 2;
        if (count >= half)
        {
            value.GetLower().Store(target);
            if (count > half)
                Lanes256<T>.StoreFirst(target + half, value.GetUpper(), count - half);
        }
        else
        {
            Lanes256<T>.StoreFirst(target, value.GetLower(), count);
        }
    }

    static Vector512<T> LoadFirst(T* source, int count)
    {
        Vector512<T> value = Vector512<T>.Zero;
        for (int i = 0; i < count; i++)
            value = value.WithElement(i, source[i]);
        return value;
    }
}
