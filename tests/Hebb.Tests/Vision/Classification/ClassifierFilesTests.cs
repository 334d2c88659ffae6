using System.Text.Json.Nodes;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Vision.Classification;
using Hebb.Vision.Transforms;

namespace Hebb.Tests;

/// <summary>Files of a classifier that are missing, broken, of another version, or do not belong together.</summary>
public sealed class ClassifierFilesTests(TrainedClassifier trained) : IClassFixture<TrainedClassifier>, IDisposable
{
    readonly TemporaryFolder folder = new();

    string Card => folder.File("model.json");

    string Weights => folder.File("model.safetensors");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AFolderACardAndTheWeightsNameTheSameNetwork()
    {
        trained.Classifier.Save(folder.Path);
        foreach (string path in (string[])[folder.Path, Card, Weights]) Assert.Equal("green", ImageClassifier.Load(path).Predict(trained.Image("green")).Best);
    }

    [Fact]
    public void WhatIsNotThereIsNamed()
    {
        AssertRefused(folder.Path, "holds no saved network");
        AssertRefused(folder.File("none"), "There is no network");
        File.WriteAllText(folder.File("config.json"), "{}");
        AssertRefused(folder.Path, "has not ended: it has no model.json yet");
        trained.Classifier.Save(folder.Path);
        File.Delete(Weights);
        AssertRefused(folder.Path, "describes the weights model.safetensors, but", "Copy both files together.");
        File.Move(Card, folder.File("card.json"));
        File.WriteAllText(Weights, "x");
        AssertRefused(Weights, "has no card");
    }

    [Fact]
    public void ACardOfAnotherVersionOrProgramIsRefused()
    {
        Change(card => card["format"] = "hebb-model-2");
        AssertRefused(folder.Path, "expected a card of the format 'hebb-model-1', got 'hebb-model-2'");
        Change(card => card["format"] = 3);
        AssertRefused(folder.Path, "expected the card of a network");
        File.WriteAllText(Card, "{ \"layers\": 3 }");
        AssertRefused(folder.Path, "expected the card of a network");
        File.WriteAllText(Card, "{ \"format\": ");
        AssertRefused(folder.Path, "this is no JSON");
    }

