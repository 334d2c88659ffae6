using Hebb.Formats;
using Hebb.Nn;

namespace Hebb.Tests;

/// <summary>Weights that another program wrote: a file without an architecture.</summary>
public sealed class WeightsOfAnotherTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("net.pth", "")]
    [InlineData("net.pt", "module.")]
    [InlineData("net.safetensors", "model.")]
    public void TheyAreEvaluatedAskedAndSummedUp(string name, string prefix)
    {
        string images = TestImageFolder.Write(folder.File("p"), 4, 1, "a", "b"), file = Weights(name, prefix);
        string[] network = ["--model", file, "--arch", "mlp:8", "--input", "3,16,16"];
        CommandRun eval = CommandRun.Of(["eval", .. network, images]);
        Assert.Equal((0, string.Empty), (eval.Code, eval.Error));
        Assert.Contains("of 8 images right", eval.Output, StringComparison.Ordinal);
        string image = Path.Combine(images, "a", "0.png");
        CommandRun predict = CommandRun.Of(["predict", .. network, "--classes", "cat,dog", image]);
        Assert.Equal((0, string.Empty), (predict.Code, predict.Error));
        Assert.Contains("cat", predict.Output, StringComparison.Ordinal);
        CommandRun summary = CommandRun.Of(["summary", .. network]);
        Assert.Contains("Parameters 6,170", summary.Output, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of(["explain", image, .. network, "--out", folder.File("new/why.html")]).Code);
        Assert.True(File.Exists(folder.File("new/why.html")));
    }

    [Fact]
    public void WhatIsNotSaidIsAskedFor()
    {
        string file = Weights("net.pth", string.Empty);
        foreach (string[] words in (string[][])[["eval", file, "x"], ["eval", "--model", file, "x"], ["predict", "--model", file, "x.png"], ["summary", "--model", file]])
            CommandRun.Of(words).AssertFails(2, "holds 4 tensors (1.weight [8, 768]", "--arch");
        CommandRun.Of("eval", "--model", file, "--arch", "mlp:8", "x").AssertFails(2, "--input 3,64,64");
        CommandRun.Of("eval", "--model", file, "--arch", "mlp:8", "--input", "2,16,16", "x").AssertFails(2, "1 or 3 channels");
        CommandRun.Of("eval", "--model", file, "--arch", "mlp:8", "--input", "3,16,16", "--mean", "1,2", "x").AssertFails(2, "--mean");
        CommandRun.Of("eval", "--model", file, "--arch", "mlp:8", "--input", "3,16,16", "--std", "0", "x").AssertFails(2, "--std");
        CommandRun.Of("predict", "--model", file, "--arch", "mlp:9", "--input", "3,16,16", "x").AssertFailsWithAList("does not hold the weights of mlp:9", "1.weight");
        CommandRun.Of("summary", "--model", "cnn:small", "--arch", "mlp:8").AssertFails(2, "--arch");
    }

    [Fact]
    public void ARunLendsItsArchitectureToTheWeights()
    {
        string images = TestImageFolder.Write(folder.File("p"), 4, 1, "a", "b"), run = folder.File("run");
        Assert.Equal(0, CommandRun.Of("train", images, "--model", "mlp:8", "--size", "16", "--epochs", "1", "--threads", "1", "--no-track", "--out", run).Code);
        string file = folder.File("copy.pth");
        PyTorchFile.SaveStateDict(file, Safetensors.Load(Path.Combine(run, "model.safetensors")));
        Assert.Equal(CommandRun.Of("eval", run, images).Output, CommandRun.Of("eval", "--model", file, "--arch", run, images).Output);
        CommandRun.Of("eval", run, images, "--input", "3,16,16").AssertFails(2, "--input plays no part");
        Assert.Equal(CommandRun.Of("summary", "--model", run).Output, CommandRun.Of("summary", "--model", Path.Combine(run, "model.safetensors")).Output);
    }

    [Fact]
    public void PublishedWeightsOfResNet20KnowAKitten()
    {
        string file = Repository.RequireShared("data", "cifar10", "resnet20.th"), kitten = Repository.RequireShared("data", "photos", "kitten.jpg");
        CommandRun answer = CommandRun.Of(
            "predict", "--model", file, "--arch", "resnet20", "--input", "3,32,32", "--mean", "0.485,0.456,0.406", "--std", "0.229,0.224,0.225", "--classes", "airplane,automobile,bird,cat,deer,dog,frog,horse,ship,truck", "--top", "1", kitten);
        Assert.Equal((0, string.Empty), (answer.Code, answer.Error));
        Assert.Contains("kitten.jpg: cat (9", answer.Output, StringComparison.Ordinal);
        Assert.Contains("Parameters 269,722", CommandRun.Of("summary", "--model", file, "--arch", "resnet20", "--input", "3,32,32").Output, StringComparison.Ordinal);
    }

    // A chain as PyTorch has it: Flatten, Linear, ReLU, Linear.
    string Weights(string name, string prefix)
    {
        var generator = new Generator(3);
        var net = new Sequential(new Flatten(), new Linear(768, 8, generator: generator), new ReLU(), new Linear(8, 2, generator: generator));
        var state = net.StateDict().ToDictionary(entry => prefix + entry.Key, entry => entry.Value, StringComparer.Ordinal);
        if (name.EndsWith(".safetensors", StringComparison.Ordinal)) Safetensors.Save(folder.File(name), state);
        else PyTorchFile.SaveStateDict(folder.File(name), state);
        return folder.File(name);
    }
}
