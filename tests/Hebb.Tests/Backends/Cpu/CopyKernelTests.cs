using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

public sealed unsafe class CopyKernelTests
{
    [Fact]
    public void StridedCopiesAgreeWithNaiveLoops()
    {
        var random = new Random(2);
        for (int trial = 0; trial < 400; trial++)
        {
            BroadcastCase sample = BroadcastCase.Random(random);
            int[] source = [.. Enumerable.Range(1, sample.SizeA)], target = new int[sample.Size];
            fixed (int* ps = source, pt = target, shape = sample.Shape)
            fixed (nint* strides = sample.StridesA) CopyKernels.CopyStrided(ps, strides, shape, sample.Rank, pt);
            foreach ((int at, nint from, _) in sample.Walk()) Assert.Equal(source[from], target[at]);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 33)]
    [InlineData(64, 64)]
    [InlineData(129, 31)]
    public void TransposesOfEveryElementSize(int rows, int columns)
    {
        Transposed<byte>(rows, columns, i => (byte)i);
        Transposed<ushort>(rows, columns, i => (ushort)i);
        Transposed<float>(rows, columns, i => i);
        Transposed<double>(rows, columns, i => i);
    }

    static void Transposed<T>(int rows, int columns, Func<int, T> value)
        where T : unmanaged
    {
        const int Batch = 3;
        T[] source = [.. Enumerable.Range(0, Batch * rows * columns).Select(value)], target = new T[source.Length], back = new T[source.Length];
        int[] shape = [Batch, columns, rows];
        nint[] strides = [rows * columns, 1, columns];
        fixed (T* ps = source, pt = target, pb = back)
        fixed (int* sizes = shape)
        fixed (nint* steps = strides)
        {
            CopyKernels.CopyStrided(ps, steps, sizes, 3, pt);
            CopyKernels.ScatterStrided(pt, sizes, 3, pb, steps);
        }

        for (int batch = 0; batch < Batch; batch++)
        {
            for (int r = 0; r < rows; r++)
            {
                for (int c = 0; c < columns; c++) Assert.Equal(source[(batch * rows * columns) + (r * columns) + c], target[(batch * rows * columns) + (c * rows) + r]);
            }
        }

        Assert.Equal(source, back);
    }

    [Fact]
    public void ScatterLeavesTheGapsAlone()
    {
        int[] source = [1, 2, 3, 4, 5, 6], target = [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1];
        int[] shape = [2, 3];
        nint[] strides = [6, 2];
        fixed (int* ps = source, pt = target, sizes = shape)
        fixed (nint* steps = strides) CopyKernels.ScatterStrided(ps, sizes, 2, pt, steps);
        Assert.Equal([1, -1, 2, -1, 3, -1, 4, -1, 5, -1, 6, -1], target);
    }

    [Fact]
    public void ConversionsCutFractionsAndStopAtTheEnds()
    {
        Assert.Equal([1, -1, int.MaxValue, 0, int.MinValue], Converted<float, int>([1.9f, -1.9f, 1e20f, float.NaN, float.NegativeInfinity]));
        Assert.Equal([1L, -3], Converted<double, long>([1.5, -3.99]));
        Assert.Equal([1, 255, 0], Converted<int, byte>([1, -1, 256]));
        Assert.Equal([true, false, true, true], Converted<float, bool>([0.5f, -0f, float.NaN, -1]));
        Assert.Equal([1f, 0f], Converted<bool, float>([true, false]));
        Assert.Equal([(Half)0.1f], Converted<float, Half>([0.1f]));
        Assert.Equal([(double)(Half)0.1f], Converted<Half, double>([(Half)0.1f]));
        Assert.Equal([1.5f, 2f], Converted<double, float>([1.5, 2]));
    }

    [Fact]
    public void BFloat16RoundsToEvenAndComesBack()
    {
        float[] x = [1, -2.5f, 1.00390625f, 1.01171875f, 3.4e38f, float.PositiveInfinity, float.NaN, -0f, 1e-40f];
        float[] back = Converted<BFloat16, float>(Converted<float, BFloat16>(x));
        Assert.Equal([1, -2.5f, 1, 1.015625f, float.PositiveInfinity, float.PositiveInfinity, float.NaN, -0f], back[..8]);
        Assert.True(Math.Abs(back[8] - 1e-40f) < 1e-40f);
        int[] many = Converted<BFloat16, int>(Converted<int, BFloat16>([.. Enumerable.Range(0, 1000).Select(i => i % 256)]));
        for (int i = 0; i < 1000; i++) Assert.Equal(i % 256, many[i]);
    }

    static TTo[] Converted<TFrom, TTo>(TFrom[] source)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        var target = new TTo[source.Length];
        fixed (TFrom* ps = source)
        fixed (TTo* pt = target) ConvertKernels.Convert(ps, pt, source.Length);
        return target;
    }
}