    [Fact]
    public void ACardThatDoesNotBelongToItsWeightsIsRefused()
    {
        trained.Classifier.Save(folder.Path);
        byte[] bytes = File.ReadAllBytes(Weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(Weights, bytes);
        AssertRefused(folder.Path, "does not belong to", "SHA-256 differs", "Use the pair that one training wrote.");
    }

    [Theory]
    [InlineData("resnet20")]
    [InlineData("mlp:8")]
    public void ACardOfAnotherNetworkIsRefused(string model)
    {
        Change(card => card["model"] = model);
        AssertRefused(folder.Path, "holds another network than", model);
    }

    [Fact]
    public void AClassListThatDoesNotFitTheLastLayerIsRefused()
    {
        Change(card => card["classes"] = new JsonArray("a", "b", "c", "d"));
        AssertRefused(folder.Path, "holds another network than", "weight");
        Change(card => card["classes"] = new JsonArray("a"));
        AssertRefused(folder.Path, "what it says about images and classes cannot be");
    }

    [Theory]
    [InlineData("channels", 2)]
    [InlineData("height", 0)]
    [InlineData("width", -1)]
    [InlineData("resize", 1_000_000)]
    [InlineData("channels", 1)]
    public void ImagesThatCannotBeAreRefused(string key, int value)
    {
        Change(card => card["input"]![key] = value);
        AssertRefused(folder.Path, "what it says about images and classes cannot be");
    }

    [Fact]
    public void AFailureWhileSavingLeavesTheOldPair()
    {
        trained.Classifier.Save(folder.Path);
        byte[] weights = File.ReadAllBytes(Weights), card = File.ReadAllBytes(Card);
        ImageClassifier other = ImageClassifier.Load(folder.Path);
        using (Autograd.NoGrad()) other.Model.Parameters().First().Tensor.Fill(0);
        File.Delete(Card);
        Directory.CreateDirectory(Card);
        Assert.ThrowsAny<IOException>(() => other.Save(folder.Path));
        Directory.Delete(Card);
        File.WriteAllBytes(Card, card);
        Assert.Equal(weights, File.ReadAllBytes(Weights));
        Assert.Equal(["model.json", "model.safetensors"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
        other.Save(folder.Path);
        Assert.NotEqual(weights, File.ReadAllBytes(Weights));
    }

    [Fact]
    public void WhoReadsWhileThePairIsReplacedGetsOneOfTheTwo()
    {
        trained.Classifier.Save(folder.Path);
        ImageClassifier one = ImageClassifier.Load(folder.Path), two = ImageClassifier.Load(folder.Path);
        using (Autograd.NoGrad()) two.Model.Parameters().Last().Tensor.Fill(0.5);
        string image = trained.Image("blue");
        double first = one.Predict(image)["red"], second = two.Predict(image)["red"];
        Assert.NotEqual(first, second);
        using var stop = new CancellationTokenSource();
        var writer = new Thread(() =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++) (i % 2 == 0 ? two : one).Save(folder.Path);
        });
        writer.Start();
        int read = 0;
        try
        {
            for (int i = 0; i < 40; i++)
            {
                try
                {
                    Assert.Contains(ImageClassifier.Load(folder.Path).Predict(image)["red"], (double[])[first, second]);
                    read++;
                }
                catch (HebbException problem) when (problem.Message.Contains("does not belong to", StringComparison.Ordinal))
                {
                    // Replaced again while it was read for the second time: told, and never a wrong pair.
                }
            }
        }
        finally
        {
            stop.Cancel();
            writer.Join();
        }

        Assert.True(read > 0);
    }

    [Fact]
    public void ThePairIsReadOnceMoreWhenItIsReplacedMeanwhile()
    {
        trained.Classifier.Save(folder.Path);
        byte[] weights = File.ReadAllBytes(Weights);
        File.WriteAllBytes(Weights, [.. weights, 0]);
        var writer = new Thread(() =>
        {
            Thread.Sleep(20);
            AtomicFile.Write(Weights, stream => stream.Write(weights));
        });
        writer.Start();
        Assert.Equal("blue", ImageClassifier.Load(folder.Path).Predict(trained.Image("blue")).Best);
        writer.Join();
    }

    [Fact]
    public void WeightsOfAnotherProgramAreLoadedPredictedAndSaved()
    {
        var generator = new Generator(3);
        var net = new Sequential(new Flatten(), new Linear(768, 8, generator: generator), new ReLU(), new Linear(8, 2, generator: generator));
        PyTorchFile.SaveStateDict(folder.File("net.pth"), net.StateDict());
        ImageClassifier classifier = ImageClassifier.FromWeights(folder.File("net.pth"), "mlp:8", new ImageSize(3, 16, 16), ["cat", "dog"], [0.5f], [0.25f, 0.5f, 1]);
        Assert.Contains(classifier.Predict(trained.Image("red")).Best, (string[])["cat", "dog"]);
        Assert.Equal([0.5f, 0.5f, 0.5f], classifier.Preprocessing.Mean);
        classifier.Save(folder.Path);
        Assert.Equal(classifier.Predict(trained.Image("red")).Probabilities, ImageClassifier.Load(folder.Path).Predict(trained.Image("red")).Probabilities);
        Assert.Equal(["0", "1"], ImageClassifier.FromWeights(folder.File("net.pth"), "mlp:8", new ImageSize(3, 16, 16)).Classes);
        Assert.Contains("does not hold the weights of mlp:9", Assert.Throws<HebbException>(() => ImageClassifier.FromWeights(folder.File("net.pth"), "mlp:9", new ImageSize(3, 16, 16))).Message, StringComparison.Ordinal);
        Assert.Throws<SettingException>(() => ImageClassifier.FromWeights(folder.File("net.pth"), "mlp:8", new ImageSize(3, 16, 16), ["one"]));
        Assert.Throws<ArgumentException>(() => ImageClassifier.FromWeights(folder.File("net.pth"), "mlp:8", new ImageSize(2, 16, 16)));
        Assert.Throws<ArgumentException>(() => ImageClassifier.FromWeights(folder.File("net.pth"), "mlp:8", new ImageSize(3, 16, 16), mean: [1, 2]));
    }

    void Change(Action<JsonNode> change)
    {
        trained.Classifier.Save(folder.Path);
        JsonNode card = JsonNode.Parse(File.ReadAllText(Card))!;
        change(card);
        File.WriteAllText(Card, card.ToJsonString());
    }

    static void AssertRefused(string path, params string[] parts)
    {
        string message = Assert.ThrowsAny<HebbException>(() => ImageClassifier.Load(path)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain("hebb resume", message, StringComparison.Ordinal);
    }
}
