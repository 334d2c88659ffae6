using Hebb.Images;
using Hebb.Nn;
using Hebb.Vision.Classification;
using Hebb.Vision.Datasets;
using Hebb.Vision.Insight;

namespace Hebb.Tests;

public sealed class ImageClassifierTests(TrainedClassifier trained) : IClassFixture<TrainedClassifier>
{
    readonly ImageClassifier classifier = trained.Classifier;

    [Fact]
    public void AFolderOfClassFoldersIsLearnedSavedLoadedAndPredicted()
    {
        using var folder = new TemporaryFolder();
        classifier.Save(folder.File("model"));
        ImageClassifier loaded = ImageClassifier.Load(folder.File("model"));
        foreach (string colour in TrainedClassifier.Colours)
        {
            Prediction seen = loaded.Predict(trained.Image(colour));
            Assert.Equal(colour, seen.Best);
            Assert.Equal(classifier.Predict(trained.Image(colour)).Probabilities, seen.Probabilities);
        }

        Assert.Equal(1, loaded.Evaluate(trained.Others).Accuracy);
        Assert.Equal(["blue", "green", "red"], loaded.Classes);
        Assert.Equal((3, 16, 16), (loaded.Preprocessing.Channels, loaded.Preprocessing.Height, loaded.Preprocessing.Width));
        Assert.Equal(Path.GetFullPath(trained.Images), Path.GetFullPath(loaded.Card.Data));
        Assert.Equal(classifier.Card.Scores, loaded.Card.Scores);
        Assert.Equal("cnn:small, 3 × 16 × 16, 3 classes, accuracy 100.0 %", loaded.ToString());
        Assert.Equal(["model.json", "model.safetensors"], Directory.GetFiles(folder.File("model")).Select(Path.GetFileName).Order());
        Assert.Null(loaded.History);
        Assert.Equal(6, classifier.History!.EpochCount);
    }

    [Fact]
    public void ItIsTheClassifierOfTheCommandLineToTheByte()
    {
        using var folder = new TemporaryFolder();
        int threads = Threads.Count;
        try
        {
            Threads.Count = 1;
            Assert.Equal(0, CommandRun.Of("train", trained.Images, "--model", "cnn:small", "--size", "16", "--epochs", "6", "--batch-size", "8", "--augment", "crop+flip", "--seed", "3", "--no-track", "--out", folder.File("run")).Code);
            ImageClassifier.Train(trained.Images, TrainedClassifier.Quick).Save(folder.File("model"));
        }
        finally
        {
            Threads.Count = threads;
        }

        foreach (string name in (string[])["model.safetensors", "model.json"])
            Assert.Equal(File.ReadAllBytes(folder.File($"run/{name}")), File.ReadAllBytes(folder.File($"model/{name}")));
        string image = trained.Image("green"), output = CommandRun.Of("predict", "--model", folder.File("run"), "--top", "1", image).Output;
        Prediction seen = ImageClassifier.Load(folder.File("run")).Predict(image);
        Assert.Equal(FormattableString.Invariant($"{image}: {seen.Best} ({100 * seen.Probability:F1} %)\n"), output);
    }

    [Fact]
    public void APredictionNamesTheClassesTheLikeliestFirst()
    {
        Prediction seen = classifier.Predict(trained.Image("red"));
        Assert.Equal("red", seen.Best);
        Assert.Equal(classifier.Classes[seen.BestClass], seen.Best);
        Assert.Equal(seen["red"], seen.Probability);
        Assert.Equal(1, seen.Probabilities.Sum(), 1e-5);
        Assert.Equal(seen.Classes.OrderByDescending(one => one.Probability), seen.Classes);
        Assert.Equal(seen.Classes.Take(2), seen.Top(2));
        Assert.Equal(3, seen.Top(99).Count);
        Assert.StartsWith("red (", seen.ToString(), StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => seen["violet"]);
        Assert.Throws<ArgumentOutOfRangeException>(() => seen.Top(-1));
    }

    [Fact]
    public void ImagesOfEveryModeAndSizeArePredicted()
    {
        Image red = Image.Load(trained.Image("red"));
        float[] one = [.. classifier.Predict(trained.Image("red")).Probabilities];
        Assert.Equal(one, classifier.Predict(red).Probabilities);
        var wide = new Image(200, 30, 4, [.. Enumerable.Range(0, 200 * 30).SelectMany(_ => (byte[])[200, 40, 40, 128])]);
        Assert.Equal("red", classifier.Predict(wide).Best);
        Assert.Equal(3, classifier.Predict(new Image(1, 1, 1, [7])).Classes.Count);
        Assert.Equal(3, classifier.Predict(new Image(3, 2, 2, new byte[12])).Classes.Count);
    }

