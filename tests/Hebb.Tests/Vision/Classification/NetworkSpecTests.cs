using Hebb.Cli;
using Hebb.Nn;
using Hebb.Vision.Classification;
using Hebb.Vision.Transforms;

namespace Hebb.Tests;

public sealed class NetworkSpecTests
{
    [Theory]
    [InlineData("mlp", 1, 8, 8)]
    [InlineData("mlp:32,16", 1, 28, 28)]
    [InlineData("cnn", 1, 8, 8)]
    [InlineData("cnn:small", 3, 64, 64)]
    [InlineData("cnn:small", 1, 1, 5)]
    [InlineData("cnn:medium", 3, 32, 32)]
    [InlineData("resnet20", 3, 32, 32)]
    public void EveryNameMakesANetworkWithAScoreForEachClass(string name, int channels, int height, int width)
    {
        Module network = NetworkSpec.Parse(name).Build(new ImageSize(channels, height, width), 7, new Generator(0));
        network.Eval();
        Assert.Equal([2, 7], network.Forward(Tensor.Zeros([2, channels, height, width])).Shape.ToArray());
    }

    [Theory]
    [InlineData("resnet2", "Did you mean resnet20?")]
    [InlineData("mlp:", "whole numbers from 1")]
    [InlineData("mlp:256,0", "it got 'mlp:256,0'")]
    [InlineData("rnn", "There is no network 'rnn'")]
    public void AnotherNameIsRefused(string name, string part) =>
        Assert.Contains(part, Assert.Throws<SettingException>(() => NetworkSpec.Parse(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void AFileListsLayersWhoseInputsFollowFromWhatComesBefore()
    {
        Module network = Build("""
            { "layers": [
                { "layer": "Conv2d", "outChannels": 8, "kernelSize": 3, "padding": 1 }, { "layer": "BatchNorm2d" }, { "layer": "ReLU" },
                { "layer": "Residual", "body": [ { "layer": "Conv2d", "outChannels": 16, "kernelSize": [3, 3], "stride": 2, "padding": 1 } ],
                                       "shortcut": [ { "layer": "Conv2d", "outChannels": 16, "kernelSize": 1, "stride": 2 } ] },
                { "layer": "AdaptiveAvgPool2d" }, { "layer": "Flatten" }, { "layer": "Dropout", "p": 0.2 }, { "layer": "Linear" } ] }
            """);
        Assert.Equal(5, Assert.IsType<Linear>(((Sequential)network)[7]).OutFeatures);
        Assert.Equal(8, ((Conv2d)((Sequential)((Residual)((Sequential)network)[3]).Body)[0]).InChannels);
        Assert.True(network.IsTraining);
    }

    [Theory]
    [InlineData("""[ { "layer": "Conv2D", "outChannels": 8, "kernelSize": 3 } ]""", "layer 1", "Did you mean \"Conv2d\"?")]
    [InlineData("""[ { "layer": "Conv2d", "outChanels": 8, "kernelSize": 3 } ]""", "needs \"outChannels\"")]
    [InlineData("""[ { "layer": "Conv2d", "outChannels": 8, "kernelSize": 3, "stried": 2 } ]""", "takes no \"stried\"", "Did you mean \"stride\"?")]
    [InlineData("""[ { "layer": "Conv2d", "outChannels": 8, "kernelSize": 99 } ]""", "layer 1 does not fit what comes to it, [3, 16, 16]")]
    [InlineData("""[ { "layer": "Linear" } ]""", "Linear works on vectors", "Flatten")]
    [InlineData("""[ { "layer": "Flatten" } ]""", "5 scores, one for each class, were expected")]
    [InlineData("""[ { "layer": "Flatten" }, { "layer": "Linear", "outFeatures": 65536 }, { "layer": "Linear", "outFeatures": 65536 } ]""", "a layer has at most")]
    [InlineData("""[ { "layer": "Flatten", "layers": 1 } ]""", "takes no \"layers\"")]
    [InlineData("""[ 3 ]""", "must say which it is")]
    [InlineData("""[]""", "a list of layers has 1 to")]
    [InlineData("""{ "layer": [] }""", "there is no such list")]
    public void AWrongLayerIsNamed(string text, params string[] parts)
    {
        string message = Assert.Throws<HebbException>(() => Build(text)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    static Module Build(string text)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("net.json");
        File.WriteAllText(path, text);
        return NetworkSpec.Parse(path).Build(new ImageSize(3, 16, 16), 5, new Generator(0));
    }
}
