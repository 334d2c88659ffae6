using System.Numerics;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

public sealed unsafe class BinaryKernelTests
{
    static double Twin(string k, double a, double b) => k switch
    {
        "Add" => a + b,
        "Sub" => a - b,
        "Mul" => a * b,
        "Div" => a / b,
        "Pow" => Math.Pow(a, b),
        "Maximum" => Math.Max(a, b),
        "Minimum" => Math.Min(a, b),
        "FloorDivide" => Math.Floor(a / b),
        "Remainder" => a - (b * Math.Floor(a / b)),
        "AddRelu" => Math.Max(a + b, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(k)),
    };

    // How the operands advance: both element by element, or one of them the same for all.
    enum Form
    {
        Both,
        OneB,
        OneA,
    }

    static void Run<T>(BinaryFunction f, Form form, DType type, T* a, T* b, T* y, int n, int width)
        where T : unmanaged
    {
        nint stepA = form == Form.OneA ? 0 : 1, stepB = form == Form.OneB ? 0 : 1;
        if (form == Form.Both) f.Run(type, a, b, y, n, width);
        else f.RunBroadcast(type, a, &stepA, b, &stepB, y, &n, 1, width);
    }

    [Fact]
    public void FloatsAgreeWithScalarTwinAtEveryWidthAndForm() => Reals<float>();

    [Fact]
    public void DoublesAgreeWithScalarTwinAtEveryWidthAndForm() => Reals<double>();

    static void Reals<T>()
        where T : unmanaged, INumber<T>
    {
        int[] lengths = [.. Enumerable.Range(0, 68), 1000];
        DType type = DTypes.Of<T>();
        foreach (string k in Formulas.Binary)
        {
            BinaryFunction f = Formulas.BinaryNamed(k);
            bool divides = k is "FloorDivide" or "Remainder";
            foreach (int width in KernelData.Widths)
            {
                foreach (Form form in Enum.GetValues<Form>())
                {
                    foreach (int n in lengths)
                    {
                        T[] a = KernelData.Values<T>(n + 1, n, !divides), b = KernelData.Values<T>(n + 1, n + 1000, !divides), y = new T[n + 1];
                        fixed (T* pa = a, pb = b, py = y)
                            Run(f, form, type, pa + 1 - (form == Form.OneA ? 1 : 0), pb + 1 - (form == Form.OneB ? 1 : 0), py + 1, n, width);
                        for (int i = 1; i <= n; i++)
                        {
                            double first = double.CreateChecked(form == Form.OneA ? a[0] : a[i]);
                            double second = double.CreateChecked(form == Form.OneB ? b[0] : b[i]);
                            double tolerance = divides ? 1e-3 * Math.Max(1, Math.Abs(second)) : KernelData.Tolerance<T>();
                            if (divides && Math.Abs((first / second) - Math.Round(first / second)) < 1e-4) continue;
                            KernelData.AssertNear(Twin(k, first, second), y[i], tolerance, $"{k}({first:R}, {second:R}) {form} width {width} length {n}");
                        }

                        if (form == Form.OneA) continue;
                        fixed (T* pa = a, pb = b)
                            Run(f, form, type, pa + 1, pb + 1 - (form == Form.OneB ? 1 : 0), pa + 1, n, width);
                        Assert.Equal(y.AsSpan(1), a.AsSpan(1));
                    }
                }
            }
        }
    }

    [Fact]
    public void IntegersAgreeWithScalarTwinAtEveryWidth()
    {
        Integers<int>();
        Integers<long>();
        Integers<byte>();
    }

    static void Integers<T>()
        where T : unmanaged, INumber<T>
    {
        DType type = DTypes.Of<T>();
        foreach (string k in Formulas.Binary)
        {
            BinaryFunction f = Formulas.BinaryNamed(k);
            if (!f.Takes(type)) continue;
            foreach (int width in KernelData.Widths)
            {
                for (int n = 0; n < 68; n++)
                {
                    T[] a = KernelData.Values<T>(n, n), b = KernelData.Values<T>(n, n + 1000), y = new T[n];
                    for (int i = 0; i < n; i++)
                    {
                        if (k == "Pow") b[i] = T.CreateTruncating(i % 4);
                        else if (b[i] == T.Zero) b[i] = T.One;
                    }

                    fixed (T* pa = a, pb = b, py = y)
                        f.Run(type, pa, pb, py, n, width);
                    for (int i = 0; i < n; i++)
                    {
                        long want = (long)Twin(k, double.CreateChecked(a[i]), double.CreateChecked(b[i]));
                        Assert.True(T.CreateTruncating(want) == y[i], $"{k}({a[i]}, {b[i]}) = {y[i]}, expected {want}");
                    }
                }
            }
        }
    }

