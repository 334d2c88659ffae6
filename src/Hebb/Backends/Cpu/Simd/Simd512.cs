using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Hebb.Backends.Cpu;

/// <summary>16 floats or ints, 8 doubles or longs, 64 bytes: AVX-512.</summary>
internal readonly unsafe struct Simd512<T> : ISimd<Vector512<T>, T>
    where T : unmanaged, INumber<T>
{
    public static int Count { [MethodImpl(AggressiveInlining)] get => Vector512<T>.Count; }

    public static Vector512<T> Zero { [MethodImpl(AggressiveInlining)] get => Vector512<T>.Zero; }

    // 28 of 32 registers.
    public static int TileRows { [MethodImpl(AggressiveInlining)] get => 14; }

    public static bool HasMaskedLoad { [MethodImpl(AggressiveInlining)] get => Avx512F.IsSupported; }

    [MethodImpl(AggressiveInlining)] public static Vector512<T> Load(T* source) => Vector512.Load(source);
    [MethodImpl(AggressiveInlining)] public static void Store(T* target, Vector512<T> value) => value.Store(target);
    [MethodImpl(AggressiveInlining)] public static Vector512<T> Of(double constant) => Vector512.Create(SimdScalar<T>.Of(constant));
    [MethodImpl(AggressiveInlining)] public static Vector512<T> Broadcast(T value) => Vector512.Create(value);
    [MethodImpl(AggressiveInlining)] public static Vector512<T> Broadcast(T* source) => Vector512.Create(*source);

    [MethodImpl(AggressiveInlining)] public static Vector512<T> Add(Vector512<T> a, Vector512<T> b) => a + b;
    [MethodImpl(AggressiveInlining)] public static Vector512<T> Sub(Vector512<T> a, Vector512<T> b) => a - b;
    [MethodImpl(AggressiveInlining)] public static Vector512<T> Mul(Vector512<T> a, Vector512<T> b) => a * b;
    [MethodImpl(AggressiveInlining)] public static Vector512<T> Div(Vector512<T> a, Vector512<T> b) => a / b;

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Fma(Vector512<T> a, Vector512<T> b, Vector512<T> c)
    {
        if (typeof(T) == typeof(float)) return Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();
        if (typeof(T) == typeof(double)) return Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();
        return (a * b) + c;
    }

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
        typeof(T) == typeof(float)
            ? Vector512.MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector512.MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    [MethodImpl(AggressiveInlining)] public static Vector512<T> Neg(Vector512<T> a) => -a;
    [MethodImpl(AggressiveInlining)] public static Vector512<T> Abs(Vector512<T> a) => Vector512.Abs(a);
    [MethodImpl(AggressiveInlining)] public static Vector512<T> Sqrt(Vector512<T> a) => Vector512.Sqrt(a);

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Floor(Vector512<T> a) =>
        typeof(T) == typeof(float) ? Vector512.Floor(a.AsSingle()).As<float, T>()
            : typeof(T) == typeof(double) ? Vector512.Floor(a.AsDouble()).As<double, T>()
            : a;

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Ceil(Vector512<T> a) =>
        typeof(T) == typeof(float) ? Vector512.Ceiling(a.AsSingle()).As<float, T>()
            : typeof(T) == typeof(double) ? Vector512.Ceiling(a.AsDouble()).As<double, T>()
            : a;

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Round(Vector512<T> a) =>
        typeof(T) == typeof(float) ? Vector512.Round(a.AsSingle()).As<float, T>()
            : typeof(T) == typeof(double) ? Vector512.Round(a.AsDouble()).As<double, T>()
            : a;

    // The native instructions return their second operand when either is NaN (x86) or NaN itself (ARM): with x second, NaN stays.
    [MethodImpl(AggressiveInlining)] public static Vector512<T> AtLeast(Vector512<T> x, Vector512<T> bound) => Vector512.MaxNative(bound, x);
    [MethodImpl(AggressiveInlining)] public static Vector512<T> AtMost(Vector512<T> x, Vector512<T> bound) => Vector512.MinNative(bound, x);

    [MethodImpl(AggressiveInlining)] public static Vector512<T> Less(Vector512<T> a, Vector512<T> b) => Vector512.LessThan(a, b);
    [MethodImpl(AggressiveInlining)] public static Vector512<T> LessEqual(Vector512<T> a, Vector512<T> b) => Vector512.LessThanOrEqual(a, b);
    [MethodImpl(AggressiveInlining)] public static Vector512<T> Equal(Vector512<T> a, Vector512<T> b) => Vector512.Equals(a, b);

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Select(Vector512<T> mask, Vector512<T> yes, Vector512<T> no) => Vector512.ConditionalSelect(mask, yes, no);

    [MethodImpl(AggressiveInlining)] public static Vector512<T> And(Vector512<T> a, Vector512<T> b) => a & b;
    [MethodImpl(AggressiveInlining)] public static Vector512<T> Or(Vector512<T> a, Vector512<T> b) => a | b;
    [MethodImpl(AggressiveInlining)] public static Vector512<T> Xor(Vector512<T> a, Vector512<T> b) => a ^ b;
    [MethodImpl(AggressiveInlining)] public static Vector512<T> AndNot(Vector512<T> a, Vector512<T> b) => Vector512.AndNot(a, b);
    [MethodImpl(AggressiveInlining)] public static bool AllTrue(Vector512<T> mask) => mask.AsByte() == Vector512<byte>.AllBitsSet;

    [MethodImpl(AggressiveInlining)] public static T Sum(Vector512<T> x) => Vector512.Sum(x);

    [MethodImpl(AggressiveInlining)] public static Vector512<T> OfBits(int bits) => Vector512.Create(bits).As<int, T>();
    [MethodImpl(AggressiveInlining)] public static Vector512<T> BitsAdd(Vector512<T> a, Vector512<T> b) => (a.AsInt32() + b.AsInt32()).As<int, T>();
    [MethodImpl(AggressiveInlining)] public static Vector512<T> BitsSub(Vector512<T> a, Vector512<T> b) => (a.AsInt32() - b.AsInt32()).As<int, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> BitsShiftLeft(Vector512<T> a, int count) => Vector512.ShiftLeft(a.AsInt32(), count).As<int, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> BitsShiftRight(Vector512<T> a, int count) => Vector512.ShiftRightArithmetic(a.AsInt32(), count).As<int, T>();

    [MethodImpl(AggressiveInlining)] public static Vector512<T> BitsToNumber(Vector512<T> a) => Vector512.ConvertToSingle(a.AsInt32()).As<float, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Mask(int count) =>
        sizeof(T) == 4
            ? Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).As<int, T>()
            : Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> LoadMasked(T* source, Vector512<T> mask)
    {
        if (!Avx512F.IsSupported) return LaneByLane.LoadMasked(source, mask);
        if (sizeof(T) == 4) return Avx512F.MaskLoad((float*)source, mask.AsSingle(), Vector512<float>.Zero).As<float, T>();
        return Avx512F.MaskLoad((double*)source, mask.AsDouble(), Vector512<double>.Zero).As<double, T>();
    }

    // Halves: masked stores are microcode on several processors.
    [MethodImpl(AggressiveInlining)]
    public static void StoreFirst(T* target, Vector512<T> value, int count)
    {
        int half = Count / 2;
        if (count < half)
        {
            Simd256<T>.StoreFirst(target, value.GetLower(), count);
            return;
        }

        value.GetLower().Store(target);
        if (count > half) Simd256<T>.StoreFirst(target + half, value.GetUpper(), count - half);
    }

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Evens(Vector512<T> a, Vector512<T> b)
    {
        if (Avx512F.IsSupported && sizeof(T) == 4) return Avx512F.PermuteVar16x32x2(a.AsSingle(), Vector512<int>.Indices * 2, b.AsSingle()).As<float, T>();
        if (Avx512F.IsSupported && sizeof(T) == 8) return Avx512F.PermuteVar8x64x2(a.AsDouble(), Vector512<long>.Indices * 2, b.AsDouble()).As<double, T>();
        return LaneByLane.Unzip<Vector512<T>, T>(a, b, 0);
    }

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Odds(Vector512<T> a, Vector512<T> b)
    {
        if (Avx512F.IsSupported && sizeof(T) == 4)
            return Avx512F.PermuteVar16x32x2(a.AsSingle(), (Vector512<int>.Indices * 2) + Vector512<int>.One, b.AsSingle()).As<float, T>();
        if (Avx512F.IsSupported && sizeof(T) == 8)
            return Avx512F.PermuteVar8x64x2(a.AsDouble(), (Vector512<long>.Indices * 2) + Vector512<long>.One, b.AsDouble()).As<double, T>();
        return LaneByLane.Unzip<Vector512<T>, T>(a, b, 1);
    }

    [MethodImpl(AggressiveInlining)]
    public static void StoreZipped(T* target, Vector512<T> evens, Vector512<T> odds)
    {
        if (Avx512F.IsSupported && sizeof(T) == 4)
        {
            Vector512<int> low = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
            Avx512F.PermuteVar16x32x2(evens.AsSingle(), low, odds.AsSingle()).Store((float*)target);
            Avx512F.PermuteVar16x32x2(evens.AsSingle(), low + Vector512.Create(8), odds.AsSingle()).Store((float*)target + 16);
        }
        else if (Avx512F.IsSupported && sizeof(T) == 8)
        {
            Vector512<long> low = Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11);
            Avx512F.PermuteVar8x64x2(evens.AsDouble(), low, odds.AsDouble()).Store((double*)target);
            Avx512F.PermuteVar8x64x2(evens.AsDouble(), low + Vector512.Create(4L), odds.AsDouble()).Store((double*)target + 8);
        }
        else
        {
            LaneByLane.StoreZipped(target, evens, odds);
        }
    }
}
