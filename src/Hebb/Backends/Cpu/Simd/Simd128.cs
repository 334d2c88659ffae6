using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Hebb.Backends.Cpu;

/// <summary>4 floats or ints, 2 doubles or longs, 16 bytes: Neon, SSE.</summary>
internal readonly unsafe struct Simd128<T> : ISimd<Vector128<T>, T>
    where T : unmanaged, INumber<T>
{
    public static int Count { [MethodImpl(AggressiveInlining)] get => Vector128<T>.Count; }

    public static Vector128<T> Zero { [MethodImpl(AggressiveInlining)] get => Vector128<T>.Zero; }

    // 24 of the 32 registers on ARM, 12 of 16 on x64.
    public static int TileRows { [MethodImpl(AggressiveInlining)] get => AdvSimd.IsSupported ? 12 : 6; }

    public static bool HasMaskedLoad { [MethodImpl(AggressiveInlining)] get => Avx.IsSupported; }

    [MethodImpl(AggressiveInlining)] public static Vector128<T> Load(T* source) => Vector128.Load(source);
    [MethodImpl(AggressiveInlining)] public static void Store(T* target, Vector128<T> value) => value.Store(target);
    [MethodImpl(AggressiveInlining)] public static Vector128<T> Of(double constant) => Vector128.Create(SimdScalar<T>.Of(constant));
    [MethodImpl(AggressiveInlining)] public static Vector128<T> Broadcast(T value) => Vector128.Create(value);
    [MethodImpl(AggressiveInlining)] public static Vector128<T> Broadcast(T* source) => Vector128.Create(*source);

    [MethodImpl(AggressiveInlining)] public static Vector128<T> Add(Vector128<T> a, Vector128<T> b) => a + b;
    [MethodImpl(AggressiveInlining)] public static Vector128<T> Sub(Vector128<T> a, Vector128<T> b) => a - b;
    [MethodImpl(AggressiveInlining)] public static Vector128<T> Mul(Vector128<T> a, Vector128<T> b) => a * b;
    [MethodImpl(AggressiveInlining)] public static Vector128<T> Div(Vector128<T> a, Vector128<T> b) => a / b;

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> Fma(Vector128<T> a, Vector128<T> b, Vector128<T> c)
    {
        if (typeof(T) == typeof(float)) return Vector128.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();
        if (typeof(T) == typeof(double)) return Vector128.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();
        return (a * b) + c;
    }

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> a, Vector128<T> b, Vector128<T> c) =>
        typeof(T) == typeof(float)
            ? Vector128.MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector128.MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    [MethodImpl(AggressiveInlining)] public static Vector128<T> Neg(Vector128<T> a) => -a;
    [MethodImpl(AggressiveInlining)] public static Vector128<T> Abs(Vector128<T> a) => Vector128.Abs(a);
    [MethodImpl(AggressiveInlining)] public static Vector128<T> Sqrt(Vector128<T> a) => Vector128.Sqrt(a);

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> Floor(Vector128<T> a) =>
        typeof(T) == typeof(float) ? Vector128.Floor(a.AsSingle()).As<float, T>()
            : typeof(T) == typeof(double) ? Vector128.Floor(a.AsDouble()).As<double, T>()
            : a;

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> Ceil(Vector128<T> a) =>
        typeof(T) == typeof(float) ? Vector128.Ceiling(a.AsSingle()).As<float, T>()
            : typeof(T) == typeof(double) ? Vector128.Ceiling(a.AsDouble()).As<double, T>()
            : a;

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> Round(Vector128<T> a) =>
        typeof(T) == typeof(float) ? Vector128.Round(a.AsSingle()).As<float, T>()
            : typeof(T) == typeof(double) ? Vector128.Round(a.AsDouble()).As<double, T>()
            : a;

    // The native instructions return their second operand when either is NaN (x86) or NaN itself (ARM): with x second, NaN stays.
    [MethodImpl(AggressiveInlining)] public static Vector128<T> AtLeast(Vector128<T> x, Vector128<T> bound) => Vector128.MaxNative(bound, x);
    [MethodImpl(AggressiveInlining)] public static Vector128<T> AtMost(Vector128<T> x, Vector128<T> bound) => Vector128.MinNative(bound, x);

    [MethodImpl(AggressiveInlining)] public static Vector128<T> Less(Vector128<T> a, Vector128<T> b) => Vector128.LessThan(a, b);
    [MethodImpl(AggressiveInlining)] public static Vector128<T> LessEqual(Vector128<T> a, Vector128<T> b) => Vector128.LessThanOrEqual(a, b);
    [MethodImpl(AggressiveInlining)] public static Vector128<T> Equal(Vector128<T> a, Vector128<T> b) => Vector128.Equals(a, b);

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> Select(Vector128<T> mask, Vector128<T> yes, Vector128<T> no) => Vector128.ConditionalSelect(mask, yes, no);

    [MethodImpl(AggressiveInlining)] public static Vector128<T> And(Vector128<T> a, Vector128<T> b) => a & b;
    [MethodImpl(AggressiveInlining)] public static Vector128<T> Or(Vector128<T> a, Vector128<T> b) => a | b;
    [MethodImpl(AggressiveInlining)] public static Vector128<T> Xor(Vector128<T> a, Vector128<T> b) => a ^ b;
    [MethodImpl(AggressiveInlining)] public static Vector128<T> AndNot(Vector128<T> a, Vector128<T> b) => Vector128.AndNot(a, b);
    [MethodImpl(AggressiveInlining)] public static bool AllTrue(Vector128<T> mask) => mask.AsByte() == Vector128<byte>.AllBitsSet;

    [MethodImpl(AggressiveInlining)] public static T Sum(Vector128<T> x) => Vector128.Sum(x);

    [MethodImpl(AggressiveInlining)] public static Vector128<T> OfBits(int bits) => Vector128.Create(bits).As<int, T>();
    [MethodImpl(AggressiveInlining)] public static Vector128<T> BitsAdd(Vector128<T> a, Vector128<T> b) => (a.AsInt32() + b.AsInt32()).As<int, T>();
    [MethodImpl(AggressiveInlining)] public static Vector128<T> BitsSub(Vector128<T> a, Vector128<T> b) => (a.AsInt32() - b.AsInt32()).As<int, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> BitsShiftLeft(Vector128<T> a, int count) => Vector128.ShiftLeft(a.AsInt32(), count).As<int, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> BitsShiftRight(Vector128<T> a, int count) => Vector128.ShiftRightArithmetic(a.AsInt32(), count).As<int, T>();

    [MethodImpl(AggressiveInlining)] public static Vector128<T> BitsToNumber(Vector128<T> a) => Vector128.ConvertToSingle(a.AsInt32()).As<float, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> Mask(int count) =>
        sizeof(T) == 4
            ? Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).As<int, T>()
            : Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).As<long, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> LoadMasked(T* source, Vector128<T> mask)
    {
        if (!Avx.IsSupported) return LaneByLane.LoadMasked(source, mask);
        if (sizeof(T) == 4) return Avx.MaskLoad((float*)source, mask.AsSingle()).As<float, T>();
        return Avx.MaskLoad((double*)source, mask.AsDouble()).As<double, T>();
    }

    // Two doubles have only count = 1; four floats have 1, 2 and 3.
    [MethodImpl(AggressiveInlining)]
    public static void StoreFirst(T* target, Vector128<T> value, int count)
    {
        if (count == 1)
        {
            *target = value.ToScalar();
            return;
        }

        value.GetLower().Store(target);
        if (count == 3) target[2] = value.GetElement(2);
    }

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> Evens(Vector128<T> a, Vector128<T> b)
    {
        if (Sse2.IsSupported && sizeof(T) == 4) return Sse.Shuffle(a.AsSingle(), b.AsSingle(), 0b10_00_10_00).As<float, T>();
        if (Sse2.IsSupported && sizeof(T) == 8) return Sse2.UnpackLow(a.AsDouble(), b.AsDouble()).As<double, T>();
        if (AdvSimd.Arm64.IsSupported && sizeof(T) == 4) return AdvSimd.Arm64.UnzipEven(a.AsSingle(), b.AsSingle()).As<float, T>();
        if (AdvSimd.Arm64.IsSupported && sizeof(T) == 8) return AdvSimd.Arm64.UnzipEven(a.AsDouble(), b.AsDouble()).As<double, T>();
        return LaneByLane.Unzip<Vector128<T>, T>(a, b, 0);
    }

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> Odds(Vector128<T> a, Vector128<T> b)
    {
        if (Sse2.IsSupported && sizeof(T) == 4) return Sse.Shuffle(a.AsSingle(), b.AsSingle(), 0b11_01_11_01).As<float, T>();
        if (Sse2.IsSupported && sizeof(T) == 8) return Sse2.UnpackHigh(a.AsDouble(), b.AsDouble()).As<double, T>();
        if (AdvSimd.Arm64.IsSupported && sizeof(T) == 4) return AdvSimd.Arm64.UnzipOdd(a.AsSingle(), b.AsSingle()).As<float, T>();
        if (AdvSimd.Arm64.IsSupported && sizeof(T) == 8) return AdvSimd.Arm64.UnzipOdd(a.AsDouble(), b.AsDouble()).As<double, T>();
        return LaneByLane.Unzip<Vector128<T>, T>(a, b, 1);
    }

    // Of two doubles the zipped registers are the evens and the odds of the pair.
    [MethodImpl(AggressiveInlining)]
    public static void StoreZipped(T* target, Vector128<T> evens, Vector128<T> odds)
    {
        if (Sse2.IsSupported && sizeof(T) == 4)
        {
            Sse.UnpackLow(evens.AsSingle(), odds.AsSingle()).Store((float*)target);
            Sse.UnpackHigh(evens.AsSingle(), odds.AsSingle()).Store((float*)target + 4);
        }
        else if (AdvSimd.Arm64.IsSupported && sizeof(T) == 4)
        {
            AdvSimd.Arm64.ZipLow(evens.AsSingle(), odds.AsSingle()).Store((float*)target);
            AdvSimd.Arm64.ZipHigh(evens.AsSingle(), odds.AsSingle()).Store((float*)target + 4);
        }
        else if (sizeof(T) == 8)
        {
            Evens(evens, odds).Store(target);
            Odds(evens, odds).Store(target + 2);
        }
        else
        {
            LaneByLane.StoreZipped(target, evens, odds);
        }
    }
}
