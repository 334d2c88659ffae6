using System.Numerics;

namespace Hebb.Backends.Cpu;

// 2-D convolutions of float and double on pointers, contiguous NCHW (see ConvShape); targets are overwritten and overlap no source.
// In steady state nothing is allocated.
internal static unsafe class Convolution
{
    // y = x ∗ w + bias (bias may be null), then the epilogue.
    public static void Forward<T>(in ConvShape s, T* x, T* w, T* bias, T* y, ConvEpilogue epilogue, ConvAlgorithm algorithm = ConvAlgorithm.Auto)
        where T : unmanaged, INumber<T>
    {
        fixed (ConvShape* shape = &s) SimdDispatch.Run<ForwardJob, T>(new ForwardJob(shape, x, w, bias, y, epilogue, algorithm));
    }

    // dx from dy = ∂loss/∂y; also the transposed convolution of dy.
    public static void GradientInput<T>(in ConvShape s, T* dy, T* w, T* dx, ConvAlgorithm algorithm = ConvAlgorithm.Auto)
        where T : unmanaged, INumber<T>
    {
        fixed (ConvShape* shape = &s) SimdDispatch.Run<GradientInputJob, T>(new GradientInputJob(shape, dy, w, dx, algorithm));
    }

    // dw, and db unless it is null.
    public static void GradientWeight<T>(in ConvShape s, T* x, T* dy, T* dw, T* db, ConvAlgorithm algorithm = ConvAlgorithm.Auto)
        where T : unmanaged, INumber<T>
    {
        fixed (ConvShape* shape = &s) SimdDispatch.Run<GradientWeightJob, T>(new GradientWeightJob(shape, x, dy, dw, db, algorithm));
    }

    readonly struct ForwardJob(ConvShape* s, void* x, void* w, void* bias, void* y, ConvEpilogue epilogue, ConvAlgorithm algorithm) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            ConvolutionDriver<S, T, V>.Forward(*s, (T*)x, (T*)w, (T*)bias, (T*)y, epilogue, algorithm);
    }

    readonly struct GradientInputJob(ConvShape* s, void* dy, void* w, void* dx, ConvAlgorithm algorithm) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            ConvolutionDriver<S, T, V>.GradientInput(*s, (T*)dy, (T*)w, (T*)dx, algorithm);
    }

    readonly struct GradientWeightJob(ConvShape* s, void* x, void* dy, void* dw, void* db, ConvAlgorithm algorithm) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            ConvolutionDriver<S, T, V>.GradientWeight(*s, (T*)x, (T*)dy, (T*)dw, (T*)db, algorithm);
    }
}
