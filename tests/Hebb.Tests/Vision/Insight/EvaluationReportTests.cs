using Hebb.Data;
using Hebb.Nn;
using Hebb.Training;
using Hebb.Vision.Datasets;
using Hebb.Vision.Insight;
using Hebb.Vision.Transforms;

namespace Hebb.Tests;

public sealed class EvaluationReportTests
{
    [Fact]
    public void NumbersAreThoseOfTheMetricsAndTheDataIsReadOnce()
    {
        var data = new CountingDataset(Digits.Test);
        EvaluationReport seen = EvaluationReport.Of(TrainedDigits.Model, data, Digits.Classes, new EvaluationOptions { BatchSize = 100 });
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

        Assert.Equal(losses.ToArray<double>().Index().OrderByDescending(l => l.Item).Take(10).Select(l => l.Index), seen.ByLoss.Take(10).Select(one => one.Index));
        Assert.Equal(Digits.Test.Labels.ToArray<long>(), seen.Predictions.Select(one => (long)one.Label));
        Assert.Equal(scores.ArgMax(1).ToArray<long>(), seen.Predictions.Select(one => (long)one.Predicted));
        Assert.Equal(Enumerable.Range(0, 1297), seen.Predictions.Select(one => one.Index));
        Assert.Equal(seen.CorrectCount, seen.Predictions.Count(one => one.IsCorrect));
    }

    [Fact]
    public void ThePageHoldsMatrixGalleryAndReliability()
    {
        string page = EvaluationReport.Of(TrainedDigits.Model, Digits.Test, Digits.Classes).ToReport("Digits").ToHtml();
        foreach (string part in (string[])["Truth and prediction", "The worst predictions", "Reliability", "ROC", "was taken for"]) Assert.Contains(part, page, StringComparison.Ordinal);
    }

