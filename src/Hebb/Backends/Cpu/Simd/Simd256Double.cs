using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hebb.Backends.Cpu;

/// <summary>256-bit registers: 4 doubles.</summary>
internal readonly unsafe struct Simd256Double : ISimd<Vector256<double>, double>
{
    public static int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Vector256<double>.Count; }

    public static Vector256<double> Zero { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Vector256<double>.Zero; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(double* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double* target, Vector256<double> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Of(double constant) => Vector256.Create(constant);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Broadcast(double value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Add(Vector256<double> a, Vector256<double> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sub(Vector256<double> a, Vector256<double> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Mul(Vector256<double> a, Vector256<double> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Div(Vector256<double> a, Vector256<double> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Fma(Vector256<double> a, Vector256<double> b, Vector256<double> c) => Vector256.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Neg(Vector256<double> a) => -a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Abs(Vector256<double> a) => Vector256.Abs(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sqrt(Vector256<double> a) => Vector256.Sqrt(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Floor(Vector256<double> a) => Vector256.Floor(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Ceil(Vector256<double> a) => Vector256.Ceiling(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Round(Vector256<double> a) => Vector256.Round(a);

    // The native instructions return their second operand when either is NaN (x86) or NaN itself (ARM): with x second, NaN stays.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> AtLeast(Vector256<double> x, Vector256<double> bound) => Vector256.MaxNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> AtMost(Vector256<double> x, Vector256<double> bound) => Vector256.MinNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Less(Vector256<double> a, Vector256<double> b) => Vector256.LessThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LessEqual(Vector256<double> a, Vector256<double> b) => Vector256.LessThanOrEqual(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Equal(Vector256<double> a, Vector256<double> b) => Vector256.Equals(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Select(Vector256<double> mask, Vector256<double> yes, Vector256<double> no) => Vector256.ConditionalSelect(mask, yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> And(Vector256<double> a, Vector256<double> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Or(Vector256<double> a, Vector256<double> b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Xor(Vector256<double> a, Vector256<double> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> AndNot(Vector256<double> a, Vector256<double> b) => Vector256.AndNot(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllTrue(Vector256<double> mask) => mask.AsByte() == Vector256<byte>.AllBitsSet;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> OfBits(int bits) => Vector256.Create(bits).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> BitsAdd(Vector256<double> a, Vector256<double> b) => (a.AsInt32() + b.AsInt32()).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> BitsSub(Vector256<double> a, Vector256<double> b) => (a.AsInt32() - b.AsInt32()).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> BitsShiftLeft(Vector256<double> a, int count) => Vector256.ShiftLeft(a.AsInt32(), count).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> BitsShiftRight(Vector256<double> a, int count) => Vector256.ShiftRightArithmetic(a.AsInt32(), count).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> BitsToNumber(Vector256<double> a) => Vector256.ConvertToSingle(a.AsInt32()).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Evens(Vector256<double> a, Vector256<double> b) =>
        Avx2.IsSupported ? Avx2.Permute4x64(Avx.UnpackLow(a, b), 0b11_01_10_00) : Pairs.Unzip<Vector256<double>, double>(a, b, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Odds(Vector256<double> a, Vector256<double> b) =>
        Avx2.IsSupported ? Avx2.Permute4x64(Avx.UnpackHigh(a, b), 0b11_01_10_00) : Pairs.Unzip<Vector256<double>, double>(a, b, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreZipped(double* target, Vector256<double> evens, Vector256<double> odds)
    {
        if (!Avx.IsSupported)
        {
            Pairs.StoreZipped(target, evens, odds);
            return;
        }

        Vector256<double> low = Avx.UnpackLow(evens, odds), high = Avx.UnpackHigh(evens, odds);
        Avx.Permute2x128(low, high, 0x20).Store(target);
        Avx.Permute2x128(low, high, 0x31).Store(target + 4);
    }
}
