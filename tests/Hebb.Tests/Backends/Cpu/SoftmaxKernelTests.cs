using System.Numerics;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

public sealed unsafe class SoftmaxKernelTests
{
    static readonly (int Outer, int Axis, int Inner)[] Shapes = [(3, 1, 1), (4, 10, 1), (3, 16, 1), (2, 2, 1), (2, 67, 1), (1, 1000, 1), (2, 5, 3), (2, 10, 8), (1, 21, 67)];

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 1000)]
    [InlineData(true, 1000)]
    public void AgreesWithTwinForwardAndBackward(bool log, double size)
    {
        Agrees<float>(log, size, 2e-6);
        Agrees<double>(log, size, 1e-12);
    }

    static void Agrees<T>(bool log, double size, double tolerance)
        where T : unmanaged, INumber<T>
    {
        foreach ((int outer, int axis, int inner) in Shapes)
        {
            foreach (int width in KernelData.Widths)
            {
                var random = new Random(7);
                int n = outer * axis * inner;
                T[] x = new T[n], y = new T[n], dy = new T[n], dx = new T[n];
                for (int i = 0; i < n; i++)
                {
                    x[i] = T.CreateTruncating(((random.NextDouble() * 2) - 1) * size);
                    dy[i] = T.CreateTruncating(random.NextDouble() - 0.5);
                }

                fixed (T* px = x, py = y, pdy = dy, pdx = dx)
                {
                    SimdDispatch.Run<SoftmaxKernels.ForwardJob, T>(new SoftmaxKernels.ForwardJob(px, py, outer, axis, inner, log), width);
                    SimdDispatch.Run<SoftmaxKernels.GradientJob, T>(new SoftmaxKernels.GradientJob(pdy, py, pdx, outer, axis, inner, log), width);
                }

                for (int o = 0; o < outer; o++)
                {
                    for (int i = 0; i < inner; i++)
                    {
                        int[] at = [.. Enumerable.Range(0, axis).Select(a => (((o * axis) + a) * inner) + i)];
                        double[] line = [.. at.Select(p => double.CreateChecked(x[p]))];
                        double sum = line.Sum(v => Math.Exp(v - line.Max()));
                        double[] soft = [.. line.Select(v => Math.Exp(v - line.Max()) / sum)];
                        double[] given = [.. at.Select(p => double.CreateChecked(dy[p]))];
                        double dot = given.Zip(soft, (a, b) => a * b).Sum();
                        for (int a = 0; a < axis; a++)
                        {
                            double want = log ? line[a] - line.Max() - Math.Log(sum) : soft[a];
                            double gradient = log ? given[a] - (soft[a] * given.Sum()) : soft[a] * (given[a] - dot);
                            Near(want, y[at[a]], tolerance, $"{axis} × {inner}, width {width}");
                            Near(gradient, dx[at[a]], tolerance * Math.Max(1, size / 10), $"gradient of {axis} × {inner}, width {width}");
                        }
                    }
                }

                fixed (T* px = x) SimdDispatch.Run<SoftmaxKernels.ForwardJob, T>(new SoftmaxKernels.ForwardJob(px, px, outer, axis, inner, log), width);
                Assert.Equal(y, x);
            }
        }
    }

    static void Near<T>(double want, T got, double tolerance, string what)
        where T : INumber<T> =>
        Assert.True(Math.Abs(want - double.CreateChecked(got)) <= tolerance * Math.Max(1, Math.Abs(want)), $"{what}: {want:R} against {got}");

    [Fact]
    public void NaNSpoilsItsWholeRowOnly()
    {
        foreach (int n in (int[])[3, 10, 100])
        {
            float[] x = KernelData.Values<float>(2 * n, n, special: false), y = new float[2 * n];
            x[1] = float.NaN;
            fixed (float* px = x, py = y) SoftmaxKernels.Softmax(px, py, 2, n, 1);
            Assert.All(y[..n], v => Assert.True(float.IsNaN(v)));
            Assert.Equal(1f, y[n..].Sum(), 1e-5f);
        }
    }

    [Fact]
    public void CrossEntropyIsMinusTheLogarithmOfTheTargetsProbability()
    {
        const int Rows = 5, Classes = 11;
        float[] logits = KernelData.Values<float>(Rows * Classes, 4, special: false), probabilities = new float[Rows * Classes], loss = new float[Rows];
        logits[3] = 1000;
        logits[12] = -1000;
        long[] target = [3, 0, 10, 5, 5];
        fixed (float* pl = logits, pp = probabilities, ps = loss)
        fixed (long* pt = target)
        {
            SoftmaxKernels.CrossEntropyRows(pl, pt, Rows, Classes, ps, pp);
            for (int row = 0; row < Rows; row++)
            {
                double[] line = [.. logits.Skip(row * Classes).Take(Classes).Select(v => (double)v)];
                double sum = line.Sum(v => Math.Exp(v - line.Max()));
                Near(line.Max() + Math.Log(sum) - line[target[row]], loss[row], 1e-6, $"row {row}");
                for (int c = 0; c < Classes; c++) Near(Math.Exp(line[c] - line.Max()) / sum, probabilities[(row * Classes) + c], 1e-6, $"row {row}, class {c}");
            }
        }

        target[2] = 11;
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => Entropy(logits, target, loss)).Message;
        Assert.Contains("row 2 is 11", message, StringComparison.Ordinal);
    }

    static void Entropy(float[] logits, long[] target, float[] loss)
    {
        fixed (float* pl = logits, ps = loss)
        fixed (long* pt = target) SoftmaxKernels.CrossEntropyRows(pl, pt, 5, 11, ps, pl);
    }
}
