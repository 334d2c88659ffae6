using Hebb.Training;
using Hebb.Vision.Datasets;

namespace Hebb.Vision.Classification;

public sealed partial class ImageClassifier
{
    /// <summary>
    /// Trains a network on images and takes the weights that were best on the validation images. The same settings give the same network as <c>hebb train</c>, to the bit.
    /// </summary>
    /// <param name="data">
    /// A folder with one folder of images for each class, or with train and val or test, which hold those; or the name of a data set, such as mnist (<c>digits</c> needs no files).
    /// </param>
    /// <param name="options">The network and how it is trained; null for what suits the data.</param>
    /// <param name="cancel">Cancel it to stop after the step under way.</param>
    /// <exception cref="SettingException">An option has a value that it cannot have, or there is no such data.</exception>
    /// <exception cref="HebbException">Images cannot be read, there is nothing to tell apart, or the training diverged.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <remarks>Belongs to one thread; <see cref="Generator.Default"/> is seeded anew.</remarks>
    /// <example><code>
    /// var classifier = ImageClassifier.Train("photos", new ClassifierOptions { Epochs = 20 });
    /// Console.WriteLine(classifier.Evaluate("photos/test").Accuracy);
    /// classifier.Save("photos-model");
    /// </code></example>
    public static ImageClassifier Train(string data, ClassifierOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(data);
        options ??= new ClassifierOptions();
        return Trained(new ClassifierTraining(TrainingPlan.Of(options.ToSettings(data)), options.Warn ?? Silent), options, cancel);
    }

    /// <summary>Trains a network on a data set.</summary>
    /// <param name="train">The training images, with at least two classes.</param>
    /// <param name="validation">Images of the same classes to validate on; null to hold some of the others out.</param>
    /// <param name="options">The network and how it is trained; null for what suits images of its kind, in files or in memory.</param>
    /// <param name="cancel">Cancel it to stop after the step under way.</param>
    /// <inheritdoc cref="Train(string, ClassifierOptions?, CancellationToken)" path="/exception"/>
    public static ImageClassifier Train(IImageDataset train, IImageDataset? validation = null, ClassifierOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        options ??= new ClassifierOptions();
        TrainingPlan plan = TrainingPlan.Of(options.ToSettings(train switch { Digits => "digits", ImageFiles => "images", _ => string.Empty }));
        return Trained(new ClassifierTraining(plan, () => TrainingData.Of(plan, train, validation, options.Warn ?? Silent)), options, cancel);
    }

    static ImageClassifier Trained(ClassifierTraining training, ClassifierOptions options, CancellationToken cancel)
    {
        Action<string> warn = options.Warn ?? Silent;
        ICheckpointStore checkpoints = options.Checkpoints ?? new BestCheckpoint();
        TrainingHistory history = training.Fit([.. options.Callbacks, new ProgressCallback(options.Progress, warn)], checkpoints, options.Resume, cancel);
        if (history.StopReason == StopReason.Cancelled) throw new OperationCanceledException(cancel);
        LearnedWeights weights = training.TakeWeights(history, checkpoints, warn);
        double? test = training.Data.Test?.Evaluate(training.Model, training.Data.Preprocessing, cancel).Accuracy;
        return new ImageClassifier(training.Model, training.Card(weights.Val, test), "This network", history);
    }

    static void Silent(string text)
    {
    }
}
