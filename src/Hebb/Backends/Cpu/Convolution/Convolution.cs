using System.Numerics;

namespace Hebb.Backends.Cpu;

// How a convolution is computed. Every one gives the same numbers to rounding; the tests force each in turn.
internal enum ConvAlgorithm
{
    // The cheapest by the cost rule of its pass.
    Auto,

    // Tiles whose vectors are read from the (padded) image itself, tap by tap through an offset table.
    Direct,

    // Tiles that read slivers of patches, packed from the image: for narrow images whose rows would leave vectors half empty.
    Packed,

    // F(4×4, 3×3) of Lavin and Gray: a quarter of the multiplications.
    Winograd,
}

// The three passes of 2-D convolutions of float and double on pointers, contiguous NCHW (see ConvShape), each choosing its algorithm;
// targets are overwritten and overlap no source. In steady state nothing is allocated.
internal static unsafe class Convolution
{
    static void Run<S, V, T>(ref Correlation<T> c, ConvAlgorithm algorithm)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        if (UsesWinograd<S, V, T>(c, algorithm))
            WinogradCorrelation<S, T, V>.Run(ref c);
        else
            CorrelationJob<S, T, V>.Start(ref c, algorithm);
    }

    // Forced, it takes whatever it can compute and leaves the rest to the others.
    static bool UsesWinograd<S, V, T>(in Correlation<T> c, ConvAlgorithm algorithm)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => algorithm switch
        {
            ConvAlgorithm.Auto => WinogradCorrelation<S, T, V>.Pays(c),
            ConvAlgorithm.Winograd => WinogradCorrelation<S, T, V>.Fits(c),
            _ => false,
        };

    // y = x ∗ w + bias (bias may be null), then the activation.
    internal readonly struct Forward(ConvShape s, void* x, void* w, void* bias, void* y, Activation activation, ConvAlgorithm algorithm = ConvAlgorithm.Auto) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            s.Check();
            if (s.N == 0)
                return;
            if (!s.FitsKernels(sizeof(T)))
            {
                PlainConvolution.Forward(s, (T*)x, (T*)w, (T*)bias, (T*)y, activation);
                return;
            }

            Correlation<T> c = Correlation<T>.Forward(s, (T*)x, (T*)w, (T*)bias, (T*)y, activation);
            Convolution.Run<S, V, T>(ref c, algorithm);
        }
    }

    // dx from dy = ∂loss/∂y; also the transposed convolution of dy.
    internal readonly struct InputGradient(ConvShape s, void* dy, void* w, void* dx, ConvAlgorithm algorithm = ConvAlgorithm.Auto) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            s.Check();
            if (s.N == 0)
                return;
            if (!s.FitsKernels(sizeof(T)))
            {
                PlainConvolution.GradientInput(s, (T*)dy, (T*)w, (T*)dx);
                return;
            }

            bool cleared = false;
            for (int a = 0; a < s.Geometry.StrideHeight; a++)
            {
                for (int b = 0; b < s.Geometry.StrideWidth; b++)
                {
                    // Elements of dx that the kernel steps over get nothing.
                    if (!Correlation<T>.TryBackward(s, (T*)dy, (T*)w, (T*)dx, a, b, out _) && !cleared)
                    {
                        new Span<T>(dx, s.N * s.C * s.H * s.W).Clear();
                        cleared = true;
                    }
                }
            }

            for (int a = 0; a < s.Geometry.StrideHeight; a++)
            {
                for (int b = 0; b < s.Geometry.StrideWidth; b++)
                {
                    if (Correlation<T>.TryBackward(s, (T*)dy, (T*)w, (T*)dx, a, b, out Correlation<T> c))
                        Convolution.Run<S, V, T>(ref c, algorithm);
                }
            }
        }
    }

    // dw, and db unless it is null.
    internal readonly struct WeightGradient(ConvShape s, void* x, void* dy, void* dw, void* db, ConvAlgorithm algorithm = ConvAlgorithm.Auto) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            s.Check();
            if (s.N == 0)
            {
                new Span<T>(dw, s.K * s.GroupInputs * s.Taps).Clear();
                if (db != null)
                    new Span<T>(db, s.K).Clear();
                return;
            }

            if (!s.FitsKernels(sizeof(T)))
            {
                PlainConvolution.GradientWeight(s, (T*)x, (T*)dy, (T*)dw, (T*)db);
                return;
            }

            Correlation<T> c = Correlation<T>.Forward(s, (T*)x, null, null, null, Activation.None);
            if (UsesWinograd<S, V, T>(c, algorithm))
                WinogradWeightGradient<S, T, V>.Run(s, (T*)x, (T*)dy, (T*)dw, (T*)db);
            else
                WeightGradient<S, T, V>.Run(s, (T*)x, (T*)dy, (T*)dw, (T*)db);
        }
    }
}
