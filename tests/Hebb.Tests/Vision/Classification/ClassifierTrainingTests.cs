using Hebb.Formats;
using Hebb.Training;
using Hebb.Vision.Classification;
using Hebb.Vision.Datasets;

namespace Hebb.Tests;

public sealed class ClassifierTrainingTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ADataSetByNameIsLearnedAsItSuitsIt()
    {
        ImageClassifier digits = ImageClassifier.Train("digits", new ClassifierOptions { Epochs = 60 });
        Assert.True(digits.Card.Scores.Test > 0.93, $"{digits.Card.Scores.Test}");
        Assert.Equal(("digits", 1297), (digits.Card.Data, digits.Evaluate("digits").Count));
        Assert.Equal(digits.Card.Scores.Test, digits.Evaluate(Digits.Test).Accuracy);
        Assert.Equal("mlp:128", digits.Card.Model);
        Assert.Equal(Digits.Test.Labels[0].Item(), double.Parse(digits.Predict(Digits.Test.Images[0])[0].Best, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void ADataSetInMemoryIsLearnedAtItsSizeWithoutChanges()
    {
        var some = new ImageDataset(Digits.Train.Images, Digits.Train.Labels, Digits.Classes);
        var progress = new List<EpochProgress>();
        ImageClassifier digits = ImageClassifier.Train(some, options: new ClassifierOptions { Model = "mlp:32", Epochs = 8, BatchSize = 16, Progress = new Now(progress.Add) });
        Assert.Equal((1, 8, 8), (digits.Preprocessing.Channels, digits.Preprocessing.Height, digits.Preprocessing.Width));
        Assert.True(digits.Evaluate(Digits.Test).Accuracy > 0.85);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], progress.Select(one => one.Epoch));
        Assert.All(progress, one => Assert.True(one.Epochs == 8 && one.Loss > 0 && one.ValidationLoss > 0 && one.ValidationAccuracy is >= 0 and <= 1 && one.Elapsed > TimeSpan.Zero));
        Assert.True(progress[^1].Loss < progress[0].Loss);
    }

    [Fact]
    public void ValidationImagesMayBeNamed()
    {
        string train = TestImageFolder.Write(folder.File("train"), 6, 1, "a", "b"), val = TestImageFolder.Write(folder.File("val"), 3, 2, "a", "b");
        var options = new ClassifierOptions { Model = "mlp:8", Size = 16, Epochs = 2, BatchSize = 4 };
        ImageClassifier byFolder = ImageClassifier.Train(train, options with { Validation = val });
        ImageClassifier byDataset = ImageClassifier.Train(ImageFolder.Open(train), ImageFolder.Open(val), options);
        Assert.Equal(byFolder.Model.StateDict()["1.weight"].ToArray<float>(), byDataset.Model.StateDict()["1.weight"].ToArray<float>());
        Assert.Equal(byFolder.Card.Scores.Validation, byDataset.Card.Scores.Validation);
    }

    [Fact]
    public void TheBestWeightsAreTakenFromMemoryAsFromAFolder()
    {
        // A learning rate that swings, so that the last weights are not the best.
        string images = TestImageFolder.Write(folder.File("p"), 10, 1, "a", "b", "c");
        var options = new ClassifierOptions { Model = "mlp:8", Size = 16, Epochs = 6, BatchSize = 4, LearningRate = 0.05, Schedule = "constant", KeepBest = true };
        ImageClassifier memory = ImageClassifier.Train(images, options), files = ImageClassifier.Train(images, options with { Checkpoints = new CheckpointFolder(folder.File("checkpoints")) });
        Assert.Equal(memory.Card.Scores, files.Card.Scores);
        Assert.Equal(memory.Model.StateDict()["1.weight"].ToArray<float>(), files.Model.StateDict()["1.weight"].ToArray<float>());
        Assert.Equal(memory.History!["val_accuracy"].Values.Max(), memory.Card.Scores.Validation);
        Assert.False(memory.Model.IsTraining);
    }

    [Fact]
    public void ATrainingThatIsCancelledIsResumedToTheSameNetwork()
    {
        string images = TestImageFolder.Write(folder.File("p"), 8, 1, "a", "b");
        using var stop = new CancellationTokenSource();
        var options = new ClassifierOptions { Model = "mlp:8", Size = 16, Epochs = 4, BatchSize = 4 };
        ImageClassifier whole = ImageClassifier.Train(images, options);
        options = options with { Checkpoints = new CheckpointFolder(folder.File("checkpoints")) };
        Assert.Throws<OperationCanceledException>(() => ImageClassifier.Train(images, options with { Progress = new Now(one => { if (one.Epoch == 2) stop.Cancel(); }) }, stop.Token));
        ImageClassifier resumed = ImageClassifier.Train(images, options with { Resume = true });
        Assert.Equal(whole.Model.StateDict()["1.weight"].ToArray<float>(), resumed.Model.StateDict()["1.weight"].ToArray<float>());
    }

    [Theory]
    [InlineData("Epochs takes a whole number from 1")]
    [InlineData("BatchSize takes")]
    [InlineData("LearningRate takes a number above 0")]
    [InlineData("Optimizer takes \"adamw\" or")]
    [InlineData("ValidationShare takes a number above 0 and below 1")]
    [InlineData("There is no augmentation 'flop'", "Did you mean flip?")]
    [InlineData("There is no network 'resnet2'", "Did you mean resnet20?")]
    [InlineData("Model = \"mlp:256,128\"")]
    [InlineData("no data set and no folder")]
    [InlineData("Size is for images from files")]
    [InlineData("DataFolder says where")]
    public void AnOptionThatCannotBeIsNamedAsInCSharp(params string[] parts)
    {
        string images = TestImageFolder.Write(folder.File("p"), 4, 1, "a", "b");
        var options = new ClassifierOptions { Epochs = 1, Size = 16 };
        SettingException problem = Assert.Throws<SettingException>(() => _ = parts[0].Split(' ')[0] switch
        {
            "Epochs" => ImageClassifier.Train(images, options with { Epochs = 0 }),
            "BatchSize" => ImageClassifier.Train(images, options with { BatchSize = -1 }),
            "LearningRate" => ImageClassifier.Train(images, options with { LearningRate = double.NaN }),
            "Optimizer" => ImageClassifier.Train(images, options with { Optimizer = "adm" }),
            "ValidationShare" => ImageClassifier.Train(images, options with { ValidationShare = 1 }),
            "There" => ImageClassifier.Train(images, parts[0].Contains("network", StringComparison.Ordinal) ? options with { Model = "resnet2" } : options with { Augment = "flop" }),
            "Model" => ImageClassifier.Train(images, options with { Model = "mlp:0" }),
            "no" => ImageClassifier.Train(folder.File("none"), options),
            "Size" => ImageClassifier.Train("digits", options),
            _ => ImageClassifier.Train(images, options with { DataFolder = "x" }),
        });
        Assert.All(parts, part => Assert.Contains(part, problem.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("--", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ImagesThatCannotBeReadAreRefusedOrLeftOut()
    {
        string images = TestImageFolder.Write(folder.File("p"), 4, 1, "a", "b");
        File.WriteAllText(Path.Combine(images, "a", "broken.png"), "no image");
        Directory.CreateDirectory(Path.Combine(images, "c"));
        var options = new ClassifierOptions { Model = "mlp:8", Size = 16, Epochs = 1 };
        Assert.Contains("EmptyClassFolders.Skip", Assert.Throws<HebbException>(() => ImageClassifier.Train(images, options)).Message, StringComparison.Ordinal);
        options = options with { OnEmpty = EmptyClassFolders.Skip };
        string message = Assert.Throws<HebbException>(() => ImageClassifier.Train(images, options)).Message;
        Assert.Contains("One image", message, StringComparison.Ordinal);
        Assert.Contains("OnUnreadable = UnreadableImages.Skip", message, StringComparison.Ordinal);
        var told = new List<string>();
        Assert.Equal(2, ImageClassifier.Train(images, options with { OnUnreadable = UnreadableImages.Skip, Warn = told.Add }).Classes.Count);
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public void ATrainingThatDivergesSaysWhatToTry()
    {
        string images = TestImageFolder.Write(folder.File("p"), 4, 1, "a", "b");
        HebbException problem = Assert.ThrowsAny<HebbException>(() => ImageClassifier.Train(images, new ClassifierOptions { Model = "mlp:16", Size = 16, Epochs = 4, BatchSize = 8, Optimizer = "sgd", Schedule = "constant", LearningRate = 1e37 }));
        Assert.DoesNotContain("--learning-rate", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LayersOfAFileAreKeptInTheCard()
    {
        string images = TestImageFolder.Write(folder.File("p"), 4, 1, "a", "b"), net = folder.File("net.json");
        File.WriteAllText(net, """[ { "layer": "Flatten" }, { "layer": "Linear", "outFeatures": 4 }, { "layer": "ReLU" }, { "layer": "Linear" } ]""");
        ImageClassifier.Train(images, new ClassifierOptions { Model = net, Size = 16, Epochs = 1 }).Save(folder.File("model"));
        File.Delete(net);
        ImageClassifier loaded = ImageClassifier.Load(folder.File("model"));
        Assert.Equal(4, loaded.Card.Layers!.Value.GetArrayLength());
        Assert.Equal(2, loaded.Predict(Path.Combine(images, "a", "0.png")).Classes.Count);
    }

    // Progress<T> would report later, on another thread.
    sealed class Now(Action<EpochProgress> report) : IProgress<EpochProgress>
    {
        public void Report(EpochProgress value) => report(value);
    }
}
