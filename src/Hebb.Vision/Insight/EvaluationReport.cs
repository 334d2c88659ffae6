using System.Globalization;
using Hebb.Data;
using Hebb.Nn;
using Hebb.Training;

namespace Hebb.Vision.Insight;

/// <summary>
/// How good a classifier is on a data set, which goes through the model once, in evaluation mode; nothing about the model changes. Accuracy, loss and the prediction of each sample
/// are there at once, and cost nothing beside the model's own work; confusion table, calibration and ROC curves are computed when they are first asked for.
/// Reading it is safe from several threads at once.
/// </summary>
/// <example><code>
/// EvaluationReport seen = EvaluationReport.Of(model, test, classNames);
/// Console.WriteLine(seen.Accuracy);
/// foreach (SamplePrediction one in seen.ByLoss.Take(10)) Console.WriteLine($"sample {one.Index}: {one.Label}, predicted {one.Predicted}");
/// seen.ToReport("Digits").Save("digits.html");
/// </code></example>
public sealed partial class EvaluationReport
{
    readonly IDataset dataset;
    readonly EvaluationOptions options;
    readonly SamplePrediction[] predictions;
    readonly int[] ranks;
    readonly float[]? probabilities;
    IReadOnlyList<SamplePrediction>? byLoss;
    ConfusionTable? confusion;
    Calibration? calibration;
    IReadOnlyList<RocCurve>? roc;

    EvaluationReport(IDataset dataset, EvaluationOptions options, IReadOnlyList<string> classes, SamplePrediction[] predictions, int[] ranks, float[]? probabilities)
    {
        (this.dataset, this.options, Classes, this.predictions, this.ranks, this.probabilities) = (dataset, options, classes, predictions, ranks, probabilities);
        double loss = 0;
        int correct = 0;
        foreach (SamplePrediction one in predictions)
        {
            loss += one.Loss;
            if (one.IsCorrect) correct++;
        }

        (MeanLoss, Accuracy, CorrectCount) = (loss / predictions.Length, (double)correct / predictions.Length, correct);
    }

    /// <summary>The classes' names.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>How many samples there were.</summary>
    public int Count => predictions.Length;

    /// <summary>How many of them were predicted correctly.</summary>
    public int CorrectCount { get; }

    /// <summary>The share of correct predictions, 0 … 1.</summary>
    public double Accuracy { get; }

    /// <summary>The mean cross-entropy in nats.</summary>
    public double MeanLoss { get; }

    /// <summary>The prediction of each sample, in the data set's order.</summary>
    public IReadOnlyList<SamplePrediction> Predictions => predictions;

    /// <summary>The same predictions, those with the largest losses first: the mistakes that the model was surest of, and often wrong labels. Of equal losses the smaller index comes first.</summary>
    public IReadOnlyList<SamplePrediction> ByLoss => byLoss ??= [.. predictions.OrderByDescending(one => one.Loss)];

    /// <summary>Whether all probabilities were kept; see <see cref="EvaluationOptions.MaxProbabilities"/>.</summary>
    public bool HasProbabilities => probabilities is not null;

    /// <summary>How often each class was taken for each.</summary>
    public ConfusionTable Confusion => confusion ??= Confusions();

    /// <summary>Precision, recall, F1 and support of each class.</summary>
    public IReadOnlyList<ClassScore> PerClass => [.. Enumerable.Range(0, Classes.Count).Select(Confusion.Score)];

    /// <summary>The mistakes that were made most often.</summary>
    public IReadOnlyList<ConfusedPair> MostConfused => Confusion.MostConfused();

    /// <summary>Confidence against accuracy.</summary>
    public Calibration Calibration => calibration ??= Calibrate();

    /// <summary>The ROC curve of each class against the others; empty if the probabilities were not kept.</summary>
    public IReadOnlyList<RocCurve> Roc => roc ??= Curves();

    /// <summary>Evaluates a model.</summary>
    /// <param name="model">Answers a batch with scores [n, classes].</param>
    /// <param name="dataset">Inputs and class numbers. Kept, so that the report can show images.</param>
    /// <param name="classes">The classes' names, as many as the model has scores, at least 2; their numbers where it is null.</param>
    /// <param name="options">Batches, transform, what is kept and shown.</param>
    /// <param name="cancel">Cancel it to stop.</param>
    /// <exception cref="ShapeException">The model gives another number of scores.</exception>
    /// <exception cref="IndexException">A label is no class.</exception>
    /// <exception cref="ArgumentException">The data set is empty, or the scores are no numbers.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static EvaluationReport Of(Module model, IDataset dataset, IReadOnlyList<string>? classes = null, EvaluationOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(dataset);
        options ??= new EvaluationOptions();
        if (dataset.Count == 0) throw new ArgumentException("The data set is empty, so there is nothing to evaluate the model on; is its folder or file empty?", nameof(dataset));
        var results = new SamplePrediction[dataset.Count];
        var better = new int[dataset.Count];
        float[]? kept = null;
        ScoreReader? reader = null;
        int done = 0;

