using Hebb.Vision.Classification;

namespace Hebb.Tests;

/// <summary>A classifier of small images in three colours, trained once, with the folder of its images.</summary>
public sealed class TrainedClassifier : IDisposable
{
    internal static readonly string[] Colours = ["red", "green", "blue"];

    internal static readonly ClassifierOptions Quick = new() { Model = "cnn:small", Size = 16, Epochs = 6, BatchSize = 8, Augment = "crop+flip", Seed = 3 };

    readonly TemporaryFolder folder = new();

    public TrainedClassifier()
    {
        Images = TestImageFolder.Write(folder.File("images"), 12, 1, Colours);
        Others = TestImageFolder.Write(folder.File("others"), 4, 2, Colours);
        Classifier = ImageClassifier.Train(Images, Quick);
    }

    /// <summary>The images that it was trained on.</summary>
    public string Images { get; }

    /// <summary>Images that it has not seen.</summary>
    public string Others { get; }

    public ImageClassifier Classifier { get; }

    /// <summary>One of the other images.</summary>
    public string Image(string colour, int number = 0) => Path.Combine(Others, colour, $"{number}.png");

    public void Dispose() => folder.Dispose();
}
