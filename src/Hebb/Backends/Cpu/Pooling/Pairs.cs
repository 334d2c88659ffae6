using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Neighbouring elements of two registers in a row taken apart (evens, odds) and put together again (low, high half of the zipped sequence). Each width uses the
/// shuffles of the processor; without them a detour over the stack gives the same lanes. On a single lane the two "registers" are the pair itself.
/// </summary>
internal static unsafe class Pairs
{
    /// <summary>Elements 0, 2, 4 … of a and then of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Evens<V, T>(V a, V b)
        where V : unmanaged
        where T : unmanaged
    {
        if (sizeof(V) == sizeof(T)) return a;
        if (Is<V, Vector256<float>>() && Avx2.IsSupported)
            return To<Vector256<double>, V>(Avx2.Permute4x64(Avx.Shuffle(To<V, Vector256<float>>(a), To<V, Vector256<float>>(b), 0b10_00_10_00).AsDouble(), 0b11_01_10_00));
        if (Is<V, Vector256<double>>() && Avx2.IsSupported)
            return To<Vector256<double>, V>(Avx2.Permute4x64(Avx.UnpackLow(To<V, Vector256<double>>(a), To<V, Vector256<double>>(b)), 0b11_01_10_00));
        if (Is<V, Vector512<float>>() && Avx512F.IsSupported)
            return To<Vector512<float>, V>(Avx512F.PermuteVar16x32x2(To<V, Vector512<float>>(a), Vector512<int>.Indices * 2, To<V, Vector512<float>>(b)));
        if (Is<V, Vector512<double>>() && Avx512F.IsSupported)
            return To<Vector512<double>, V>(Avx512F.PermuteVar8x64x2(To<V, Vector512<double>>(a), Vector512<long>.Indices * 2, To<V, Vector512<double>>(b)));
        if (Is<V, Vector128<float>>() && Sse.IsSupported)
            return To<Vector128<float>, V>(Sse.Shuffle(To<V, Vector128<float>>(a), To<V, Vector128<float>>(b), 0b10_00_10_00));
        if (Is<V, Vector128<double>>() && Sse2.IsSupported)
            return To<Vector128<double>, V>(Sse2.UnpackLow(To<V, Vector128<double>>(a), To<V, Vector128<double>>(b)));
        if (Is<V, Vector128<float>>() && AdvSimd.Arm64.IsSupported)
            return To<Vector128<float>, V>(AdvSimd.Arm64.UnzipEven(To<V, Vector128<float>>(a), To<V, Vector128<float>>(b)));
        if (Is<V, Vector128<double>>() && AdvSimd.Arm64.IsSupported)
            return To<Vector128<double>, V>(AdvSimd.Arm64.UnzipEven(To<V, Vector128<double>>(a), To<V, Vector128<double>>(b)));
        return Unzip<V, T>(a, b, 0);
    }

    /// <summary>Elements 1, 3, 5 … of a and then of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Odds<V, T>(V a, V b)
        where V : unmanaged
        where T : unmanaged
    {
        if (sizeof(V) == sizeof(T)) return b;
        if (Is<V, Vector256<float>>() && Avx2.IsSupported)
            return To<Vector256<double>, V>(Avx2.Permute4x64(Avx.Shuffle(To<V, Vector256<float>>(a), To<V, Vector256<float>>(b), 0b11_01_11_01).AsDouble(), 0b11_01_10_00));
        if (Is<V, Vector256<double>>() && Avx2.IsSupported)
            return To<Vector256<double>, V>(Avx2.Permute4x64(Avx.UnpackHigh(To<V, Vector256<double>>(a), To<V, Vector256<double>>(b)), 0b11_01_10_00));
        if (Is<V, Vector512<float>>() && Avx512F.IsSupported)
            return To<Vector512<float>, V>(Avx512F.PermuteVar16x32x2(To<V, Vector512<float>>(a), (Vector512<int>.Indices * 2) + Vector512<int>.One, To<V, Vector512<float>>(b)));
        if (Is<V, Vector512<double>>() && Avx512F.IsSupported)
            return To<Vector512<double>, V>(Avx512F.PermuteVar8x64x2(To<V, Vector512<double>>(a), (Vector512<long>.Indices * 2) + Vector512<long>.One, To<V, Vector512<double>>(b)));
        if (Is<V, Vector128<float>>() && Sse.IsSupported)
            return To<Vector128<float>, V>(Sse.Shuffle(To<V, Vector128<float>>(a), To<V, Vector128<float>>(b), 0b11_01_11_01));
        if (Is<V, Vector128<double>>() && Sse2.IsSupported)
            return To<Vector128<double>, V>(Sse2.UnpackHigh(To<V, Vector128<double>>(a), To<V, Vector128<double>>(b)));
        if (Is<V, Vector128<float>>() && AdvSimd.Arm64.IsSupported)
            return To<Vector128<float>, V>(AdvSimd.Arm64.UnzipOdd(To<V, Vector128<float>>(a), To<V, Vector128<float>>(b)));
        if (Is<V, Vector128<double>>() && AdvSimd.Arm64.IsSupported)
            return To<Vector128<double>, V>(AdvSimd.Arm64.UnzipOdd(To<V, Vector128<double>>(a), To<V, Vector128<double>>(b)));
        return Unzip<V, T>(a, b, 1);
    }

