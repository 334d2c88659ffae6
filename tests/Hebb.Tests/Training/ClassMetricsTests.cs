using Hebb.Training;

namespace Hebb.Tests;

public sealed class ClassMetricsTests
{
    // Labels and predictions of three classes, with class 3 in neither.
    static readonly long[] Labels = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2], Predicted = [0, 0, 1, 2, 1, 1, 0, 2, 1, 1];

    [Fact]
    public void TopKCountsLabelsAmongTheBestScores()
    {
        Tensor scores = Tensor.From(new float[,] { { 1, 2, 3, 4 }, { 4, 3, 2, 1 }, { 2, 2, 2, 2 }, { 0, 9, 0, 1 } }), labels = Tensor.From([2L, 2, 1, 1]);
        Accuracy one = new(), two = new(2), all = new(9);
        foreach (Accuracy metric in new[] { one, two, all })
        {
            metric.Update(scores[..1], labels[..1]);
            metric.Update(scores[1..], labels[1..]);
        }

        Assert.Equal((0.25, 0.75, 1), (one.Compute(), two.Compute(), all.Compute()));
        Assert.Equal((4, 3), (two.Count, two.CorrectCount));
        two.Reset();
        Assert.True(double.IsNaN(two.Compute()));
    }

    [Fact]
    public void PixelsOfAnImageAreRows()
    {
        Tensor scores = Tensor.Randn([2, 3, 4, 5], generator: new Generator(1)), labels = scores.ArgMax(1);
        var accuracy = new Accuracy();
        accuracy.Update(scores, labels);
        Assert.Equal(1, accuracy.Compute());
        Assert.Equal(40, accuracy.Count);
    }

    [Fact]
    public void YesOrNoIsDecidedByAThreshold()
    {
        BinaryAccuracy logits = new(), probabilities = new(0.5);
        logits.Update(Tensor.From([-1.0, 0.2, 3, 0]), Tensor.From([0L, 1, 0, 0]));
        probabilities.Update(Tensor.From([0.4f, 0.6f]), Tensor.From([true, true]));
        Assert.Equal((0.75, 0.5), (logits.Compute(), probabilities.Compute()));
        Assert.Throws<ArgumentException>(() => logits.Update(Tensor.From([1.0]), Tensor.From([-1.0])));
    }

    [Fact]
    public void PrecisionRecallAndF1AreThoseOfTheTable()
    {
        ConfusionTable table = Table();
        // Class 0: called so 3 times, 2 of them right, of 4. Class 1: 5, 2, of 3. Class 2: 2, 1, of 3.
        Assert.Equal(new ClassScore(2 / 3.0, 0.5, 4 / 7.0, 4), table.Score(0));
        Assert.Equal(new ClassScore(0.4, 2 / 3.0, 0.5, 3), table.Score(1));
        Assert.Equal(new ClassScore(0.5, 1 / 3.0, 0.4, 3), table.Score(2));
        Assert.Equal(new ClassScore(0, 0, 0, 0), table.Score(3));
        Assert.Equal((10, 5, 0.5), (table.Total, table.CorrectCount, table.Accuracy));
        ClassScore micro = table.Average(Averaging.Micro), macro = table.Average(Averaging.Macro), weighted = table.Average(Averaging.Weighted);
        Assert.Equal((0.5, 0.5, 0.5), (micro.Precision, micro.Recall, micro.F1));
        Close(((2 / 3.0) + 0.4 + 0.5) / 3, 0.5, ((4 / 7.0) + 0.5 + 0.4) / 3, macro);
        Close(((4 * 2 / 3.0) + (3 * 0.4) + (3 * 0.5)) / 10, 0.5, ((4 * 4 / 7.0) + (3 * 0.5) + (3 * 0.4)) / 10, weighted);

        static void Close(double precision, double recall, double f1, ClassScore score) =>
            TorchFixture.AssertClose([precision, recall, f1], [score.Precision, score.Recall, score.F1], 1e-15);
    }

    [Fact]
    public void ScalarMetricsAreTheAverages()
    {
        ConfusionTable table = Table();
        foreach (Averaging averaging in Enum.GetValues<Averaging>())
        {
            Metric<double>[] metrics = [new Precision(4, averaging), new Recall(4, averaging), new F1Score(4, averaging)];
            foreach (Metric<double> metric in metrics) metric.Update(Tensor.From(Predicted), Tensor.From(Labels));
            ClassScore expected = table.Average(averaging);
            Assert.Equal([expected.Precision, expected.Recall, expected.F1], metrics.Select(metric => metric.Compute()));
        }
    }

    [Fact]
    public void TheMostConfusedPairsComeFirst()
    {
        ConfusionTable table = Table();
        Assert.Equal([new ConfusedPair(2, 1, 2), new ConfusedPair(0, 1, 1), new ConfusedPair(0, 2, 1)], table.MostConfused(3));
        Assert.Equal(4, table.MostConfused().Count);
        Assert.Equal("2 1 1 0\n1 2 0 0\n0 2 1 0\n0 0 0 0", table.ToString());
        Assert.Equal(2, table.ToTensor()[2, 1].Item<long>());
        Assert.Throws<ArgumentOutOfRangeException>(() => table[4, 0]);
    }

    [Fact]
    public void ATableDoesNotChangeWithLaterBatches()
    {
        var matrix = new ConfusionMatrix(4);
        matrix.Update(Tensor.From(Predicted), Tensor.From(Labels));
        ConfusionTable before = matrix.Compute();
        matrix.Update(Tensor.From(Predicted), Tensor.From(Labels));
        Assert.Equal((10, 20), (before.Total, matrix.Compute().Total));
        matrix.Reset();
        Assert.Equal(0, matrix.Compute().Total);
    }

    [Fact]
    public void WhatDoesNotFitIsNamed()
    {
        var matrix = new ConfusionMatrix(3);
        IndexException error = Assert.Throws<IndexException>(() => matrix.Update(Tensor.Zeros([2, 3]), Tensor.From([0L, 3])));
        Assert.Contains("label 3 at place 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("from 1", error.Help, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => matrix.Update(Tensor.Zeros([2, 4]), Tensor.From([0L, 1])));
        Assert.Throws<ShapeException>(() => matrix.Update(Tensor.From([0L]), Tensor.From([0L, 1])));
        Assert.Throws<DTypeException>(() => matrix.Update(Tensor.Zeros([2, 3]), Tensor.Zeros([2])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Accuracy(0));
        Assert.Equal(0, matrix.Compute().Total);
    }

    static ConfusionTable Table()
    {
        var matrix = new ConfusionMatrix(4);
        Tensor scores = Tensor.From(Predicted).OneHot(4).To(DType.Float32);
        matrix.Update(scores[..6], Tensor.From(Labels)[..6]);
        matrix.Update(Tensor.From(Predicted)[6..], Tensor.From(Labels)[6..]);
        return matrix.Compute();
    }
}
