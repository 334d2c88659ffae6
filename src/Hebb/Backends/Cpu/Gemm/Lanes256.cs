using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hebb.Backends.Cpu;

// 8 floats or 4 doubles: AVX2.
internal readonly unsafe struct Lanes256<T> : ILanes<T, Vector256<T>>
    where T : unmanaged, INumber<T>
{
    public static int Count => Vector256<T>.Count;

    // 12 of 16 registers.
    public static int TileRows => 6;

    public static bool HasMaskedLoad => Avx.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Broadcast(T* source) => Vector256.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Vector256<T> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> x, Vector256<T> y, Vector256<T> z) =>
        typeof(T) == typeof(float)
            ? Vector256.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector256.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> x, Vector256<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Relu(Vector256<T> x) =>
        Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<T>.Zero), Vector256<T>.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector256<T> x) => Vector256.Sum(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Mask(int count) =>
        sizeof(T) == 4
            ? Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).As<int, T>()
            : Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadMasked(T* source, Vector256<T> mask)
    {
        if (Avx.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? Avx.MaskLoad((float*)source, mask.AsSingle()).As<float, T>()
                : Avx.MaskLoad((double*)source, mask.AsDouble()).As<double, T>();
        }

        return LoadFirst(source, BitOperations.PopCount(Vector256.ExtractMostSignificantBits(mask)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Vector256<T> value, int count)
    {
        // Halving stores: masked stores are microcode on several processors.
        int half = Count / 2;
        if (count >= half)
        {
            value.GetLower().Store(target);
            if (count > half)
                Lanes128<T>.StoreFirst(target + half, value.GetUpper(), count - half);
        }
        else
        {
            Lanes128<T>.StoreFirst(target, value.GetLower(), count);
        }
    }

    static Vector256<T> LoadFirst(T* source, int count)
    {
        Vector256<T> value = Vector256<T>.Zero;
        for (int i = 0; i < count; i++)
            value = value.WithElement(i, source[i]);
        return value;
    }
}
