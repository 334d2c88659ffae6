using Hebb.Vision.Datasets;
using Hebb.Vision.Insight;

namespace Hebb.Vision.Classification;

public sealed partial class ImageClassifier
{
    /// <summary>How good the network is on images that it was not trained on.</summary>
    /// <param name="data">A data set, of which the test images are taken, or a folder of class folders; of a folder with train, val and test, the test images.</param>
    /// <param name="dataFolder">Where the files of a named data set are; null for the usual places.</param>
    /// <param name="onUnreadable">What to do about images that cannot be read.</param>
    /// <param name="onEmpty">What to do about class folders without an image.</param>
    /// <param name="cancel">Cancel it to stop.</param>
    /// <exception cref="HebbException">There is no such data, some of it cannot be read, or it is not for this network: images too small, or classes that it does not know.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <example><code>Console.WriteLine(classifier.Evaluate("flowers/test").Accuracy);</code></example>
    public EvaluationReport Evaluate(string data, string? dataFolder = null, UnreadableImages onUnreadable = UnreadableImages.Refuse, EmptyClassFolders onEmpty = EmptyClassFolders.Refuse, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(data);
        return Evaluate(EvaluationImages.Of(this, data, dataFolder, new Skips(onUnreadable == UnreadableImages.Skip, onEmpty == EmptyClassFolders.Skip), static _ => { }), cancel);
    }

    /// <summary>How good the network is on a data set.</summary>
    /// <param name="images">Images whose classes have the names of the network's.</param>
    /// <param name="cancel">Cancel it to stop.</param>
    /// <exception cref="HebbException">They are not for this network: too small, of other channels, or of classes that it does not know.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public EvaluationReport Evaluate(IImageDataset images, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        var source = new ImageSource(Preprocessing.Resize, default, static _ => { });
        return Evaluate(EvaluationImages.Matched(source.Of("The data set", images), this), cancel);
    }

    /// <summary>How good the network is on images of its classes.</summary>
    internal EvaluationReport Evaluate(LabelledImages images, CancellationToken cancel) => images.Evaluate(Model, Preprocessing, cancel);
}
