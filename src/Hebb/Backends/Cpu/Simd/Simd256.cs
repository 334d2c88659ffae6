using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Hebb.Backends.Cpu;

/// <summary>8 floats or ints, 4 doubles or longs, 32 bytes: AVX2.</summary>
internal readonly unsafe struct Simd256<T> : ISimd<Vector256<T>, T>
    where T : unmanaged, INumber<T>
{
    public static int Count { [MethodImpl(AggressiveInlining)] get => Vector256<T>.Count; }

    public static Vector256<T> Zero { [MethodImpl(AggressiveInlining)] get => Vector256<T>.Zero; }

    // 12 of 16 registers.
    public static int TileRows { [MethodImpl(AggressiveInlining)] get => 6; }

    public static bool HasMaskedLoad { [MethodImpl(AggressiveInlining)] get => Avx.IsSupported; }

    [MethodImpl(AggressiveInlining)] public static Vector256<T> Load(T* source) => Vector256.Load(source);
    [MethodImpl(AggressiveInlining)] public static void Store(T* target, Vector256<T> value) => value.Store(target);
    [MethodImpl(AggressiveInlining)] public static Vector256<T> Of(double constant) => Vector256.Create(SimdScalar<T>.Of(constant));
    [MethodImpl(AggressiveInlining)] public static Vector256<T> Broadcast(T value) => Vector256.Create(value);
    [MethodImpl(AggressiveInlining)] public static Vector256<T> Broadcast(T* source) => Vector256.Create(*source);

    [MethodImpl(AggressiveInlining)] public static Vector256<T> Add(Vector256<T> a, Vector256<T> b) => a + b;
    [MethodImpl(AggressiveInlining)] public static Vector256<T> Sub(Vector256<T> a, Vector256<T> b) => a - b;
    [MethodImpl(AggressiveInlining)] public static Vector256<T> Mul(Vector256<T> a, Vector256<T> b) => a * b;
    [MethodImpl(AggressiveInlining)] public static Vector256<T> Div(Vector256<T> a, Vector256<T> b) => a / b;

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> Fma(Vector256<T> a, Vector256<T> b, Vector256<T> c)
    {
        if (typeof(T) == typeof(float)) return Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();
        if (typeof(T) == typeof(double)) return Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();
        return (a * b) + c;
    }

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> a, Vector256<T> b, Vector256<T> c) =>
        typeof(T) == typeof(float)
            ? Vector256.MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector256.MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    [MethodImpl(AggressiveInlining)] public static Vector256<T> Neg(Vector256<T> a) => -a;
    [MethodImpl(AggressiveInlining)] public static Vector256<T> Abs(Vector256<T> a) => Vector256.Abs(a);
    [MethodImpl(AggressiveInlining)] public static Vector256<T> Sqrt(Vector256<T> a) => Vector256.Sqrt(a);

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> Floor(Vector256<T> a) =>
        typeof(T) == typeof(float) ? Vector256.Floor(a.AsSingle()).As<float, T>()
            : typeof(T) == typeof(double) ? Vector256.Floor(a.AsDouble()).As<double, T>()
            : a;

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> Ceil(Vector256<T> a) =>
        typeof(T) == typeof(float) ? Vector256.Ceiling(a.AsSingle()).As<float, T>()
            : typeof(T) == typeof(double) ? Vector256.Ceiling(a.AsDouble()).As<double, T>()
            : a;

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> Round(Vector256<T> a) =>
        typeof(T) == typeof(float) ? Vector256.Round(a.AsSingle()).As<float, T>()
            : typeof(T) == typeof(double) ? Vector256.Round(a.AsDouble()).As<double, T>()
            : a;

    // The native instructions return their second operand when either is NaN (x86) or NaN itself (ARM): with x second, NaN stays.
    [MethodImpl(AggressiveInlining)] public static Vector256<T> AtLeast(Vector256<T> x, Vector256<T> bound) => Vector256.MaxNative(bound, x);
    [MethodImpl(AggressiveInlining)] public static Vector256<T> AtMost(Vector256<T> x, Vector256<T> bound) => Vector256.MinNative(bound, x);

    [MethodImpl(AggressiveInlining)] public static Vector256<T> Less(Vector256<T> a, Vector256<T> b) => Vector256.LessThan(a, b);
    [MethodImpl(AggressiveInlining)] public static Vector256<T> LessEqual(Vector256<T> a, Vector256<T> b) => Vector256.LessThanOrEqual(a, b);
    [MethodImpl(AggressiveInlining)] public static Vector256<T> Equal(Vector256<T> a, Vector256<T> b) => Vector256.Equals(a, b);

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> Select(Vector256<T> mask, Vector256<T> yes, Vector256<T> no) => Vector256.ConditionalSelect(mask, yes, no);

    [MethodImpl(AggressiveInlining)] public static Vector256<T> And(Vector256<T> a, Vector256<T> b) => a & b;
    [MethodImpl(AggressiveInlining)] public static Vector256<T> Or(Vector256<T> a, Vector256<T> b) => a | b;
    [MethodImpl(AggressiveInlining)] public static Vector256<T> Xor(Vector256<T> a, Vector256<T> b) => a ^ b;
    [MethodImpl(AggressiveInlining)] public static Vector256<T> AndNot(Vector256<T> a, Vector256<T> b) => Vector256.AndNot(a, b);
    [MethodImpl(AggressiveInlining)] public static bool AllTrue(Vector256<T> mask) => mask.AsByte() == Vector256<byte>.AllBitsSet;

    [MethodImpl(AggressiveInlining)] public static T Sum(Vector256<T> x) => Vector256.Sum(x);

    [MethodImpl(AggressiveInlining)] public static Vector256<T> OfBits(int bits) => Vector256.Create(bits).As<int, T>();
    [MethodImpl(AggressiveInlining)] public static Vector256<T> BitsAdd(Vector256<T> a, Vector256<T> b) => (a.AsInt32() + b.AsInt32()).As<int, T>();
    [MethodImpl(AggressiveInlining)] public static Vector256<T> BitsSub(Vector256<T> a, Vector256<T> b) => (a.AsInt32() - b.AsInt32()).As<int, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> BitsShiftLeft(Vector256<T> a, int count) => Vector256.ShiftLeft(a.AsInt32(), count).As<int, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> BitsShiftRight(Vector256<T> a, int count) => Vector256.ShiftRightArithmetic(a.AsInt32(), count).As<int, T>();

    [MethodImpl(AggressiveInlining)] public static Vector256<T> BitsToNumber(Vector256<T> a) => Vector256.ConvertToSingle(a.AsInt32()).As<float, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> Mask(int count) =>
        sizeof(T) == 4
            ? Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).As<int, T>()
            : Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).As<long, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> LoadMasked(T* source, Vector256<T> mask)
    {
        if (!Avx.IsSupported) return LaneByLane.LoadMasked(source, mask);
        if (sizeof(T) == 4) return Avx.MaskLoad((float*)source, mask.AsSingle()).As<float, T>();
        return Avx.MaskLoad((double*)source, mask.AsDouble()).As<double, T>();
    }

    // Halves: masked stores are microcode on several processors.
    [MethodImpl(AggressiveInlining)]
    public static void StoreFirst(T* target, Vector256<T> value, int count)
    {
        int half = Count / 2;
        if (count < half)
        {
            Simd128<T>.StoreFirst(target, value.GetLower(), count);
            return;
        }

        value.GetLower().Store(target);
        if (count > half) Simd128<T>.StoreFirst(target + half, value.GetUpper(), count - half);
    }

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> Evens(Vector256<T> a, Vector256<T> b)
    {
        if (Avx2.IsSupported && sizeof(T) == 4)
            return Avx2.Permute4x64(Avx.Shuffle(a.AsSingle(), b.AsSingle(), 0b10_00_10_00).AsDouble(), 0b11_01_10_00).As<double, T>();
        if (Avx2.IsSupported && sizeof(T) == 8) return Avx2.Permute4x64(Avx.UnpackLow(a.AsDouble(), b.AsDouble()), 0b11_01_10_00).As<double, T>();
        return LaneByLane.Unzip<Vector256<T>, T>(a, b, 0);
    }

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> Odds(Vector256<T> a, Vector256<T> b)
    {
        if (Avx2.IsSupported && sizeof(T) == 4)
            return Avx2.Permute4x64(Avx.Shuffle(a.AsSingle(), b.AsSingle(), 0b11_01_11_01).AsDouble(), 0b11_01_10_00).As<double, T>();
        if (Avx2.IsSupported && sizeof(T) == 8) return Avx2.Permute4x64(Avx.UnpackHigh(a.AsDouble(), b.AsDouble()), 0b11_01_10_00).As<double, T>();
        return LaneByLane.Unzip<Vector256<T>, T>(a, b, 1);
    }

    [MethodImpl(AggressiveInlining)]
    public static void StoreZipped(T* target, Vector256<T> evens, Vector256<T> odds)
    {
        if (Avx.IsSupported && sizeof(T) == 4)
        {
            Vector256<float> low = Avx.UnpackLow(evens.AsSingle(), odds.AsSingle()), high = Avx.UnpackHigh(evens.AsSingle(), odds.AsSingle());
            Avx.Permute2x128(low, high, 0x20).Store((float*)target);
            Avx.Permute2x128(low, high, 0x31).Store((float*)target + 8);
        }
        else if (Avx.IsSupported && sizeof(T) == 8)
        {
            Vector256<double> low = Avx.UnpackLow(evens.AsDouble(), odds.AsDouble()), high = Avx.UnpackHigh(evens.AsDouble(), odds.AsDouble());
            Avx.Permute2x128(low, high, 0x20).Store((double*)target);
            Avx.Permute2x128(low, high, 0x31).Store((double*)target + 4);
        }
        else
        {
            LaneByLane.StoreZipped(target, evens, odds);
        }
    }
}
