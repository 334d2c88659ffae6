using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb.Tests;

// Every algorithm and width of the convolution against nested loops in double.
// Rounding errors of a sum of n terms of size 1 grow like √n · 6e-8 in float and √n · 1.1e-16 in double; the tolerances per √n leave
// room for their chains, which are at most a few thousand additions long.
public sealed class ConvolutionTests
{
    // Winograd's transforms cancel sums some ten times as large as their results; its units are five times as large.
    const double WinogradFactor = 5;
    const double FloatUnit = 2e-6;
    const double DoubleUnit = 4e-15;

    public static TheoryData<GemmTests.Width, string> Ways
    {
        get
        {
            TheoryData<GemmTests.Width, string> ways = [];
            foreach (GemmTests.Width width in Enum.GetValues<GemmTests.Width>())
            {
                foreach (ConvAlgorithm algorithm in new[] { ConvAlgorithm.Auto, ConvAlgorithm.Direct, ConvAlgorithm.Packed, ConvAlgorithm.Winograd })
                    ways.Add(width, algorithm.ToString());
            }

            return ways;
        }
    }

    // n, c, h, w, k, kernel, stride, padding (top, left, bottom, right), dilation, groups.
    internal static ConvShape Shape(
        int n, int c, int h, int w, int k, (int H, int W) kernel, (int H, int W) stride, (int Top, int Left, int Bottom, int Right) pad,
        (int H, int W)? dilation = null, int groups = 1) =>
        new([n, c, h, w], [k, c / groups, kernel.H, kernel.W], new ConvGeometry(stride.H, stride.W, pad.Top, pad.Left, pad.Bottom, pad.Right, dilation?.H ?? 1, dilation?.W ?? 1, groups));

