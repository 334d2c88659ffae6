using Hebb.Training;

namespace Hebb.Tests;

public sealed class RocTests
{
    [Fact]
    public void ACurveByHand()
    {
        var roc = new BinaryRoc();
        roc.Update(Tensor.From([0.9, 0.8, 0.7]), Tensor.From([1L, 0, 1]));
        roc.Update(Tensor.From([0.7, 0.3]), Tensor.From([false, true]));
        RocCurve curve = roc.Compute();
        Assert.Equal([double.PositiveInfinity, 0.9, 0.8, 0.7, 0.3], curve.Thresholds);
        Assert.Equal([0, 0, 0.5, 1, 1], curve.FalsePositiveRates);
        Assert.Equal([0, 1 / 3.0, 1 / 3.0, 2 / 3.0, 1], curve.TruePositiveRates);
        // Of six pairs the positive wins two, ties one and loses three.
        Assert.Equal(2.5 / 6, curve.Area, 1e-15);
    }

    [Fact]
    public void TheAreaIsTheShareOfPairsInTheRightOrder()
    {
        var generator = new Generator(3);
        Tensor scores = (Tensor.Rand([200], generator: generator, dtype: DType.Float64) * 20).Floor(), labels = (Tensor.Rand([200], generator: generator) < 0.3).To(DType.Int64);
        var roc = new BinaryRoc();
        for (int i = 0; i < 200; i += 50) roc.Update(scores[i..(i + 50)], labels[i..(i + 50)]);
        double[] values = scores.ToArray<double>();
        long[] ones = labels.ToArray<long>();
        double right = 0, pairs = 0;
        for (int i = 0; i < 200; i++)
        {
            for (int j = 0; j < 200; j++)
            {
                if (ones[i] != 1 || ones[j] != 0) continue;
                pairs++;
                right += values[i] > values[j] ? 1 : values[i] == values[j] ? 0.5 : 0;
            }
        }

        Assert.Equal(right / pairs, roc.Compute().Area, 1e-12);
    }

    [Fact]
    public void OneSidedTargetsHaveNoArea()
    {
        var roc = new BinaryRoc();
        roc.Update(Tensor.From([0.5, 0.6]), Tensor.From([1L, 1]));
        Assert.True(double.IsNaN(roc.Compute().Area));
        roc.Reset();
        Assert.Equal(0, roc.Compute().PositiveCount);
    }

    [Fact]
    public void EachClassAgainstTheRestIsABinaryCurve()
    {
        var generator = new Generator(5);
        Tensor scores = Tensor.Randn([60, 3], generator: generator).Softmax(1), labels = (Tensor.Rand([60], generator: generator) * 3).Floor().To(DType.Int64);
        var all = new OneVersusRestRoc(3);
        all.Update(scores[..25], labels[..25]);
        all.Update(scores[25..], labels[25..]);
        double macro = 0, weighted = 0;
        for (int c = 0; c < 3; c++)
        {
            var one = new BinaryRoc();
            one.Update(scores[.., c], labels.Equal(c));
            Assert.Equal(one.Compute().Area, all.Compute()[c].Area);
            macro += one.Compute().Area / 3;
            weighted += one.Compute().Area * one.Compute().PositiveCount / 60;
        }

        Assert.Equal(macro, all.Area(), 1e-14);
        Assert.Equal(weighted, all.Area(Averaging.Weighted), 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>(() => all.Area(Averaging.Micro));
    }

    [Fact]
    public void BadScoresAndTargetsAreErrors()
    {
        var roc = new BinaryRoc();
        Assert.Throws<ArgumentException>(() => roc.Update(Tensor.From([double.NaN]), Tensor.From([1L])));
        Assert.Throws<ArgumentException>(() => roc.Update(Tensor.From([0.5]), Tensor.From([2L])));
        Assert.Contains("Squeeze", Assert.Throws<ShapeException>(() => roc.Update(Tensor.Zeros([2, 1]), Tensor.From([1L, 0]))).Help, StringComparison.Ordinal);
    }
}
