using System.Numerics;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

// Every width of the matrix product against a triple loop in double.
public sealed unsafe class GemmTests
{
    public enum Width
    {
        Scalar = 0,
        W128 = 128,
        W256 = 256,
        W512 = 512,
        Chosen = 1,
    }

    static readonly (int M, int N, int K)[] shapes =
    [
        (1, 1, 1), (1, 1, 7), (1, 5, 3), (5, 1, 3), (4, 4, 4), (2, 3, 5), (8, 10, 16), (8, 16, 100), (17, 33, 19), (13, 31, 7), (29, 37, 41),
        (14, 64, 9), (15, 65, 11), (1, 300, 40), (300, 1, 40),
        (1, 40, 300), (40, 1, 300), (3, 17, 257), (32, 20, 784), (64, 48, 64), (53, 30, 521), (7, 1031, 37), (70, 1, 9), (1, 1, 130), (2, 2, 70), (263, 11, 300), (97, 101, 600), (6, 16, 8), (12, 32, 8), (1, 7, 130), (1, 8, 130), (9, 1, 130), (70, 9, 130),
    ];

    public static TheoryData<Width> Widths => [Width.Scalar, Width.W128, Width.W256, Width.W512, Width.Chosen];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Float32AgreesWithTheTripleLoopForAllShapesAndStrides(Width width) => Agrees<float>(width, 1e-6);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Float64AgreesWithTheTripleLoopForAllShapesAndStrides(Width width) => Agrees<double>(width, 2e-15);