    static IEnumerable<ConvShape> Grid()
    {
        // Square kernels, strides 1 to 4, paddings from none to more than the kernel's half.
        foreach (int kernel in new[] { 1, 2, 3, 4, 5, 7, 11 })
        {
            for (int stride = 1; stride <= 4; stride++)
            {
                int pad = (kernel + stride) % 3 * kernel / 3;
                yield return Shape(1 + ((kernel + stride) % 3), 2 + (stride % 2), 13 + kernel, 11 + (2 * stride), 3 + (kernel % 4), (kernel, kernel), (stride, stride), (pad, pad, pad, pad));
            }
        }

        // Kernels, strides, paddings and dilations that differ by axis.
        yield return Shape(2, 3, 9, 14, 4, (3, 5), (1, 1), (1, 2, 1, 2));
        yield return Shape(1, 2, 12, 17, 5, (1, 7), (2, 3), (0, 3, 1, 2));
        yield return Shape(5, 1, 15, 6, 2, (4, 1), (3, 1), (2, 0, 0, 1));
        yield return Shape(2, 2, 10, 11, 3, (2, 3), (1, 2), (3, 0, 0, 4));
        yield return Shape(1, 3, 16, 15, 2, (3, 3), (1, 1), (2, 2, 2, 2), (2, 2));
        yield return Shape(2, 2, 17, 19, 3, (3, 2), (2, 1), (1, 0, 2, 3), (2, 3));
        yield return Shape(1, 2, 20, 21, 3, (3, 3), (2, 4), (0, 3, 3, 0), (4, 2));
        yield return Shape(2, 2, 19, 18, 3, (3, 3), (3, 2), (1, 1, 1, 1), (3, 2));

        // Kernels that their strides step over, and columns that no kernel reaches.
        yield return Shape(1, 2, 9, 9, 3, (1, 1), (2, 2), (0, 0, 0, 0));
        yield return Shape(2, 2, 10, 12, 3, (2, 1), (4, 3), (0, 0, 0, 0));

        // Outputs of one element, and whole images as kernels.
        yield return Shape(3, 4, 5, 5, 7, (5, 5), (1, 1), (0, 0, 0, 0));
        yield return Shape(2, 3, 1, 1, 4, (3, 3), (1, 1), (1, 1, 1, 1));
        yield return Shape(2, 3, 1, 1, 4, (1, 1), (1, 1), (0, 0, 0, 0));

        // Groups, depthwise with and without several outputs per channel.
        yield return Shape(2, 4, 9, 10, 6, (3, 3), (1, 1), (1, 1, 1, 1), null, 2);
        yield return Shape(1, 5, 12, 9, 5, (3, 3), (1, 1), (1, 1, 1, 1), null, 5);
        yield return Shape(2, 6, 11, 13, 12, (3, 3), (2, 2), (1, 1, 1, 1), null, 6);
        yield return Shape(2, 6, 8, 8, 4, (1, 1), (1, 1), (0, 0, 0, 0), null, 2);
        yield return Shape(1, 4, 20, 24, 4, (5, 3), (1, 2), (2, 1, 2, 1), (1, 2), 4);

        // One row (one-dimensional convolutions), outputs of exactly one or two vectors, products per image, several steps over the depth.
        yield return Shape(2, 3, 1, 40, 5, (1, 4), (1, 1), (0, 0, 0, 0));
        yield return Shape(2, 3, 1, 37, 5, (1, 4), (1, 2), (0, 2, 0, 1));
        yield return Shape(3, 3, 8, 8, 16, (3, 3), (1, 1), (1, 1, 1, 1));
        yield return Shape(1, 2, 7, 4, 9, (3, 3), (1, 1), (1, 1, 1, 1));
        yield return Shape(2, 2, 16, 16, 13, (3, 3), (1, 1), (1, 1, 1, 1));
        yield return Shape(1, 2, 6, 32, 14, (3, 3), (1, 1), (1, 1, 1, 1));
        yield return Shape(3, 24, 16, 16, 20, (1, 1), (1, 1), (0, 0, 0, 0));
        yield return Shape(2, 16, 7, 7, 19, (1, 1), (1, 1), (0, 0, 0, 0));
        yield return Shape(1, 130, 6, 7, 30, (3, 3), (1, 1), (1, 1, 1, 1));
        yield return Shape(1, 300, 5, 9, 17, (1, 1), (1, 1), (0, 0, 0, 0));
        yield return Shape(2, 70, 9, 9, 11, (3, 3), (2, 2), (0, 0, 0, 0));

        // 3×3 of stride 1 in tiles of 4×4, whole and ragged, several images to a block and several blocks to an image.
        yield return Shape(1, 8, 16, 16, 8, (3, 3), (1, 1), (1, 1, 1, 1));
        yield return Shape(5, 5, 8, 8, 3, (3, 3), (1, 1), (1, 1, 1, 1));
        yield return Shape(2, 3, 21, 38, 2, (3, 3), (1, 1), (0, 2, 1, 0));
        yield return Shape(1, 9, 3, 70, 17, (3, 3), (1, 1), (1, 1, 1, 1));
        yield return Shape(1, 3, 120, 13, 4, (3, 3), (1, 1), (2, 0, 0, 2));
        yield return Shape(3, 33, 16, 15, 35, (3, 3), (1, 1), (1, 1, 1, 1));
    }

    static double Factor(ConvShape s, string algorithm) =>
        algorithm == nameof(ConvAlgorithm.Winograd) || (algorithm == nameof(ConvAlgorithm.Auto) && s.C >= 32 && s.K >= 32) ? WinogradFactor : 1;

