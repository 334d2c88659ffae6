using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Hebb.Backends.Cpu;

/// <summary>One lane, for processors without vectors and for remainders. It does the same operations as the vectors and so gives the same bits.</summary>
internal readonly unsafe struct SimdScalar<T> : ISimd<T, T>
    where T : unmanaged, INumber<T>
{
    public static int Count { [MethodImpl(AggressiveInlining)] get => 1; }

    public static int TileRows { [MethodImpl(AggressiveInlining)] get => 6; }

    public static bool HasMaskedLoad { [MethodImpl(AggressiveInlining)] get => false; }

    public static T Zero { [MethodImpl(AggressiveInlining)] get => default; }

    [MethodImpl(AggressiveInlining)] public static T Load(T* source) => *source;
    [MethodImpl(AggressiveInlining)] public static void Store(T* target, T value) => *target = value;

    [MethodImpl(AggressiveInlining)]
    public static T Of(double constant)
    {
        if (typeof(T) == typeof(float)) return Is<float>((float)constant);
        if (typeof(T) == typeof(double)) return Is<double>(constant);
        return T.CreateTruncating(constant);
    }

    [MethodImpl(AggressiveInlining)] public static T Broadcast(T value) => value;
    [MethodImpl(AggressiveInlining)] public static T Broadcast(T* source) => *source;
    [MethodImpl(AggressiveInlining)] public static T Add(T a, T b) => unchecked(a + b);
    [MethodImpl(AggressiveInlining)] public static T Sub(T a, T b) => unchecked(a - b);
    [MethodImpl(AggressiveInlining)] public static T Mul(T a, T b) => unchecked(a * b);
    [MethodImpl(AggressiveInlining)] public static T Div(T a, T b) => a / b;

    [MethodImpl(AggressiveInlining)]
    public static T Fma(T a, T b, T c)
    {
        if (typeof(T) == typeof(float)) return Is<float>(MathF.FusedMultiplyAdd(As<float>(a), As<float>(b), As<float>(c)));
        if (typeof(T) == typeof(double)) return Is<double>(Math.FusedMultiplyAdd(As<double>(a), As<double>(b), As<double>(c)));
        return unchecked((a * b) + c);
    }

    [MethodImpl(AggressiveInlining)] public static T MultiplyAdd(T a, T b, T c) => T.MultiplyAddEstimate(a, b, c);
    [MethodImpl(AggressiveInlining)] public static T Neg(T a) => unchecked(-a);

    [MethodImpl(AggressiveInlining)]
    public static T Abs(T a)
    {
        if (typeof(T) == typeof(float)) return Is<float>(MathF.Abs(As<float>(a)));
        if (typeof(T) == typeof(double)) return Is<double>(Math.Abs(As<double>(a)));
        return a < T.Zero ? unchecked(-a) : a;
    }

    [MethodImpl(AggressiveInlining)]
    public static T Sqrt(T a)
    {
        if (typeof(T) == typeof(float)) return Is<float>(MathF.Sqrt(As<float>(a)));
        return T.CreateTruncating(Math.Sqrt(double.CreateTruncating(a)));
    }

    [MethodImpl(AggressiveInlining)]
    public static T Floor(T a)
    {
        if (typeof(T) == typeof(float)) return Is<float>(MathF.Floor(As<float>(a)));
        if (typeof(T) == typeof(double)) return Is<double>(Math.Floor(As<double>(a)));
        return a;
    }

    [MethodImpl(AggressiveInlining)]
    public static T Ceil(T a)
    {
        if (typeof(T) == typeof(float)) return Is<float>(MathF.Ceiling(As<float>(a)));
        if (typeof(T) == typeof(double)) return Is<double>(Math.Ceiling(As<double>(a)));
        return a;
    }

    [MethodImpl(AggressiveInlining)]
    public static T Round(T a)
    {
        if (typeof(T) == typeof(float)) return Is<float>(MathF.Round(As<float>(a)));
        if (typeof(T) == typeof(double)) return Is<double>(Math.Round(As<double>(a)));
        return a;
    }

    [MethodImpl(AggressiveInlining)] public static T AtLeast(T x, T bound) => bound > x ? bound : x;
    [MethodImpl(AggressiveInlining)] public static T AtMost(T x, T bound) => bound < x ? bound : x;
    [MethodImpl(AggressiveInlining)] public static T Less(T a, T b) => Mask(a < b);
    [MethodImpl(AggressiveInlining)] public static T LessEqual(T a, T b) => Mask(a <= b);
    [MethodImpl(AggressiveInlining)] public static T Equal(T a, T b) => Mask(a == b);
    [MethodImpl(AggressiveInlining)] public static T Select(T mask, T yes, T no) => FromBits((ToBits(mask) & ToBits(yes)) | (~ToBits(mask) & ToBits(no)));
    [MethodImpl(AggressiveInlining)] public static T And(T a, T b) => FromBits(ToBits(a) & ToBits(b));
    [MethodImpl(AggressiveInlining)] public static T Or(T a, T b) => FromBits(ToBits(a) | ToBits(b));
    [MethodImpl(AggressiveInlining)] public static T Xor(T a, T b) => FromBits(ToBits(a) ^ ToBits(b));
    [MethodImpl(AggressiveInlining)] public static T AndNot(T a, T b) => FromBits(ToBits(a) & ~ToBits(b));
    [MethodImpl(AggressiveInlining)] public static bool AllTrue(T mask) => ToBits(mask) != 0;
    [MethodImpl(AggressiveInlining)] public static T Sum(T x) => x;
    [MethodImpl(AggressiveInlining)] public static T Mask(int count) => Mask(count > 0);
    [MethodImpl(AggressiveInlining)] public static T LoadMasked(T* source, T mask) => AllTrue(mask) ? *source : default;

    // One lane has no part of it: 0 < count < 1 never happens.
    public static void StoreFirst(T* target, T value, int count)
    {
    }

    [MethodImpl(AggressiveInlining)] public static T OfBits(int bits) => FromBits(bits);
    [MethodImpl(AggressiveInlining)] public static T BitsAdd(T a, T b) => FromBits((int)ToBits(a) + (int)ToBits(b));
    [MethodImpl(AggressiveInlining)] public static T BitsSub(T a, T b) => FromBits((int)ToBits(a) - (int)ToBits(b));
    [MethodImpl(AggressiveInlining)] public static T BitsShiftLeft(T a, int count) => FromBits((int)ToBits(a) << count);
    [MethodImpl(AggressiveInlining)] public static T BitsShiftRight(T a, int count) => FromBits((int)ToBits(a) >> count);
    [MethodImpl(AggressiveInlining)] public static T BitsToNumber(T a) => Is<float>((int)ToBits(a));
    [MethodImpl(AggressiveInlining)] public static T Evens(T a, T b) => a;
    [MethodImpl(AggressiveInlining)] public static T Odds(T a, T b) => b;
    [MethodImpl(AggressiveInlining)] public static void StoreZipped(T* target, T evens, T odds) => (target[0], target[1]) = (evens, odds);

    [MethodImpl(AggressiveInlining)]
    static TOther As<TOther>(T value)
        where TOther : unmanaged => Unsafe.BitCast<T, TOther>(value);

    [MethodImpl(AggressiveInlining)]
    static T Is<TOther>(TOther value)
        where TOther : unmanaged => Unsafe.BitCast<TOther, T>(value);

    [MethodImpl(AggressiveInlining)] static T Mask(bool set) => FromBits(set ? -1L : 0L);

    [MethodImpl(AggressiveInlining)]
    static long ToBits(T value)
    {
        if (sizeof(T) == 8) return As<long>(value);
        if (sizeof(T) == 4) return As<int>(value);
        return As<byte>(value);
    }

    [MethodImpl(AggressiveInlining)]
    static T FromBits(long bits)
    {
        if (sizeof(T) == 8) return Is<long>(bits);
        if (sizeof(T) == 4) return Is<int>((int)bits);
        return Is<byte>((byte)bits);
    }
}
