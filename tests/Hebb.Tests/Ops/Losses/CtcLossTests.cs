using System.Text.Json;
using Hebb.Nn;

namespace Hebb.Tests;

public sealed class CtcLossTests
{
    static readonly JsonElement Published = TorchFixture.Load("losses.json").GetProperty("ctc");

    static Tensor Logits => Published.GetProperty("inputs")[0].AsTensor();

    static Tensor Targets => Published.GetProperty("inputs")[1].AsTensor().To(DType.Int64);

    static int[] Frames => [.. Published.GetProperty("frames").Numbers().Select(v => (int)v)];

    static int[] Lengths => [.. Published.GetProperty("lengths").Numbers().Select(v => (int)v)];

    [Theory]
    [InlineData("none", Reduction.None)]
    [InlineData("mean", Reduction.Mean)]
    [InlineData("sum", Reduction.Sum)]
    public void LossesArePyTorchs(string name, Reduction reduction)
    {
        Tensor logs = Logits.LogSoftmax(2);
        TorchFixture.AssertClose(Published.GetProperty(name).AsTensor(), logs.CtcLoss(Targets, Frames, Lengths, reduction: reduction), 1e-13);
        TorchFixture.AssertClose(
            Published.GetProperty("zero " + name).AsTensor(), new CTCLoss(reduction: reduction, zeroInfinity: true).Forward(logs, Targets, Frames, Lengths), 1e-13);
    }

    [Fact]
    public void TheGradientOfTheLogitsIsPyTorchs()
    {
        Tensor x = Logits.WithGrad();
        x.LogSoftmax(2).CtcLoss(Targets, Frames, Lengths, zeroInfinity: true).Backward();
        TorchFixture.AssertClose(Published.GetProperty("gradient").AsTensor(), x.Grad!, 1e-13);
    }

    [Fact]
    public void AnyClassCanBeTheBlank()
    {
        Tensor logs = Logits[.., 0..2].LogSoftmax(2), targets = Tensor.From(new long[,] { { 0, 3, 1 }, { 4, 1, 0 } });
        Tensor expected = Published.GetProperty("blank 5").AsTensor();
        TorchFixture.AssertClose(expected, logs.CtcLoss(targets, [12, 9], [3, 2], blank: 5, Reduction.None), 1e-13);
        TorchFixture.AssertClose(expected, logs.CtcLoss(Tensor.From([0L, 3, 1, 4, 1]), Tensor.From([12L, 9]), Tensor.From([3, 2]), 5, Reduction.None), 1e-13);
        TorchFixture.AssertClose(expected[1], logs[..9, 1].CtcLoss(Tensor.From([4L, 1]), [9], [2], 5, Reduction.None), 1e-13);
    }

    [Theory]
    [InlineData(new long[] { 1, 2 })]
    [InlineData(new long[] { 1, 1 })]
    [InlineData(new long[] { 2 })]
    [InlineData(new long[] { })]
    public void TheLossIsThatOfAllWaysAddedUpOneByOne(long[] labels)
    {
        const int Length = 5, Classes = 3;
        Tensor logs = Tensor.Randn([Length, Classes], generator: new Generator(7), dtype: DType.Float64).LogSoftmax(1);
        double[] values = logs.ToArray<double>();
        double total = 0;
        for (int code = 0; code < Math.Pow(Classes, Length); code++)
        {
            var spelt = new List<long>();
            double way = 0;
            long before = 0;
            for (int t = 0, rest = code; t < Length; t++, rest /= Classes)
            {
                long now = rest % Classes;
                way += values[(t * Classes) + now];
                if (now != 0 && now != before) spelt.Add(now);
                before = now;
            }

            if (spelt.SequenceEqual(labels)) total += Math.Exp(way);
        }

        Assert.Equal(-Math.Log(total), logs.CtcLoss(Tensor.From(labels), [Length], [labels.Length], reduction: Reduction.Sum).Item(), 1e-12);
    }

    [Fact]
    public void AThousandFramesNeitherVanishNorLoseTheirPrecisionInFloat32()
    {
        Tensor logits = Tensor.Randn([1000, 2, 30], generator: new Generator(3)).WithGrad(), exact = logits.Detach().To(DType.Float64).WithGrad();
        Tensor labels = Tensor.From(Enumerable.Range(0, 180).Select(i => (long)(1 + (i * 7 % 29))).ToArray());
        Tensor loss = logits.LogSoftmax(2).CtcLoss(labels, [1000, 900], [100, 80]), right = exact.LogSoftmax(2).CtcLoss(labels, [1000, 900], [100, 80]);
        Assert.Equal(right.Item(), loss.Item(), 1e-5 * right.Item());
        loss.Backward();
        right.Backward();
        TorchFixture.AssertClose(exact.Grad!, logits.Grad!, 1e-6);
    }

