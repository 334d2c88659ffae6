using Hebb.Data;
using Hebb.Nn;
using Hebb.Vision.Datasets;
using Hebb.Vision.Insight;
using Hebb.Vision.Transforms;

namespace Hebb.Labs;

/// <summary>CIFAR-10 as the courses divide it: 49,000 training, 1,000 validation and 10,000 test images; a quick run takes a few of each.</summary>
sealed class CifarSplit
{
    const int Learned = 49_000;
    const int Validated = 1_000;
    const int Quick = 2_000;

    /// <summary>Each channel less its mean, divided by its deviation. The deviations are the usual ones of the courses, which are a little smaller than the true ones.</summary>
    public static Normalize Scale { get; } = new([0.4914f, 0.4822f, 0.4465f], [0.2023f, 0.1994f, 0.2010f]);

    /// <summary>How good a network is on some of the images, which it gets normalised.</summary>
    public static EvaluationReport Evaluate(LabContext lab, Module model, IDataset images, IReadOnlyList<string>? classes = null) =>
        EvaluationReport.Of(model, images, classes, new EvaluationOptions { Transform = Scale }, lab.Stop);

    /// <summary>Reads it; the files' five batches are 150 MB of bytes, and a batch becomes numbers when it is taken.</summary>
    public CifarSplit(LabContext lab)
    {
        ImageDataset train = Cifar10.Load(lab.Data, train: true), test = Cifar10.Load(lab.Data, train: false);
        int learned = Math.Min(Learned, train.Count - Validated);
        Train = train.Subset([.. Enumerable.Range(0, lab.IsQuick ? Math.Min(Quick, learned) : learned)]);
        Validation = train.Subset([.. Enumerable.Range(learned, Validated)]);
        Test = lab.IsQuick ? test.Subset([.. Enumerable.Range(0, Math.Min(Validated, test.Count))]) : test;
    }

    /// <summary>The training set.</summary>
    public IDataset Train { get; }

    /// <summary>The validation set.</summary>
    public IDataset Validation { get; }

    /// <summary>The test set.</summary>
    public IDataset Test { get; }
}
