using System.Numerics;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

public sealed unsafe class BinaryKernelTests
{
    static double Twin(BinaryKernel k, double a, double b) => k switch
    {
        BinaryKernel.Add => a + b,
        BinaryKernel.Sub => a - b,
        BinaryKernel.Mul => a * b,
        BinaryKernel.Div => a / b,
        BinaryKernel.Pow => Math.Pow(a, b),
        BinaryKernel.Maximum => Math.Max(a, b),
        BinaryKernel.Minimum => Math.Min(a, b),
        BinaryKernel.Atan2 => Math.Atan2(a, b),
        BinaryKernel.FloorDivide => Math.Floor(a / b),
        BinaryKernel.Remainder => a - (b * Math.Floor(a / b)),
        BinaryKernel.AddRelu => Math.Max(a + b, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(k)),
    };

    [Fact]
    public void FloatsAgreeWithScalarTwinAtEveryWidthAndForm() => Reals<float>();

    [Fact]
    public void DoublesAgreeWithScalarTwinAtEveryWidthAndForm() => Reals<double>();

    static void Reals<T>()
        where T : unmanaged, INumber<T>
    {
        int[] lengths = [.. Enumerable.Range(0, 68), 1000];
        foreach (BinaryKernel k in Enum.GetValues<BinaryKernel>())
        {
            bool divides = k is BinaryKernel.FloorDivide or BinaryKernel.Remainder;
            foreach (int width in KernelData.Widths)
            {
                foreach (BinaryKernels.Form form in Enum.GetValues<BinaryKernels.Form>())
                {
                    foreach (int n in lengths)
                    {
                        T[] a = KernelData.Values<T>(n + 1, n, !divides), b = KernelData.Values<T>(n + 1, n + 1000, !divides), y = new T[n + 1];
                        fixed (T* pa = a, pb = b, py = y)
                            SimdDispatch.Run<BinaryKernels.Job, T>(new BinaryKernels.Job(k, form, pa + 1 - (form == BinaryKernels.Form.OneA ? 1 : 0), pb + 1 - (form == BinaryKernels.Form.OneB ? 1 : 0), py + 1, n), width);
                        for (int i = 1; i <= n; i++)
                        {
                            double first = double.CreateChecked(form == BinaryKernels.Form.OneA ? a[0] : a[i]);
                            double second = double.CreateChecked(form == BinaryKernels.Form.OneB ? b[0] : b[i]);
                            double tolerance = divides ? 1e-3 * Math.Max(1, Math.Abs(second)) : KernelData.Tolerance<T>();
                            if (divides && Math.Abs((first / second) - Math.Round(first / second)) < 1e-4) continue;
                            KernelData.AssertNear(Twin(k, first, second), y[i], tolerance, $"{k}({first:R}, {second:R}) {form} width {width} length {n}");
                        }

                        if (form == BinaryKernels.Form.OneA) continue;
                        fixed (T* pa = a, pb = b)
                            SimdDispatch.Run<BinaryKernels.Job, T>(new BinaryKernels.Job(k, form, pa + 1, pb + 1 - (form == BinaryKernels.Form.OneB ? 1 : 0), pa + 1, n), width);
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
        foreach (BinaryKernel k in Enum.GetValues<BinaryKernel>())
        {
            if (k is BinaryKernel.Div or BinaryKernel.Atan2) continue;
            foreach (int width in KernelData.Widths)
            {
                for (int n = 0; n < 68; n++)
                {
                    T[] a = KernelData.Values<T>(n, n), b = KernelData.Values<T>(n, n + 1000), y = new T[n];
                    for (int i = 0; i < n; i++)
                    {
                        if (k == BinaryKernel.Pow) b[i] = T.CreateTruncating(i % 4);
                        else if (b[i] == T.Zero) b[i] = T.One;
                    }

                    fixed (T* pa = a, pb = b, py = y)
                        SimdDispatch.Run<BinaryKernels.Job, T>(new BinaryKernels.Job(k, BinaryKernels.Form.Both, pa, pb, py, n), width);
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
            BinaryKernels.Binary(BinaryKernel.FloorDivide, pa, pb, py, 5);
            Assert.Equal([3, -4, -4, 3, int.MinValue], y);
            BinaryKernels.Binary(BinaryKernel.Remainder, pa, pb, py, 5);
            Assert.Equal([1, 1, -1, -1, 0], y);
            BinaryKernels.BinaryScalar(BinaryKernel.Pow, pa, -1, py, 5);
            Assert.Equal([0, 0, 0, 0, 0], y);
            NotSupportedException refusal = Assert.Throws<NotSupportedException>(() => Divide(a));
            Assert.Contains("Int32", refusal.Message, StringComparison.Ordinal);
        }
    }

    static void Divide(int[] a)
    {
        fixed (int* p = a) BinaryKernels.Binary(BinaryKernel.Div, p, p, p, a.Length);
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
                BinaryKernels.BinaryBroadcast(BinaryKernel.Sub, pa, sa, pb, sb, py, shape, sample.Rank);
                CompareKernels.Compare(CompareKernel.Greater, pa, sa, pb, sb, pc, shape, sample.Rank);
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
        Assert.Equal([0, 1, 0, 0], Compared(CompareKernel.Equal, a, b));
        Assert.Equal([1, 0, 1, 1], Compared(CompareKernel.NotEqual, a, b));
        Assert.Equal([1, 0, 0, 0], Compared(CompareKernel.Less, a, b));
        Assert.Equal([1, 1, 0, 0], Compared(CompareKernel.LessEqual, a, b));
        Assert.Equal([0, 0, 1, 0], Compared(CompareKernel.Greater, a, b));
        Assert.Equal([0, 1, 1, 0], Compared(CompareKernel.GreaterEqual, a, b));
        Assert.Equal([0, 0, 0, 1], Logic(LogicKernel.And));
        Assert.Equal([0, 1, 1, 1], Logic(LogicKernel.Or));
        Assert.Equal([0, 1, 1, 0], Logic(LogicKernel.Xor));
    }

    static byte[] Compared(CompareKernel k, float[] a, float[] b)
    {
        byte[] y = new byte[a.Length];
        int n = a.Length;
        nint one = 1;
        fixed (float* pa = a, pb = b)
        fixed (byte* py = y) CompareKernels.Compare(k, pa, &one, pb, &one, py, &n, 1);
        return y;
    }

    static byte[] Logic(LogicKernel k)
    {
        byte[] a = [0, 0, 5, 5], b = [0, 3, 0, 3], y = new byte[4];
        int n = 4;
        nint one = 1;
        fixed (byte* pa = a, pb = b, py = y) CompareKernels.Logic(k, pa, &one, pb, &one, py, &n, 1);
        return y;
    }
}
