using System.Numerics;
using Hebb.Backends;
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
        fixed (T* px = x, pw = w, pb = bias, py = y)
        {
            T* b = withBias ? pb : null;
            SimdDispatch.Run<Convolution.Forward, T>(new(s, px, pw, b, py + Guard, relu ? Activation.Relu : Activation.None, algorithm), GemmTests.Bits(width));
        }

        return Inside(y, "y");
    }

    public T[] GradientInput(GemmTests.Width width, ConvAlgorithm algorithm)
    {
        T[] dx = Guarded(x.Length);
        fixed (T* pdy = dy, pw = w, pdx = dx)
        {
            SimdDispatch.Run<Convolution.InputGradient, T>(new(s, pdy, pw, pdx + Guard, algorithm), GemmTests.Bits(width));
        }

        return Inside(dx, "dx");
    }

    public (T[] Dw, T[] Db) GradientWeight(GemmTests.Width width, ConvAlgorithm algorithm)
    {
        T[] dw = Guarded(w.Length), db = Guarded(bias.Length);
        fixed (T* px = x, pdy = dy, pdw = dw, pdb = db)
        {
            SimdDispatch.Run<Convolution.WeightGradient, T>(new(s, px, pdy, pdw + Guard, pdb + Guard, algorithm), GemmTests.Bits(width));
        }

        return (Inside(dw, "dw"), Inside(db, "db"));
    }

    // Errors are measured against the largest magnitude that a sum of such terms would typically have: √terms, each term being at most 1.
    public void Check(GemmTests.Width width, ConvAlgorithm algorithm, bool withBias, bool relu, double tolerance)
    {
        double[] expected = Reference.Conv2d<double>(
            Wide(x), (s.N, s.C, s.H, s.W), Wide(w), (s.K, s.GroupInputs, s.KernelHeight, s.KernelWidth), withBias ? Wide(bias) : [],
            (s.Geometry.StrideHeight, s.Geometry.StrideWidth), Padding, (s.Geometry.DilationHeight, s.Geometry.DilationWidth), s.Geometry.Groups);
        for (int i = 0; relu && i < expected.Length; i++)
            expected[i] = Math.Max(0, expected[i]);
        Agree("y", width, algorithm, expected, Forward(width, algorithm, withBias, relu), tolerance, s.GroupInputs * s.Taps);

        expected = Reference.Conv2dInputGradient<double>(
            Wide(dy), (s.N, s.C, s.H, s.W), Wide(w), (s.K, s.GroupInputs, s.KernelHeight, s.KernelWidth),
            (s.Geometry.StrideHeight, s.Geometry.StrideWidth), Padding, (s.Geometry.DilationHeight, s.Geometry.DilationWidth), s.Geometry.Groups);
        Agree("dx", width, algorithm, expected, GradientInput(width, algorithm), tolerance, s.GroupOutputs * s.Taps);

        (T[] dw, T[] db) = GradientWeight(width, algorithm);
        expected = Reference.Conv2dWeightGradient<double>(
            Wide(x), (s.N, s.C, s.H, s.W), Wide(dy), (s.K, s.GroupInputs, s.KernelHeight, s.KernelWidth),
            (s.Geometry.StrideHeight, s.Geometry.StrideWidth), Padding, (s.Geometry.DilationHeight, s.Geometry.DilationWidth), s.Geometry.Groups);
        Agree("dw", width, algorithm, expected, dw, tolerance, s.N * s.OutHeight * s.OutWidth);
        Agree("db", width, algorithm, Reference.Conv2dBiasGradient<double>(Wide(dy), s.N, s.K), db, tolerance, s.N * s.OutHeight * s.OutWidth);
    }

    (int Top, int Left, int Bottom, int Right) Padding => (s.Geometry.PadTop, s.Geometry.PadLeft, s.Geometry.PadBottom, s.Geometry.PadRight);

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