    [Fact]
    public void ManyImagesArePredictedAsEachAlone()
    {
        Image[] images = [.. TrainedClassifier.Colours.SelectMany(colour => Enumerable.Range(0, 4).Select(i => Image.Load(trained.Image(colour, i))))];
        Image[] many = [.. Enumerable.Range(0, 130).Select(i => images[i % images.Length])];
        IReadOnlyList<Prediction> seen = classifier.Predict(many);
        Assert.Equal(130, seen.Count);
        for (int i = 0; i < many.Length; i++) Assert.Equal(classifier.Predict(many[i]).Probabilities.Select(p => Math.Round(p, 4)), seen[i].Probabilities.Select(p => Math.Round(p, 4)));
        Assert.Empty(classifier.Predict(Array.Empty<Image>()));
    }

    [Fact]
    public void ATensorOfImagesIsPredicted()
    {
        // 20 × 20 pixels, of which the middle is taken.
        Tensor bytes = Tensor.Stack([.. TrainedClassifier.Colours.Select(colour => Image.Load(trained.Image(colour)).ToTensor(DType.UInt8))], 0);
        Assert.Equal(TrainedClassifier.Colours, classifier.Predict(bytes).Select(seen => seen.Best));
        Assert.Equal(TrainedClassifier.Colours, classifier.Predict(bytes.To(DType.Float32) / 255).Select(seen => seen.Best));
        Assert.Equal("red", Assert.Single(classifier.Predict(bytes[0])).Best);
        Assert.Contains("3 × 16 × 16", Assert.Throws<ShapeException>(() => classifier.Predict(Tensor.Zeros([2, 3, 15, 16]))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => classifier.Predict(Tensor.Zeros([2, 1, 16, 16])));
        Assert.Throws<ShapeException>(() => classifier.Predict(Tensor.Zeros([16, 16])));
        Assert.Throws<DTypeException>(() => classifier.Predict(Tensor.Zeros([1, 3, 16, 16], DType.Int64)));
    }

    [Fact]
    public void WhatIsNoImageIsRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("is a folder; an image was expected", Assert.Throws<HebbException>(() => classifier.Predict(trained.Others)).Message, StringComparison.Ordinal);
        Assert.Contains("There is no image", Assert.Throws<HebbException>(() => classifier.Predict(folder.File("none.png"))).Message, StringComparison.Ordinal);
        File.WriteAllText(folder.File("text.png"), "no image");
        Assert.ThrowsAny<HebbException>(() => classifier.Predict(folder.File("text.png")));
    }

    [Fact]
    public void ANetworkInTrainingModePredictsNothing()
    {
        using var folder = new TemporaryFolder();
        classifier.Save(folder.Path);
        ImageClassifier other = ImageClassifier.Load(folder.Path);
        other.Model.Train();
        Assert.Contains("Model.Eval()", Assert.Throws<InvalidOperationException>(() => other.Predict(trained.Image("red"))).Message, StringComparison.Ordinal);
        other.Model.Eval();
        Assert.Equal("red", other.Predict(trained.Image("red")).Best);
    }

    [Fact]
    public void AnExplanationIsOfTheLikeliestClassOrOfAnother()
    {
        Explanation why = classifier.Explain(trained.Image("red"));
        Assert.Equal("red", why.Class.Name);
        Assert.Equal("blue", classifier.Explain(trained.Image("red"), "blue").Class.Name);
        Assert.Contains("Did you mean red?", Assert.Throws<SettingException>(() => classifier.Explain(trained.Image("red"), "rad")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ImagesOfOtherClassesOrTooSmallAreNoneToEvaluateOn()
    {
        using var folder = new TemporaryFolder();
        string foreign = TestImageFolder.Write(folder.File("foreign"), 2, 1, "red", "violet");
        Assert.Contains("has the class 'violet', which the network does not know", Assert.Throws<HebbException>(() => classifier.Evaluate(foreign)).Message, StringComparison.Ordinal);
        Assert.Contains("are 1 × 8 × 8", Assert.Throws<HebbException>(() => classifier.Evaluate(Digits.Test)).Message, StringComparison.Ordinal);
        Assert.Contains("no data set and no folder", Assert.Throws<SettingException>(() => classifier.Evaluate(folder.File("none"))).Message, StringComparison.Ordinal);
        Assert.Equal(12, classifier.Evaluate(ImageFolder.Open(trained.Others)).Count);
        string some = TestImageFolder.Write(folder.File("some"), 3, 5, "green", "red");
        Assert.True(classifier.Evaluate(some).Count == 6);
    }
}
