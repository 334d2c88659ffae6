using Hebb.Vision.Reading.Characters;
using Hebb.Vision.Reading.Training;

namespace Hebb.Tests;

/// <summary>The training of the character network, in small.</summary>
public sealed class CharacterTrainingTests
{
    [Fact]
    public void ShapesAreToldApartAfterAFewSteps()
    {
        CharacterTrainingReport report = CharacterTraining.Run(Options(), Shapes());
        Assert.True(report.Test!.Value.Upper > 0.9, report.Test.ToString());
        Assert.Contains("36 classes", report.Network.Facts["hebb.accuracy.test"], StringComparison.Ordinal);
        Assert.InRange(report.Network.CalibratedBy, 0.3, 3);
    }

    [Fact]
    public void TheSameSeedGivesTheSameWeights()
    {
        CharacterTrainingOptions options = Options() with { Epochs = 1, EpochLength = 64, BatchSize = 16 };
        CharacterData shapes = Shapes();
        CharacterCrop[] crops = [shapes.Test.Crop(0), shapes.Test.Crop(1)];
        float[][] first = CharacterTraining.Run(options, shapes).Network.Read(crops), second = CharacterTraining.Run(options, shapes).Network.Read(crops);
        Assert.Equal(first, second);
        Assert.NotEqual(first, CharacterTraining.Run(options with { Seed = 2 }, shapes).Network.Read(crops));
    }

    [Fact]
    public void ATrainingCanBeStopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => CharacterTraining.Run(Options() with { Stop = stop.Token }, Shapes()));
    }

    [Fact]
    public void EveryEpochIsReported()
    {
        var told = new List<CharacterTrainingProgress>();
        CharacterTraining.Run(Options() with { Epochs = 2, EpochLength = 32, BatchSize = 16, Progress = new Listener(told) }, Shapes());
        Assert.Equal([1, 2], told.Select(one => one.Epoch));
        Assert.All(told, one => Assert.True(one.Loss > 0 && one.Valid is not null));
    }

    [Fact]
    public void SamplesAreCropsOfInk()
    {
        (Tensor ink, Tensor labels) = new CharacterSampler(Shapes().Train, 5).Batch(0, 300);
        Assert.Equal([300, 1, 32, 32], ink.Shape);
        float[] values = ink.ToArray<float>();
        Assert.All(values, value => Assert.InRange(value, 0, 1));
        long[] classes = labels.ToArray<long>();
        Assert.InRange(classes.Count(label => label == CharacterSet.NotOne), 10, 60);
        for (int i = 0; i < 300; i++) Assert.True(values.AsSpan(i * CharacterCrop.Area, CharacterCrop.Area).ToArray().Sum() > 5, $"sample {i} of class {classes[i]} has hardly any ink");
    }

    [Fact]
    public void NoFolderIsAnError()
    {
        Assert.Contains("A folder of labelled characters is needed", Assert.Throws<HebbException>(() => CharacterTraining.Run(new CharacterTrainingOptions { Folders = [] })).Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => CharacterTraining.Run(new CharacterTrainingOptions { Folders = ["no such folder"] }));
    }

    static CharacterTrainingOptions Options() => new() { Folders = [], Epochs = 3, EpochLength = 640, BatchSize = 32, Layers = "8 M 16 M 16", LearningRate = 0.01 };

    // L, T, O and X drawn with pens of several widths.
    static CharacterData Shapes()
    {
        CharacterImages train = new(), valid = new(), test = new();
        for (int i = 0; i < 40; i++)
        {
            CharacterImages target = i % 4 == 0 ? valid : i % 4 == 1 ? test : train;
            double pen = 3 + (i % 5), wide = 30 + (3 * (i % 7));
            Add('L', Pen(pen).Line(10, 10, 10, 70).Line(10, 70, 10 + wide, 70));
            Add('T', Pen(pen).Line(10, 10, 10 + wide, 10).Line(10 + (wide / 2), 10, 10 + (wide / 2), 70));
            Add('O', Pen(pen).Ellipse(40, 40, wide / 2, 30));
            Add('X', Pen(pen).Line(10, 10, 10 + wide, 70).Line(10 + wide, 10, 10, 70));

            void Add(char character, InkDrawing drawing) => target.Add(CharacterImages.ToInk(CropNormalizer.Normalize(drawing.Mask)), CharacterSet.IndexOf(character));
        }

        return new CharacterData(train, valid, test, ["shapes"]);
    }

    static InkDrawing Pen(double width) => new(80, 80, width);

    sealed class Listener(List<CharacterTrainingProgress> told) : IProgress<CharacterTrainingProgress>
    {
        public void Report(CharacterTrainingProgress value) => told.Add(value);
    }
}
