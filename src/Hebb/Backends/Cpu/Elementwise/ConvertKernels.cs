using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Conversions between all element types. To whole numbers fractions are cut off and values beyond the range stop at its ends (NaN becomes 0); between whole
/// numbers the lower bits are kept; to truth values anything but 0 (NaN too) is 1.
/// </summary>
internal static unsafe class ConvertKernels
{
    const int Piece = 256;

    /// <summary>target[i] = source[i] for i in [0, n), for float, double, long, int, byte, bool, Half and <see cref="BFloat16"/>.</summary>
    /// <exception cref="NotSupportedException">Another type.</exception>
    internal static void Convert<TFrom, TTo>(TFrom* source, TTo* target, nint n)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        if (typeof(TFrom) == typeof(TTo)) Buffer.MemoryCopy(source, target, n * sizeof(TTo), n * sizeof(TFrom));
        else if (typeof(TFrom) == typeof(float)) FromNumber<float, TTo>((float*)source, target, n);
        else if (typeof(TFrom) == typeof(double)) FromNumber<double, TTo>((double*)source, target, n);
        else if (typeof(TFrom) == typeof(long)) FromNumber<long, TTo>((long*)source, target, n);
        else if (typeof(TFrom) == typeof(int)) FromNumber<int, TTo>((int*)source, target, n);
        else if (typeof(TFrom) == typeof(byte) || typeof(TFrom) == typeof(bool)) FromNumber<byte, TTo>((byte*)source, target, n);
        else if (typeof(TFrom) == typeof(Half)) FromNumber<Half, TTo>((Half*)source, target, n);
        else if (typeof(TFrom) == typeof(BFloat16)) FromBFloat16((BFloat16*)source, target, n);
        else throw Unsupported<TFrom>();
    }

    static void FromNumber<TFrom, TTo>(TFrom* source, TTo* target, nint n)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged
    {
        if (typeof(TTo) == typeof(float)) Numbers(source, (float*)target, n);
        else if (typeof(TTo) == typeof(double)) Numbers(source, (double*)target, n);
        else if (typeof(TTo) == typeof(long)) Numbers(source, (long*)target, n);
        else if (typeof(TTo) == typeof(int)) Numbers(source, (int*)target, n);
        else if (typeof(TTo) == typeof(byte)) Numbers(source, (byte*)target, n);
        else if (typeof(TTo) == typeof(bool)) Truths(source, (byte*)target, n);
        else if (typeof(TTo) == typeof(Half)) Numbers(source, (Half*)target, n);
        else if (typeof(TTo) == typeof(BFloat16)) ToBFloat16(source, (BFloat16*)target, n);
        else throw Unsupported<TTo>();
    }

    // One element a step: memory or the conversion instruction is the limit, not the loop.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Numbers<TFrom, TTo>(TFrom* source, TTo* target, nint n)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        for (nint i = 0; i < n; i++) target[i] = TTo.CreateTruncating(source[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Truths<TFrom>(TFrom* source, byte* target, nint n)
        where TFrom : unmanaged, INumber<TFrom>
    {
        for (nint i = 0; i < n; i++) target[i] = source[i] != TFrom.Zero ? (byte)1 : (byte)0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ToBFloat16<TFrom>(TFrom* source, BFloat16* target, nint n)
        where TFrom : unmanaged, INumber<TFrom>
    {
        for (nint i = 0; i < n; i++) target[i] = (BFloat16)float.CreateTruncating(source[i]);
    }

    static void FromBFloat16<TTo>(BFloat16* source, TTo* target, nint n)
        where TTo : unmanaged
    {
        float* piece = stackalloc float[Piece];
        for (nint start = 0; start < n; start += Piece)
        {
            int count = (int)Math.Min(Piece, n - start);
            for (int i = 0; i < count; i++) piece[i] = (float)source[start + i];
            Convert(piece, target + start, count);
        }
    }

    static NotSupportedException Unsupported<T>() => new(
        $"No conversion for elements of type {typeof(T).Name}; the element types are Float32, Float64, Int64, Int32, UInt8, Bool, Float16 and BFloat16.");
}