    [Theory]
    [MemberData(nameof(Ways))]
    public void Float32AgreesWithTheNestedLoopsOverTheGridOfShapes(GemmTests.Width width, string algorithm)
    {
        int seed = 0;
        foreach (ConvShape shape in Grid())
            new ConvolutionCase<float>(shape, ++seed).Check(width, Enum.Parse<ConvAlgorithm>(algorithm), seed % 2 == 0, seed % 3 == 0, FloatUnit * Factor(shape, algorithm));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Float64AgreesWithTheNestedLoopsOverTheGridOfShapes(GemmTests.Width width, string algorithm)
    {
        int seed = 0;
        foreach (ConvShape shape in Grid())
            new ConvolutionCase<double>(shape, ++seed).Check(width, Enum.Parse<ConvAlgorithm>(algorithm), seed % 2 == 1, seed % 3 == 0, DoubleUnit * Factor(shape, algorithm));
    }

    [Fact]
    public void ForwardAndInputGradientAreAdjoint()
    {
        int seed = 100;
        foreach (ConvShape shape in Grid())
        {
            ConvolutionCase<double> c = new(shape, ++seed);
            double left = Dot(c.Forward(GemmTests.Width.Chosen, ConvAlgorithm.Auto, false, false), c.Dy);
            double right = Dot(c.X, c.GradientInput(GemmTests.Width.Chosen, ConvAlgorithm.Auto));
            Assert.Equal(left, right, 1e-9 * (1 + Math.Abs(left)));
        }
    }

    [Fact]
    public void OneAndSeveralThreadsGiveTheSameBits()
    {
        ConvShape[] shapes =
        [
            Shape(1, 64, 28, 28, 64, (3, 3), (1, 1), (1, 1, 1, 1)), Shape(9, 3, 32, 32, 32, (5, 5), (1, 1), (2, 2, 2, 2)),
            Shape(4, 64, 17, 15, 40, (3, 3), (2, 2), (1, 1, 1, 1)), Shape(2, 96, 28, 28, 64, (1, 1), (1, 1), (0, 0, 0, 0)),
            Shape(1, 256, 7, 7, 96, (1, 1), (1, 1), (0, 0, 0, 0)), Shape(8, 48, 40, 40, 48, (3, 3), (1, 1), (1, 1, 1, 1), null, 48),
            Shape(3, 64, 1, 300, 64, (1, 5), (1, 1), (0, 2, 0, 2)),
        ];
        int before = Threads.Count;
        try
        {
            foreach (ConvShape shape in shapes)
            {
                ConvolutionCase<float> c = new(shape, 5);
                Threads.Count = 1;
                float[] y = c.Forward(GemmTests.Width.Chosen, ConvAlgorithm.Auto, true, true);
                float[] dx = c.GradientInput(GemmTests.Width.Chosen, ConvAlgorithm.Auto);
                (float[] dw, float[] db) = c.GradientWeight(GemmTests.Width.Chosen, ConvAlgorithm.Auto);
                foreach (int threads in new[] { 2, 3, 7 })
                {
                    Threads.Count = threads;
                    Assert.Equal(y, c.Forward(GemmTests.Width.Chosen, ConvAlgorithm.Auto, true, true));
                    Assert.Equal(dx, c.GradientInput(GemmTests.Width.Chosen, ConvAlgorithm.Auto));
                    (float[] dw2, float[] db2) = c.GradientWeight(GemmTests.Width.Chosen, ConvAlgorithm.Auto);
                    Assert.Equal(dw, dw2);
                    Assert.Equal(db, db2);
                }
            }
        }
        finally
        {
            Threads.Count = before;
        }
    }

    [Fact]
    public void AnEmptyBatchTouchesNoOutputAndHasZeroWeightGradients()
    {
        ConvolutionCase<float> c = new(Shape(0, 3, 8, 8, 4, (3, 3), (1, 1), (1, 1, 1, 1)), 1);
        Assert.Empty(c.Forward(GemmTests.Width.Chosen, ConvAlgorithm.Auto, true, false));
        Assert.Empty(c.GradientInput(GemmTests.Width.Chosen, ConvAlgorithm.Auto));
        (float[] dw, float[] db) = c.GradientWeight(GemmTests.Width.Chosen, ConvAlgorithm.Auto);
        Assert.All(dw, v => Assert.Equal(0, v));
        Assert.All(db, v => Assert.Equal(0, v));
    }

    [Fact]
    public unsafe void SteadyStateAllocatesNothing()
    {
        ConvShape shape = Shape(2, 8, 12, 12, 16, (3, 3), (1, 1), (1, 1, 1, 1));
        float[] x = new float[2 * 8 * 144], w = new float[16 * 8 * 9], bias = new float[16], y = new float[2 * 16 * 144];
        Assert.Equal(0, Allocations.OfSteadyState(() =>
        {
            fixed (float* px = x, pw = w, pb = bias, py = y)
            {
                SimdDispatch.Run<Convolution.Forward, float>(new(shape, px, pw, pb, py, Activation.Relu));
                SimdDispatch.Run<Convolution.InputGradient, float>(new(shape, py, pw, px));
                SimdDispatch.Run<Convolution.WeightGradient, float>(new(shape, px, py, pw, pb));
            }
        }));
    }

    [Theory]
    [InlineData(4, 6, 3, 4, 3, "groups")]
    [InlineData(4, 6, 9, 9, 1, "padded image")]
    [InlineData(4, 0, 3, 3, 1, "positive")]
    public unsafe void ShapesThatFitNothingAreRefused(int c, int k, int r, int s, int groups, string says)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => SimdDispatch.Run<Convolution.Forward, float>(new(Shape(1, c, 5, 5, k, (r, s), (1, 1), (0, 0, 0, 0), null, groups), null, null, null, null, Activation.None)));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