        // A generator of its own: an evaluation does not move the streams that a training draws from.
        var loader = new DataLoader(dataset, options.BatchSize, generator: new Generator(0), workers: options.Workers) { Transform = options.Transform };
        bool isWhole = EvaluationPass.Run(model, BatchSource.Of(loader), int.MaxValue, cancel, batch =>
        {
            Tensor input = options.Transform is null && batch.Input.DType == DType.UInt8 ? batch.Input.To(DType.Float32) / 255.0 : batch.Input;
            Tensor answer = ClassScores.Check("An evaluation", model.Call(input), batch.Count);
            int width = answer.Shape[1];
            if (reader is null)
            {
                classes ??= [.. Enumerable.Range(0, width).Select(c => c.ToString(CultureInfo.InvariantCulture))];
                reader = new ScoreReader(width, options.FromLogits);
                if ((long)dataset.Count * width <= Math.Min(options.MaxProbabilities, Array.MaxLength)) kept = new float[dataset.Count * width];
            }

            if (width != classes!.Count) throw new ShapeException($"The model gives scores for {width} classes (shape {answer.Shape}), but there are names for {classes.Count}.", "Give one name for each score of the model.");
            if (batch.Target.Rank != 1)
                throw new ShapeException($"An evaluation compares scores {answer.Shape} with a class number for each row, shape [{batch.Count}]; the labels have shape {batch.Target.Shape}.", batch.Target.Shape == answer.Shape ? "Turn one-hot rows into class numbers with ArgMax(1)." : null);
            double[] scores = answer.ToArray<double>();
            long[] labels = ClassBatch.Classes("An evaluation", batch.Target, width);
            for (int i = 0; i < labels.Length; i++, done++)
            {
                results[done] = reader.Read(scores.AsSpan(i * width, width), done, (int)labels[i], out better[done]);
                if (kept is null) continue;
                for (int c = 0; c < width; c++) kept[(done * width) + c] = (float)reader.Probabilities[c];
            }
        });
        if (!isWhole) throw new OperationCanceledException(cancel);
        return new EvaluationReport(dataset, options, [.. classes!], results, better, kept);
    }

    /// <summary>Each class's probability for a sample.</summary>
    /// <param name="index">The sample's place in the data set.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="InvalidOperationException">The probabilities were not kept.</exception>
    public ReadOnlySpan<float> Probabilities(int index)
    {
        if ((uint)index >= (uint)Count) throw new ArgumentOutOfRangeException(nameof(index), index, $"There is no sample {index}: there are {Count}, counted from 0.");
        if (probabilities is null)
            throw new InvalidOperationException($"The probabilities of {Count} samples and {Classes.Count} classes are more than MaxProbabilities = {options.MaxProbabilities} (or than one array holds), so they were not kept. Predictions has each sample's best class; raise the bound for all.");
        return probabilities.AsSpan(index * Classes.Count, Classes.Count);
    }

    /// <summary>The share of samples whose class is among the k best, 0 … 1; of equal scores the one with the smaller class number comes first.</summary>
    /// <param name="k">How many guesses a sample has, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no guess.</exception>
    public double TopAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return ranks.Count(rank => rank < k) / (double)Count;
    }

    /// <summary>Accuracy and loss.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"accuracy {Accuracy:P2} of {Count:N0}, loss {MeanLoss:F4}, calibration error {Calibration.ExpectedError:F4}");

    ConfusionTable Confusions()
    {
        var counts = new long[new Shape([Classes.Count, Classes.Count]).Count];
        foreach (SamplePrediction one in predictions) counts[(one.Label * Classes.Count) + one.Predicted]++;
        return new ConfusionTable(counts, Classes.Count);
    }

    Calibration Calibrate()
    {
        var error = new CalibrationError(options.Bins);
        foreach (SamplePrediction one in predictions) error.Add(one.Confidence, one.IsCorrect);
        return error.Compute();
    }

    IReadOnlyList<RocCurve> Curves()
    {
        if (probabilities is null) return [];
        var curves = new RocCurve[Classes.Count];
        for (int c = 0; c < curves.Length; c++)
        {
            double[] own = new double[Count];
            for (int i = 0; i < own.Length; i++) own[i] = probabilities[(i * curves.Length) + c];
            curves[c] = RocCurve.Of(own, Array.ConvertAll(predictions, one => one.Label == c));
        }

        return curves;
    }
}
