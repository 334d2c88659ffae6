using System.Numerics;
using System.Runtime.Intrinsics;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

// One convolution with random operands: every pass at every width, and the same in double by Reference.
// Targets lie between guards that no kernel may touch.
internal sealed unsafe class ConvolutionCase<T>
    where T : unmanaged, INumber<T>
{
    const int Guard = 40;
    readonly ConvShape s;
    readonly T[] x, w, bias, dy;

    public ConvolutionCase(ConvShape shape, int seed)
    {
        s = shape;
        Random random = new(seed);
        x = Fill(random, s.N * s.C * s.H * s.W);
        w = Fill(random, s.K * s.GroupInputs * s.Taps);
        bias = Fill(random, s.K);
        dy = Fill(random, s.N * s.K * s.OutHeight * s.OutWidth);
    }

    public T[] X => x;

    public T[] Dy => dy;

    public T[] Forward(GemmTests.Width width, ConvAlgorithm algorithm, bool withBias, bool relu)
    {
        T[] y = Guarded(dy.Length);
        ConvEpilogue epilogue = relu ? ConvEpilogue.Relu : ConvEpilogue.None;
        fixed (T* px = x, pw = w, pb = bias, py = y)
        {
            T* b = withBias ? pb : null;
            T* to = py + Guard;
            switch (width)
            {
                case GemmTests.Width.Scalar: ConvolutionDriver<SimdScalar<T>, T, T>.Forward(s, px, pw, b, to, epilogue, algorithm); break;
                case GemmTests.Width.W128: ConvolutionDriver<Simd128<T>, T, Vector128<T>>.Forward(s, px, pw, b, to, epilogue, algorithm); break;
                case GemmTests.Width.W256: ConvolutionDriver<Simd256<T>, T, Vector256<T>>.Forward(s, px, pw, b, to, epilogue, algorithm); break;
                case GemmTests.Width.W512: ConvolutionDriver<Simd512<T>, T, Vector512<T>>.Forward(s, px, pw, b, to, epilogue, algorithm); break;
                default: Convolution.Forward(s, px, pw, b, to, epilogue, algorithm); break;
            }
        }

        return Inside(y, "y");
    }

    public T[] GradientInput(GemmTests.Width width, ConvAlgorithm algorithm)
    {
        T[] dx = Guarded(x.Length);
        fixed (T* pdy = dy, pw = w, pdx = dx)
        {
            T* to = pdx + Guard;
            switch (width)
            {
                case GemmTests.Width.Scalar: ConvolutionDriver<SimdScalar<T>, T, T>.GradientInput(s, pdy, pw, to, algorithm); break;
                case GemmTests.Width.W128: ConvolutionDriver<Simd128<T>, T, Vector128<T>>.GradientInput(s, pdy, pw, to, algorithm); break;
                case GemmTests.Width.W256: ConvolutionDriver<Simd256<T>, T, Vector256<T>>.GradientInput(s, pdy, pw, to, algorithm); break;
                case GemmTests.Width.W512: ConvolutionDriver<Simd512<T>, T, Vector512<T>>.GradientInput(s, pdy, pw, to, algorithm); break;
                default: Convolution.GradientInput(s, pdy, pw, to, algorithm); break;
            }
        }

        return Inside(dx, "dx");
    }

    public (T[] Dw, T[] Db) GradientWeight(GemmTests.Width width, ConvAlgorithm algorithm)
    {
        T[] dw = Guarded(w.Length), db = Guarded(bias.Length);
        fixed (T* px = x, pdy = dy, pdw = dw, pdb = db)
        {
            T* to = pdw + Guard, toBias = pdb + Guard;
            switch (width)
            {
                case GemmTests.Width.Scalar: ConvolutionDriver<SimdScalar<T>, T, T>.GradientWeight(s, px, pdy, to, toBias, algorithm); break;
                case GemmTests.Width.W128: ConvolutionDriver<Simd128<T>, T, Vector128<T>>.GradientWeight(s, px, pdy, to, toBias, algorithm); break;
                case GemmTests.Width.W256: ConvolutionDriver<Simd256<T>, T, Vector256<T>>.GradientWeight(s, px, pdy, to, toBias, algorithm); break;
                case GemmTests.Width.W512: ConvolutionDriver<Simd512<T>, T, Vector512<T>>.GradientWeight(s, px, pdy, to, toBias, algorithm); break;
                default: Convolution.GradientWeight(s, px, pdy, to, toBias, algorithm); break;
            }
        }

        return (Inside(dw, "dw"), Inside(db, "db"));
    }

    // Errors are measured against the largest magnitude that a sum of such terms would typically have: √terms, each term being at most 1.
    public void Check(GemmTests.Width width, ConvAlgorithm algorithm, bool withBias, bool relu, double tolerance)
    {
        double[] expected = Reference.Conv2d<double>(
            Wide(x), (s.N, s.C, s.H, s.W), Wide(w), (s.K, s.GroupInputs, s.KernelHeight, s.KernelWidth), withBias ? Wide(bias) : [],
            (s.StrideH, s.StrideW), Padding, (s.DilationH, s.DilationW), s.Groups);
        for (int i = 0; relu && i < expected.Length; i++)
            expected[i] = Math.Max(0, expected[i]);
        Agree("y", width, algorithm, expected, Forward(width, algorithm, withBias, relu), tolerance, s.GroupInputs * s.Taps);

        expected = Reference.Conv2dInputGradient<double>(
            Wide(dy), (s.N, s.C, s.H, s.W), Wide(w), (s.K, s.GroupInputs, s.KernelHeight, s.KernelWidth),
            (s.StrideH, s.StrideW), Padding, (s.DilationH, s.DilationW), s.Groups);
        Agree("dx", width, algorithm, expected, GradientInput(width, algorithm), tolerance, s.GroupOutputs * s.Taps);

        (T[] dw, T[] db) = GradientWeight(width, algorithm);
        expected = Reference.Conv2dWeightGradient<double>(
            Wide(x), (s.N, s.C, s.H, s.W), Wide(dy), (s.K, s.GroupInputs, s.KernelHeight, s.KernelWidth),
            (s.StrideH, s.StrideW), Padding, (s.DilationH, s.DilationW), s.Groups);
        Agree("dw", width, algorithm, expected, dw, tolerance, s.N * s.OutHeight * s.OutWidth);
        Agree("db", width, algorithm, Reference.Conv2dBiasGradient<double>(Wide(dy), s.N, s.K), db, tolerance, s.N * s.OutHeight * s.OutWidth);
    }

    (int Top, int Left, int Bottom, int Right) Padding => (s.PadTop, s.PadLeft, s.PadBottom, s.PadRight);

    void Agree(string what, GemmTests.Width width, ConvAlgorithm algorithm, double[] expected, T[] actual, double tolerance, int terms)
    {
        Assert.Equal(expected.Length, actual.Length);
        double allowed = tolerance * Math.Sqrt(terms + 1);
        for (int i = 0; i < expected.Length; i++)
        {
            double value = double.CreateChecked(actual[i]);
            if (!(Math.Abs(value - expected[i]) <= allowed))
                Assert.Fail($"{what}[{i}] is {value}, expected {expected[i]} ± {allowed:g3} ({typeof(T).Name}, width {width}, {algorithm}, {s}).");
        }
    }

    static T[] Guarded(int length)
    {
        T[] values = new T[length + (2 * Guard)];
        Array.Fill(values, T.CreateChecked(7));
        return values;
    }

    T[] Inside(T[] values, string what)
    {
        T seven = T.CreateChecked(7);
        for (int i = 0; i < Guard; i++)
            Assert.True(values[i] == seven && values[^(i + 1)] == seven, $"{what} was written {i + 1} elements outside ({s}).");
        return values[Guard..^Guard];
    }

    static double[] Wide(T[] values) => Array.ConvertAll(values, double.CreateChecked);

    static T[] Fill(Random random, int length)
    {
        T[] values = new T[length];
        for (int i = 0; i < length; i++)
            values[i] = T.CreateChecked((random.NextDouble() * 2) - 1);
        return values;
    }
}