    static void Agrees<T>(Width width, double unit)
        where T : unmanaged, INumber<T>
    {
        int seed = 1;
        foreach ((int m, int n, int k) in shapes)
        {
            for (int layout = 0; layout < 9; layout++)
            {
                // Epilogues take turns, so that each meets every layout.
                int epilogue = (seed++ * 5 + layout) % 8;
                Case<T> c = new(m, n, k, layout % 3, layout / 3, seed);
                c.Check(width, (epilogue & 1) != 0, (epilogue & 2) != 0, (epilogue & 4) != 0, unit * (k + 4));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void LargeProductsAgreeAcrossPanelsAndSteps(Width width)
    {
        for (int layout = 0; layout < 9; layout++)
            new Case<float>(301, 50, 1100, layout % 3, layout / 3, layout).Check(width, layout % 2 == 0, true, layout % 3 == 0, 1e-6 * 1100, 16);
        new Case<float>(171, 2750, 380, 0, 1, 3).Check(width, false, true, false, 1e-6 * 380, 64);
        new Case<float>(48, 700, 1900, 0, 1, 3).Check(width, true, true, true, 1e-6 * 1900, 16);
        new Case<float>(900, 70, 40, 1, 0, 3).Check(width, false, false, false, 1e-6 * 40, 16);
        new Case<float>(171, 2750, 64, 1, 0, 3).Check(width, false, false, false, 1e-6 * 64, 64);
        new Case<float>(256, 256, 256, 1, 0, 3).Check(width, false, false, true, 1e-6 * 256, 16);
        new Case<float>(20, 3000, 512, 0, 0, 3).Check(width, false, false, false, 1e-6 * 512, 16);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void EmptyInnerAxisGivesTheEpilogueOfZero(Width width)
    {
        foreach ((int m, int n) in new[] { (3, 5), (1, 9), (9, 1), (40, 70) })
        {
            for (int layout = 0; layout < 9; layout++)
            {
                new Case<float>(m, n, 0, layout % 3, layout / 3, 7).Check(width, false, false, false, 0);
                new Case<float>(m, n, 0, layout % 3, layout / 3, 7).Check(width, true, true, true, 1e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void EmptyOuterAxesTouchNothing(Width width)
    {
        float guard = 42;
        Product<float> noRows = new() { N = 5, K = 3, ARow = 3, ACol = 1, BRow = 5, BCol = 1, C = &guard, CRow = 5 };
        Gemm.Multiply(&noRows, Bits(width));
        Product<float> noColumns = new() { M = 5, K = 3, ARow = 3, ACol = 1, BCol = 1, C = &guard };
        Gemm.Multiply(&noColumns, Bits(width));
        Assert.Equal(42, guard);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void NaNAndInfinityReachExactlyTheirElements(Width width)
    {
        foreach ((int m, int n, int k) in new[] { (4, 4, 4), (1, 20, 70), (20, 1, 70), (17, 33, 70), (9, 70, 130), (60, 70, 40) })
        {
            for (int layout = 0; layout < 9; layout++)
            {
                Case<float> c = new(m, n, k, layout % 3, layout / 3, 11);
                c.SetA(m / 2, k - 1, float.NaN);
                c.SetB(k / 2, n - 1, float.PositiveInfinity);
                c.Check(width, false, true, layout % 2 == 0, 1e-6 * (k + 4));
            }
        }
    }

    [Fact]
    public void OneAndSeveralThreadsGiveTheSameBits()
    {
        int before = Hebb.Threads.Count;
        try
        {
            foreach ((int m, int n, int k) in new[] { (130, 140, 600), (32, 257, 784), (8, 3000, 300), (1, 5000, 400), (1100, 1, 1000), (5000, 13, 40), (7, 11, 20_000) })
            {
                for (int layout = 0; layout < 9; layout++)
                {
                    Case<float> c = new(m, n, k, layout % 3, layout / 3, 5);
                    Hebb.Threads.Count = 1;
                    float[] alone = c.Run(Width.Chosen, true, true, true);
                    foreach (int threads in new[] { 2, 3, 7 })
                    {
                        Hebb.Threads.Count = threads;
                        Assert.Equal(alone, c.Run(Width.Chosen, true, true, true));
                    }
                }
            }
        }
        finally
        {
            Hebb.Threads.Count = before;
        }
    }

    [Fact]
    public void SteadyStateAllocatesNothing()
    {
        Case<float> c = new(64, 200, 300, 0, 1, 1);
        Assert.Equal(0, c.Repeat(20));
    }

    [Fact]
    public void NegativeSizesAreRefused()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () =>
            {
                Product<float> product = new() { M = 2, N = -1, K = 3 };
                Gemm.Multiply(&product);
            });
        Assert.Contains("[2, 3]·[3, -1]", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("32K\n", 32 << 10)]
    [InlineData("1M", 1 << 20)]
    [InlineData("4096", 4096)]
    [InlineData("", 7)]
    [InlineData("-5K", 7)]
    [InlineData("lots", 7)]
    public void CacheSizesAreRead(string text, int expected) => Assert.Equal(expected, CacheSizes.Parse(text, 7));

    internal static int Bits(Width width) => width == Width.Chosen ? SimdWidth.Bits : (int)width;

    // One product with its operands laid out: 0 row-major with padded rows, 1 transposed, 2 strided both ways.
    sealed class Case<T>
        where T : unmanaged, INumber<T>
    {
        readonly int m, n, k;
        readonly nint aRow, aCol, bRow, bCol, cRow;
        readonly T[] a, b, old, bias;

        public Case(int m, int n, int k, int aLayout, int bLayout, int seed)
        {
            (this.m, this.n, this.k) = (m, n, k);
            (aRow, aCol) = Strides(aLayout, m, k);
            (bRow, bCol) = Strides(bLayout, k, n);
            cRow = n + (n == 1 ? 0 : 3);
            Random random = new(seed);
            a = Fill(random, Length(aRow, aCol, m, k));
            b = Fill(random, Length(bRow, bCol, k, n));
            old = Fill(random, m * (int)cRow);
            bias = Fill(random, n);
        }

        public void SetA(int i, int p, T value) => a[(i * aRow) + (p * aCol)] = value;

        public void SetB(int p, int j, T value) => b[(p * bRow) + (j * bCol)] = value;

        // The bytes that so many products allocate on this thread.
        public long Repeat(int times)
        {
            T[] c = new T[old.Length];
            return Allocations.OfSteadyState(() => Into(c, Width.Chosen, times, default));
        }

        public T[] Run(Width width, bool accumulate, bool withBias, bool relu)
        {
            T[] c = (T[])old.Clone();
            fixed (T* biasPointer = bias)
            {
                Into(c, width, 1, new Product<T>
                {
                    Accumulate = accumulate,
                    Bias = withBias ? biasPointer : null,
                    Activation = relu ? Activation.Relu : Activation.None,
                });
            }

            return c;
        }

        public void Check(Width width, bool accumulate, bool withBias, bool relu, double tolerance, int every = 1)
        {
            T[] c = Run(width, accumulate, withBias, relu);
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < cRow; j++)
                {
                    // Of a large product a scattered part and the last row and column.
                    if (((i * 31) + (j * 17)) % every != 0 && i != m - 1 && j != n - 1)
                        continue;
                    int at = (i * (int)cRow) + j;
                    double expected = j < n ? Expected(i, j, accumulate, withBias, relu) : double.CreateChecked(old[at]);
                    double actual = double.CreateChecked(c[at]);
                    bool same = expected.Equals(actual) || Math.Abs(expected - actual) <= (j < n ? tolerance : 0);
                    if (!same)
                    {
                        Assert.Fail(
                            $"{width} {typeof(T).Name} [{m}, {k}]·[{k}, {n}], A strides ({aRow}, {aCol}), B strides ({bRow}, {bCol}), "
                            + $"accumulate {accumulate}, bias {withBias}, relu {relu}: C[{i}, {j}] is {actual}, expected {expected}.");
                    }
                }
            }
        }

        void Into(T[] c, Width width, int times, Product<T> product)
        {
            fixed (T* aPointer = a, bPointer = b, cPointer = c)
            {
                (product.M, product.N, product.K) = (m, n, k);
                (product.ARow, product.ACol, product.BRow, product.BCol, product.CRow) = (aRow, aCol, bRow, bCol, cRow);
                product.A = aPointer;
                product.B = bPointer;
                product.C = cPointer;
                for (int i = 0; i < times; i++)
                    Gemm.Multiply(&product, Bits(width));
            }
        }

        double Expected(int i, int j, bool accumulate, bool withBias, bool relu)
        {
            double sum = 0;
            for (int p = 0; p < k; p++)
                sum += double.CreateChecked(a[(i * aRow) + (p * aCol)]) * double.CreateChecked(b[(p * bRow) + (j * bCol)]);
            if (accumulate)
                sum += double.CreateChecked(old[(i * (int)cRow) + j]);
            if (withBias)
                sum += double.CreateChecked(bias[j]);
            return relu && sum < 0 ? 0 : sum;
        }

        static (nint Row, nint Col) Strides(int layout, int rows, int columns) => layout switch
        {
            0 => (columns + (columns % 3), 1),
            1 => (1, rows),
            _ => (2, (2 * rows) + 1),
        };

        // Exactly as long as the strides need, so that a read beyond the end meets another object's memory.
        static int Length(nint row, nint column, int rows, int columns) =>
            rows == 0 || columns == 0 ? 0 : (int)(((rows - 1) * row) + ((columns - 1) * column) + 1);

        static T[] Fill(Random random, int length)
        {
            T[] values = new T[length];
            for (int i = 0; i < length; i++)
                values[i] = T.CreateChecked((random.NextDouble() * 2) - 1);
            return values;
        }
    }
}
