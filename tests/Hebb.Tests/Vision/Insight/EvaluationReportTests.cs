using Hebb.Data;
using Hebb.Nn;
using Hebb.Training;
using Hebb.Vision.Datasets;
using Hebb.Vision.Insight;

namespace Hebb.Tests;

public sealed class EvaluationReportTests
{
    [Fact]
    public void NumbersAreThoseOfTheMetricsAndTheDataIsReadOnce()
    {
        var data = new CountingDataset(Digits.Test);
        EvaluationReport seen = EvaluationReport.Of(TrainedDigits.Model, data, Digits.Classes, new EvaluationOptions { BatchSize = 100, Shown = 10 });
        Assert.All(data.Reads, count => Assert.Equal(1, count));
        using var quiet = Autograd.NoGrad();
        Tensor scores = TrainedDigits.Model.Forward(Digits.Test.Images), losses = scores.CrossEntropy(Digits.Test.Labels, reduction: Reduction.None);
        Assert.Equal(1297, seen.Count);
        Assert.Equal(Metrics.Accuracy(scores, Digits.Test.Labels), seen.Accuracy, 1e-12);
        Assert.InRange(seen.Accuracy, 0.9, 1);
        Assert.Equal(losses.ToArray<double>().Average(), seen.MeanLoss, 1e-4);
        Assert.Equal(10, seen.PerClass.Count);
        Assert.Equal(1297, seen.PerClass.Sum(c => c.Support));
        Assert.Equal(10, seen.Roc.Count);
        Assert.InRange(seen.Calibration.ExpectedError, 0, 0.2);

        int[] worst = [.. losses.ToArray<double>().Index().OrderByDescending(l => l.Item).Take(10).Select(l => l.Index)];
        Assert.Equal(worst.Select(i => (long)i), seen.Gallery.Worst.Select(w => w.Index));
        Assert.Equal(10, seen.Gallery.Right.Count);
        Assert.All(seen.Gallery.Right, r => Assert.Equal(r.Label, r.Predicted));
        Assert.All(seen.Gallery.Wrong, w => Assert.NotEqual(w.Label, w.Predicted));
        long[] labels = Digits.Test.Labels.ToArray<long>();
        Assert.All(seen.Gallery.Worst, w => Assert.Equal(labels[(int)w.Index], w.Label));
    }

    [Fact]
    public void ThePageHoldsMatrixGalleryAndReliability()
    {
        string page = EvaluationReport.Of(TrainedDigits.Model, Digits.Test, Digits.Classes).ToReport("Digits").ToHtml();
        foreach (string part in (string[])["Who is taken for whom", "The worst predictions", "Reliability", "ROC", "was taken for"]) Assert.Contains(part, page, StringComparison.Ordinal);
    }

    [Fact]
    public void InputsThatAreNoImagesLeaveTheGalleryOut()
    {
        var model = new Linear(2, 2, bias: false);
        model.Weight.Set(Tensor.From([1f, 0, 0, 1], [2, 2]));
        Tensor x = Tensor.From([1f, 0, 0, 1, 5, 0], [3, 2]);
        EvaluationReport seen = EvaluationReport.Of(model, new TensorDataset(x, Tensor.From([0L, 1, 1])), ["a", "b"]);
        Assert.Equal(2 / 3.0, seen.Accuracy, 1e-12);
        Prediction worst = seen.Gallery.Worst[0];
        Assert.Equal((2L, 1, 0), (worst.Index, worst.Label, worst.Predicted));
        Assert.Equal(5 + Math.Log(1 + Math.Exp(-5)), worst.Loss, 1e-6);
        Assert.Equal(1 / (1 + Math.Exp(-5)), worst.Confidence, 1e-6);
        Assert.DoesNotContain("The worst predictions", seen.ToReport().ToHtml(), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => seen.Gallery.WorstFigure());
        Assert.Throws<ShapeException>(() => EvaluationReport.Of(model, new TensorDataset(x, Tensor.From([0L, 1, 1])), ["a", "b", "c"]));
    }

    [Fact]
    public void BytesBecomeFloatsAndAPerfectModelHasAPageToo()
    {
        var model = new Sequential(new Flatten(), new Linear(4, 2, bias: false));
        model[1].Parameters().First().Set(Tensor.From([9f, 0, 0, 0, 0, 9, 0, 0], [2, 4]));
        Tensor x = Tensor.From<byte>([255, 0, 0, 0, 0, 255, 0, 0], [2, 1, 2, 2]);
        EvaluationReport seen = EvaluationReport.Of(model, new TensorDataset(x, Tensor.From([0L, 1])), ["a", "b"]);
        Assert.Equal(1, seen.Accuracy);
        Assert.Equal(Math.Log(1 + Math.Exp(-9)), seen.MeanLoss, 1e-6);
        Assert.Contains("The worst predictions", seen.ToReport().ToHtml(), StringComparison.Ordinal);
    }

    sealed class CountingDataset(IDataset inner) : IDataset
    {
        public int[] Reads { get; } = new int[inner.Count];

        public int Count => inner.Count;

        public Batch Take(ReadOnlySpan<int> indices)
        {
            foreach (int i in indices) Reads[i]++;
            return inner.Take(indices);
        }
    }
}
