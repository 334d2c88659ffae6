using System.Numerics;

namespace Hebb.Backends.Cpu;

// Convolutions at one vector width: picks the algorithm of each pass.
internal static unsafe class ConvolutionDriver<TLanes, T, TVector>
    where TLanes : ISimd<TVector, T>
    where T : unmanaged, INumber<T>
    where TVector : unmanaged
{
    public static void Forward(in ConvShape s, T* x, T* w, T* bias, T* y, ConvEpilogue epilogue, ConvAlgorithm algorithm)
    {
        s.Check();
        if (s.N == 0)
            return;
        if (!s.FitsKernels(sizeof(T)))
        {
            PlainConvolution.Forward(s, x, w, bias, y, epilogue);
            return;
        }

        Correlation<T> c = ForwardCorrelation.Of(s, x, w, bias, y, epilogue);
        Run(ref c, algorithm);
    }

    public static void GradientInput(in ConvShape s, T* dy, T* w, T* dx, ConvAlgorithm algorithm)
    {
        s.Check();
        if (s.N == 0)
            return;
        if (!s.FitsKernels(sizeof(T)))
        {
            PlainConvolution.GradientInput(s, dy, w, dx);
            return;
        }

        bool cleared = false;
        for (int a = 0; a < s.StrideH; a++)
        {
            for (int b = 0; b < s.StrideW; b++)
            {
                // Elements of dx that the kernel steps over get nothing.
                if (!BackwardCorrelation.TryOf(s, dy, w, dx, a, b, out _) && !cleared)
                {
                    new Span<T>(dx, s.N * s.C * s.H * s.W).Clear();
                    cleared = true;
                }
            }
        }

        for (int a = 0; a < s.StrideH; a++)
        {
            for (int b = 0; b < s.StrideW; b++)
            {
                if (BackwardCorrelation.TryOf(s, dy, w, dx, a, b, out Correlation<T> c))
                    Run(ref c, algorithm);
            }
        }
    }

    public static void GradientWeight(in ConvShape s, T* x, T* dy, T* dw, T* db, ConvAlgorithm algorithm)
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
            PlainConvolution.GradientWeight(s, x, dy, dw, db);
            return;
        }

        Correlation<T> c = ForwardCorrelation.Of<T>(s, x, null, null, null, ConvEpilogue.None);
        if (UsesWinograd(c, algorithm))
            WinogradWeightGradient<TLanes, T, TVector>.Run(s, x, dy, dw, db);
        else
            WeightGradient<TLanes, T, TVector>.Run(s, x, dy, dw, db);
    }

    static void Run(ref Correlation<T> c, ConvAlgorithm algorithm)
    {
        if (UsesWinograd(c, algorithm))
            WinogradCorrelation<TLanes, T, TVector>.Run(ref c);
        else
            CorrelationDriver<TLanes, T, TVector>.Run(ref c, algorithm);
    }

    // Forced, it takes whatever it can compute and leaves the rest to the others.
    static bool UsesWinograd(in Correlation<T> c, ConvAlgorithm algorithm) => algorithm switch
    {
        ConvAlgorithm.Auto => WinogradCorrelation<TLanes, T, TVector>.Pays(c),
        ConvAlgorithm.Winograd => WinogradCorrelation<TLanes, T, TVector>.Fits(c),
        _ => false,
    };
}
