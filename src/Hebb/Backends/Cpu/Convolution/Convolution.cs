using System.Numerics;
using System.Runtime.Intrinsics;

namespace Hebb.Backends.Cpu;

// 2-D convolutions of float and double on pointers, contiguous NCHW (see ConvShape); targets are overwritten and overlap no source.
// The width of the vectors is SimdWidth's. In steady state nothing is allocated.
internal static unsafe class Convolution
{
    // y = x ∗ w + bias (bias may be null), then the epilogue.
    public static void Forward<T>(in ConvShape s, T* x, T* w, T* bias, T* y, ConvEpilogue epilogue, ConvAlgorithm algorithm = ConvAlgorithm.Auto)
        where T : unmanaged, INumber<T>
    {
        if (SimdWidth.Bits == 512)
            ConvolutionDriver<Simd512<T>, T, Vector512<T>>.Forward(s, x, w, bias, y, epilogue, algorithm);
        else if (SimdWidth.Bits == 256)
            ConvolutionDriver<Simd256<T>, T, Vector256<T>>.Forward(s, x, w, bias, y, epilogue, algorithm);
        else if (SimdWidth.Bits == 128)
            ConvolutionDriver<Simd128<T>, T, Vector128<T>>.Forward(s, x, w, bias, y, epilogue, algorithm);
        else
            ConvolutionDriver<SimdScalar<T>, T, T>.Forward(s, x, w, bias, y, epilogue, algorithm);
    }

    // dx from dy = ∂loss/∂y; also the transposed convolution of dy.
    public static void GradientInput<T>(in ConvShape s, T* dy, T* w, T* dx, ConvAlgorithm algorithm = ConvAlgorithm.Auto)
        where T : unmanaged, INumber<T>
    {
        if (SimdWidth.Bits == 512)
            ConvolutionDriver<Simd512<T>, T, Vector512<T>>.GradientInput(s, dy, w, dx, algorithm);
        else if (SimdWidth.Bits == 256)
            ConvolutionDriver<Simd256<T>, T, Vector256<T>>.GradientInput(s, dy, w, dx, algorithm);
        else if (SimdWidth.Bits == 128)
            ConvolutionDriver<Simd128<T>, T, Vector128<T>>.GradientInput(s, dy, w, dx, algorithm);
        else
            ConvolutionDriver<SimdScalar<T>, T, T>.GradientInput(s, dy, w, dx, algorithm);
    }

    // dw, and db unless it is null.
    public static void GradientWeight<T>(in ConvShape s, T* x, T* dy, T* dw, T* db, ConvAlgorithm algorithm = ConvAlgorithm.Auto)
        where T : unmanaged, INumber<T>
    {
        if (SimdWidth.Bits == 512)
            ConvolutionDriver<Simd512<T>, T, Vector512<T>>.GradientWeight(s, x, dy, dw, db, algorithm);
        else if (SimdWidth.Bits == 256)
            ConvolutionDriver<Simd256<T>, T, Vector256<T>>.GradientWeight(s, x, dy, dw, db, algorithm);
        else if (SimdWidth.Bits == 128)
            ConvolutionDriver<Simd128<T>, T, Vector128<T>>.GradientWeight(s, x, dy, dw, db, algorithm);
        else
            ConvolutionDriver<SimdScalar<T>, T, T>.GradientWeight(s, x, dy, dw, db, algorithm);
    }
}