    /// <summary>Stores e0, o0, e1, o1, … over two registers' lengths.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Zip<V, T>(T* target, V evens, V odds)
        where V : unmanaged
        where T : unmanaged
    {
        if (Is<V, Vector256<float>>() && Avx2.IsSupported)
        {
            Vector256<float> low = Avx.UnpackLow(To<V, Vector256<float>>(evens), To<V, Vector256<float>>(odds));
            Vector256<float> high = Avx.UnpackHigh(To<V, Vector256<float>>(evens), To<V, Vector256<float>>(odds));
            Avx.Permute2x128(low, high, 0x20).Store((float*)target);
            Avx.Permute2x128(low, high, 0x31).Store((float*)target + 8);
        }
        else if (Is<V, Vector256<double>>() && Avx2.IsSupported)
        {
            Vector256<double> low = Avx.UnpackLow(To<V, Vector256<double>>(evens), To<V, Vector256<double>>(odds));
            Vector256<double> high = Avx.UnpackHigh(To<V, Vector256<double>>(evens), To<V, Vector256<double>>(odds));
            Avx.Permute2x128(low, high, 0x20).Store((double*)target);
            Avx.Permute2x128(low, high, 0x31).Store((double*)target + 4);
        }
        else if (Is<V, Vector512<float>>() && Avx512F.IsSupported)
        {
            Vector512<float> e = To<V, Vector512<float>>(evens), o = To<V, Vector512<float>>(odds);
            Vector512<int> low = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
            Avx512F.PermuteVar16x32x2(e, low, o).Store((float*)target);
            Avx512F.PermuteVar16x32x2(e, low + Vector512.Create(8), o).Store((float*)target + 16);
        }
        else if (Is<V, Vector512<double>>() && Avx512F.IsSupported)
        {
            Vector512<double> e = To<V, Vector512<double>>(evens), o = To<V, Vector512<double>>(odds);
            Vector512<long> low = Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11);
            Avx512F.PermuteVar8x64x2(e, low, o).Store((double*)target);
            Avx512F.PermuteVar8x64x2(e, low + Vector512.Create(4L), o).Store((double*)target + 8);
        }
        else if (Is<V, Vector128<float>>() && Sse.IsSupported)
        {
            Sse.UnpackLow(To<V, Vector128<float>>(evens), To<V, Vector128<float>>(odds)).Store((float*)target);
            Sse.UnpackHigh(To<V, Vector128<float>>(evens), To<V, Vector128<float>>(odds)).Store((float*)target + 4);
        }
        else if (Is<V, Vector128<float>>() && AdvSimd.Arm64.IsSupported)
        {
            AdvSimd.Arm64.ZipLow(To<V, Vector128<float>>(evens), To<V, Vector128<float>>(odds)).Store((float*)target);
            AdvSimd.Arm64.ZipHigh(To<V, Vector128<float>>(evens), To<V, Vector128<float>>(odds)).Store((float*)target + 4);
        }
        else
        {
            for (int i = 0; i < sizeof(V) / sizeof(T); i++)
            {
                target[2 * i] = ((T*)&evens)[i];
                target[(2 * i) + 1] = ((T*)&odds)[i];
            }
        }
    }

    static V Unzip<V, T>(V a, V b, int first)
        where V : unmanaged
        where T : unmanaged
    {
        int count = sizeof(V) / sizeof(T);
        V result = default;
        for (int i = 0; i < count; i++)
        {
            int from = (2 * i) + first;
            ((T*)&result)[i] = from < count ? ((T*)&a)[from] : ((T*)&b)[from - count];
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool Is<V, W>() => typeof(V) == typeof(W);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static B To<A, B>(A value)
        where A : unmanaged
        where B : unmanaged => Unsafe.As<A, B>(ref value);
}
