using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hebb.Backends.Cpu;

/// <summary>512-bit registers: 8 doubles.</summary>
internal readonly unsafe struct Simd512Double : ISimd<Vector512<double>, double>
{
    public static int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Vector512<double>.Count; }

    public static Vector512<double> Zero { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Vector512<double>.Zero; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double* target, Vector512<double> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Of(double constant) => Vector512.Create(constant);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Broadcast(double value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> a, Vector512<double> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sub(Vector512<double> a, Vector512<double> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Mul(Vector512<double> a, Vector512<double> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Div(Vector512<double> a, Vector512<double> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Fma(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Neg(Vector512<double> a) => -a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Abs(Vector512<double> a) => Vector512.Abs(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sqrt(Vector512<double> a) => Vector512.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Floor(Vector512<double> a) => Vector512.Floor(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Ceil(Vector512<double> a) => Vector512.Ceiling(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Round(Vector512<double> a) => Vector512.Round(a);

    // The native instructions return their second operand when either is NaN (x86) or NaN itself (ARM): with x second, NaN stays.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> AtLeast(Vector512<double> x, Vector512<double> bound) => Vector512.MaxNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> AtMost(Vector512<double> x, Vector512<double> bound) => Vector512.MinNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Less(Vector512<double> a, Vector512<double> b) => Vector512.LessThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LessEqual(Vector512<double> a, Vector512<double> b) => Vector512.LessThanOrEqual(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Equal(Vector512<double> a, Vector512<double> b) => Vector512.Equals(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Select(Vector512<double> mask, Vector512<double> yes, Vector512<double> no) => Vector512.ConditionalSelect(mask, yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> And(Vector512<double> a, Vector512<double> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Or(Vector512<double> a, Vector512<double> b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Xor(Vector512<double> a, Vector512<double> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> AndNot(Vector512<double> a, Vector512<double> b) => Vector512.AndNot(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllTrue(Vector512<double> mask) => mask.AsByte() == Vector512<byte>.AllBitsSet;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfBits(int bits) => Vector512.Create(bits).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> BitsAdd(Vector512<double> a, Vector512<double> b) => (a.AsInt32() + b.AsInt32()).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> BitsSub(Vector512<double> a, Vector512<double> b) => (a.AsInt32() - b.AsInt32()).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> BitsShiftLeft(Vector512<double> a, int count) => Vector512.ShiftLeft(a.AsInt32(), count).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> BitsShiftRight(Vector512<double> a, int count) => Vector512.ShiftRightArithmetic(a.AsInt32(), count).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> BitsToNumber(Vector512<double> a) => Vector512.ConvertToSingle(a.AsInt32()).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Evens(Vector512<double> a, Vector512<double> b) =>
        Avx512F.IsSupported ? Avx512F.PermuteVar8x64x2(a, Vector512<long>.Indices * 2, b) : Pairs.Unzip<Vector512<double>, double>(a, b, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Odds(Vector512<double> a, Vector512<double> b) =>
        Avx512F.IsSupported ? Avx512F.PermuteVar8x64x2(a, (Vector512<long>.Indices * 2) + Vector512<long>.One, b) : Pairs.Unzip<Vector512<double>, double>(a, b, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreZipped(double* target, Vector512<double> evens, Vector512<double> odds)
    {
        if (!Avx512F.IsSupported)
        {
            Pairs.StoreZipped(target, evens, odds);
            return;
        }

        Vector512<long> low = Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11);
        Avx512F.PermuteVar8x64x2(evens, low, odds).Store(target);
        Avx512F.PermuteVar8x64x2(evens, low + Vector512.Create(4L), odds).Store(target + 8);
    }
}