    [Fact]
    public void ThreadsDoNotChangeABit()
    {
        int before = Threads.Count;
        try
        {
            Assert.Equal(Run(1), Run(3));
        }
        finally
        {
            Threads.Count = before;
        }

        static float[] Run(int threads)
        {
            Threads.Count = threads;
            Tensor x = Tensor.Randn([40, 7, 9], generator: new Generator(5)).WithGrad();
            Tensor labels = Tensor.From(Enumerable.Range(0, 70).Select(i => (long)(1 + (i * 5 % 8))).ToArray(), [7, 10]);
            x.LogSoftmax(2).CtcLoss(labels, [40, 40, 39, 30, 25, 40, 40], [10, 9, 8, 7, 6, 5, 0]).Backward();
            return x.Grad!.ToArray<float>();
        }
    }

    [Fact]
    public void AnInfiniteLossExplainsItselfInTheBackwardPass()
    {
        Tensor x = Logits.WithGrad();
        Tensor loss = x.LogSoftmax(2).CtcLoss(Targets, Frames, Lengths);
        Assert.True(double.IsPositiveInfinity(loss.Item()));
        AutogradException error = Assert.Throws<AutogradException>(() => loss.Backward());
        Assert.Contains("row 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("its 5 labels, 2 of them equal to the one before, need 7 frames; the input has 6", error.Message, StringComparison.Ordinal);
        Assert.Contains("zeroInfinity", error.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInfiniteLossThatIsLeftOutDoesNoHarm()
    {
        Tensor x = Logits.WithGrad(), y = Logits.WithGrad();
        Tensor each = x.LogSoftmax(2).CtcLoss(Targets, Frames, Lengths, reduction: Reduction.None);
        each[0..3].Sum().Backward();
        y.LogSoftmax(2).CtcLoss(Targets, Frames, Lengths, reduction: Reduction.Sum, zeroInfinity: true).Backward();
        TorchFixture.AssertClose(y.Grad!, x.Grad!, 0);
    }

    [Fact]
    public void NoFramesAndNoLabelsAreASureThing()
    {
        Tensor logs = Tensor.Zeros([3, 2, 4]).LogSoftmax(2);
        float[] losses = logs.CtcLoss(Tensor.From([1L]), [0, 0], [0, 1], reduction: Reduction.None).ToArray<float>();
        Assert.Equal([0f, float.PositiveInfinity], losses);
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Tensor logs = Tensor.Zeros([5, 2, 4]).LogSoftmax(2), labels = Tensor.From(new long[,] { { 1, 2 }, { 3, 1 } });
        IndexException tooLarge = Assert.Throws<IndexException>(() => logs.CtcLoss(labels + 1, [5, 5], [2, 2]));
        Assert.Contains("label 4 at place 0 of row 1", tooLarge.Message, StringComparison.Ordinal);
        Assert.Contains("blank", tooLarge.Help, StringComparison.Ordinal);
        Assert.Contains("is the blank", Assert.Throws<IndexException>(() => logs.CtcLoss(labels - 1, [5, 5], [2, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("LogSoftmax", Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Ones([5, 2, 4]).CtcLoss(labels, [5, 5], [2, 2])).Message, StringComparison.Ordinal);
        ShapeException order = Assert.Throws<ShapeException>(() => logs.CtcLoss(labels, [5, 5, 5, 5, 5], [2, 2, 2, 2, 2]));
        Assert.Contains("Permute", order.Help, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => logs.CtcLoss(labels, [6, 5], [2, 2]));
        Assert.Throws<ShapeException>(() => logs.CtcLoss(labels, [5, 5], [3, 2]));
        Assert.Throws<ShapeException>(() => logs.CtcLoss(Tensor.From([1L, 2, 3]), [5, 5], [2, 2]));
        Assert.Throws<DTypeException>(() => logs.CtcLoss(labels.To(DType.Float32), [5, 5], [2, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => logs.CtcLoss(labels, [5, 5], [2, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => logs.CtcLoss(labels, [5, 5], [2, 2], blank: 4));
    }
}