    [Fact]
    public void IntegerDivisionRoundsDownAndNegativePowersVanish()
    {
        int[] a = [7, -7, 7, -7, int.MinValue], b = [2, 2, -2, -2, -1], y = new int[5];
        fixed (int* pa = a, pb = b, py = y)
        {
            Formulas.BinaryNamed("FloorDivide").Run(DType.Int32, pa, pb, py, 5, SimdWidth.Bits);
            Assert.Equal([3, -4, -4, 3, int.MinValue], y);
            Formulas.BinaryNamed("Remainder").Run(DType.Int32, pa, pb, py, 5, SimdWidth.Bits);
            Assert.Equal([1, 1, -1, -1, 0], y);
            int minusOne = -1;
            Run(Formulas.BinaryNamed("Pow"), Form.OneB, DType.Int32, pa, &minusOne, py, 5, SimdWidth.Bits);
            Assert.Equal([0, 0, 0, 0, 0], y);
            DTypeException refusal = Assert.Throws<DTypeException>(() => Divide(a));
            Assert.Contains("Int32", refusal.Message, StringComparison.Ordinal);
        }
    }

    static void Divide(int[] a)
    {
        fixed (int* p = a) Formulas.BinaryNamed("Div").Run(DType.Int32, p, p, p, a.Length, SimdWidth.Bits);
    }

    [Fact]
    public void BroadcastAgreesWithNaiveLoops()
    {
        var random = new Random(11);
        for (int trial = 0; trial < 400; trial++)
        {
            BroadcastCase sample = BroadcastCase.Random(random);
            float[] a = KernelData.Values<float>(sample.SizeA, trial, special: false), b = KernelData.Values<float>(sample.SizeB, trial + 1, special: false);
            float[] y = new float[sample.Size];
            byte[] compared = new byte[sample.Size], condition = new byte[sample.SizeA];
            float[] chosen = new float[sample.Size];
            for (int i = 0; i < condition.Length; i++) condition[i] = (byte)random.Next(2);
            fixed (float* pa = a, pb = b, py = y, pw = chosen)
            fixed (byte* pc = compared, pq = condition)
            fixed (nint* sa = sample.StridesA, sb = sample.StridesB)
            fixed (int* shape = sample.Shape)
            {
                Formulas.BinaryNamed("Sub").RunBroadcast(DType.Float32, pa, sa, pb, sb, py, shape, sample.Rank, SimdWidth.Bits);
                Formulas.TestNamed("Greater").Run(DType.Float32, pa, sa, pb, sb, pc, shape, sample.Rank);
                CompareKernels.Where(pq, sa, pa, sa, pb, sb, pw, shape, sample.Rank);
            }

            foreach ((int at, nint fromA, nint fromB) in sample.Walk())
            {
                Assert.Equal(a[fromA] - b[fromB], y[at]);
                Assert.Equal(a[fromA] > b[fromB] ? 1 : 0, compared[at]);
                Assert.Equal(condition[fromA] != 0 ? a[fromA] : b[fromB], chosen[at]);
            }
        }
    }

    [Fact]
    public void ComparisonsAndLogicFollowTheirTruthTables()
    {
        float[] a = [1, 2, 3, float.NaN], b = [2, 2, 2, float.NaN];
        Assert.Equal([0, 1, 0, 0], Compared("Equal", a, b));
        Assert.Equal([1, 0, 1, 1], Compared("NotEqual", a, b));
        Assert.Equal([1, 0, 0, 0], Compared("Less", a, b));
        Assert.Equal([1, 1, 0, 0], Compared("LessEqual", a, b));
        Assert.Equal([0, 0, 1, 0], Compared("Greater", a, b));
        Assert.Equal([0, 1, 1, 0], Compared("GreaterEqual", a, b));
        Assert.Equal([0, 0, 0, 1], Logic("And"));
        Assert.Equal([0, 1, 1, 1], Logic("Or"));
        Assert.Equal([0, 1, 1, 0], Logic("Xor"));
        Assert.Equal(["And", "Equal", "Greater", "GreaterEqual", "Less", "LessEqual", "NotEqual", "Or", "Xor"], Formulas.Tests);
    }

    static byte[] Compared(string k, float[] a, float[] b)
    {
        byte[] y = new byte[a.Length];
        int n = a.Length;
        nint one = 1;
        fixed (float* pa = a, pb = b)
        fixed (byte* py = y) Formulas.TestNamed(k).Run(DType.Float32, pa, &one, pb, &one, py, &n, 1);
        return y;
    }

    static byte[] Logic(string k)
    {
        byte[] a = [0, 0, 5, 5], b = [0, 3, 0, 3], y = new byte[4];
        int n = 4;
        nint one = 1;
        fixed (byte* pa = a, pb = b, py = y) Formulas.TestNamed(k).Run(DType.Bool, pa, &one, pb, &one, py, &n, 1);
        return y;
    }
}