    [Fact]
    public void InputsThatAreNoImagesLeaveTheGalleryOut()
    {
        var model = new Linear(2, 2, bias: false);
        model.Weight.Set(Tensor.From([1f, 0, 0, 1], [2, 2]));
        Tensor x = Tensor.From([1f, 0, 0, 1, 5, 0], [3, 2]);
        EvaluationReport seen = EvaluationReport.Of(model, new TensorDataset(x, Tensor.From([0L, 1, 1])), ["a", "b"]);
        Assert.Equal(2 / 3.0, seen.Accuracy, 1e-12);
        SamplePrediction worst = seen.ByLoss[0];
        Assert.Equal((2, 1, 0), (worst.Index, worst.Label, worst.Predicted));
        Assert.Equal(5 + Math.Log(1 + Math.Exp(-5)), worst.Loss, 1e-6);
        Assert.Equal(1 / (1 + Math.Exp(-5)), worst.Confidence, 1e-6);
        Assert.DoesNotContain("The worst predictions", seen.ToReport().ToHtml(), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => seen.ToFigure(seen.ByLoss));
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

    [Fact]
    public void ConfusionCalibrationAndRocAreThoseOfTheMetrics()
    {
        EvaluationReport seen = EvaluationReport.Of(TrainedDigits.Model, Digits.Test, Digits.Classes);
        using var quiet = Autograd.NoGrad();
        Tensor scores = TrainedDigits.Model.Forward(Digits.Test.Images), labels = Digits.Test.Labels;
        var confusion = new ConfusionMatrix(10);
        var calibration = new CalibrationError(fromLogits: true);
        var roc = new OneVersusRestRoc(10);
        var top = new Accuracy(3);
        confusion.Update(scores, labels);
        calibration.Update(scores, labels);
        roc.Update(scores.To(DType.Float64).Softmax(1), labels);
        top.Update(scores, labels);
        Assert.Equal(confusion.Compute().ToTensor().ToArray<long>(), seen.Confusion.ToTensor().ToArray<long>());
        Assert.Equal(calibration.Compute().ExpectedError, seen.Calibration.ExpectedError, 1e-6);
        Assert.All(roc.Compute().Zip(seen.Roc), pair => Assert.Equal(pair.First.Area, pair.Second.Area, 1e-4));
        Assert.Equal(top.Compute(), seen.TopAccuracy(3), 1e-12);
        Assert.Equal(seen.Accuracy, seen.TopAccuracy(1), 1e-12);
        Assert.Equal(1, seen.TopAccuracy(10), 1e-12);
        float[] expected = scores.Softmax(1).ToArray<float>();
        for (int i = 0; i < seen.Count; i++) Assert.All(seen.Probabilities(i).ToArray().Zip(expected[(10 * i)..(10 * (i + 1))]), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Fact]
    public void NothingIsKeptBeyondTheBound()
    {
        EvaluationReport seen = EvaluationReport.Of(TrainedDigits.Model, Digits.Test, options: new EvaluationOptions { MaxProbabilities = 12_969 });
        Assert.False(seen.HasProbabilities);
        Assert.Empty(seen.Roc);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], seen.Classes);
        Assert.Contains("MaxProbabilities", Assert.Throws<InvalidOperationException>(() => seen.Probabilities(0).Length).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ROC", seen.ToReport().ToHtml(), StringComparison.Ordinal);
        Assert.InRange(seen.Accuracy, 0.9, 1);
    }

    [Fact]
    public void ModesAreAsBeforeAndARandomTransformDoesTheSameAgain()
    {
        var model = new Sequential(new Flatten(), new Dropout(0.5), new Linear(64, 10));
        model[1].Eval();
        var options = new EvaluationOptions { Transform = new RandomAffine(degrees: 20) };
        double first = EvaluationReport.Of(model, Digits.Test, options: options).MeanLoss;
        Assert.True(model.IsTraining);
        Assert.False(model[1].IsTraining);
        Assert.Equal(first, EvaluationReport.Of(model, Digits.Test, options: options).MeanLoss);
        Assert.NotEqual(first, EvaluationReport.Of(model, Digits.Test).MeanLoss);
    }

    [Fact]
    public void ACancelledEvaluationThrows()
    {
        using var cancel = new CancellationTokenSource();
        var model = new Sequential(new LambdaModule(x =>
        {
            cancel.Cancel();
            return x;
        }), new Flatten(), new Linear(64, 10));
        Assert.Throws<OperationCanceledException>(() => EvaluationReport.Of(model, Digits.Test, options: new EvaluationOptions { BatchSize = 10 }, cancel: cancel.Token));
        Assert.True(model.IsTraining);
    }

    [Fact]
    public void ScoresThatAreNoNumbersAndLabelsThatAreNoClassesAreRefused()
    {
        var model = new LambdaModule(x => x);
        var labels = Tensor.From([0L, 1]);
        string message = Assert.Throws<ArgumentException>(() => EvaluationReport.Of(model, new TensorDataset(Tensor.From([1f, 0, 0, float.NaN], [2, 2]), labels))).Message;
        Assert.Contains("sample 1", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => EvaluationReport.Of(model, new TensorDataset(Tensor.From([1f, 0, 0, 2], [2, 2]), labels), options: new EvaluationOptions { FromLogits = false }));
        Assert.Throws<IndexException>(() => EvaluationReport.Of(model, new TensorDataset(Tensor.From([1f, 0, 0, 2], [2, 2]), Tensor.From([0L, 2]))));
        Assert.Throws<ArgumentException>(() => EvaluationReport.Of(model, new Subset(Digits.Test, [])));
        string help = Assert.Throws<ShapeException>(() => EvaluationReport.Of(model, new TensorDataset(Tensor.From([1f, 0, 0, 2], [2, 2]), Tensor.From([1L, 0, 0, 1], [2, 2])))).Message;
        Assert.Contains("one-hot", help, StringComparison.Ordinal);
    }

    [Fact]
    public void LossesOfHopelessLogitsAreExactAndTiesGoToTheFirstClass()
    {
        var data = new TensorDataset(Tensor.From([0f, 1000, 3, 3], [2, 2]), Tensor.From([0L, 1]));
        EvaluationReport seen = EvaluationReport.Of(new LambdaModule(x => x), data);
        Assert.Equal(1000, seen.Predictions[0].Loss, 1e-9);
        Assert.Equal(0, seen.Predictions[1].Predicted);
        Assert.Equal(Math.Log(2), seen.Predictions[1].Loss, 1e-12);
        Assert.Equal(0, seen.TopAccuracy(1));
        Assert.Equal(0, seen.Accuracy);
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
