using Hebb.Formats;
using Hebb.Nn;
using Hebb.Vision.Reading.Characters;

namespace Hebb.Tests;

/// <summary>Files of the character network.</summary>
public sealed class CharacterNetworkTests : IDisposable
{
    const string Layers = "4 M 8 r M 8";

    readonly string folder = Directory.CreateTempSubdirectory("hebb-characters-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AFileGivesTheSameAnswersBack()
    {
        CharacterNetwork network = Small();
        string path = Path.Combine(folder, "small.safetensors");
        network.Save(path);
        CharacterNetwork back = CharacterNetwork.Load(path);
        Assert.Equal(Layers, back.LayerText);
        Assert.Equal(1.25, back.CalibratedBy);
        Assert.Equal("yes", back.Facts["made in a test"]);
        Assert.Equal(network.Read(Crops(3)), back.Read(Crops(3)));
    }

    [Fact]
    public void AnswersAreLogarithmsOfProbabilities()
    {
        float[][] answers = Small().Read(Crops(70));
        Assert.Equal(70, answers.Length);
        Assert.All(answers, one => Assert.Equal(CharacterSet.Count + 1, one.Length));
        Assert.All(answers, one => Assert.Equal(1, one.Sum(value => Math.Exp(value)), 5));
        Assert.Empty(Small().Read([]));
    }

    [Fact]
    public void ACropsNeighboursInTheBatchDoNotMatter()
    {
        CharacterNetwork network = Small();
        CharacterCrop[] crops = Crops(40);
        float[][] together = network.Read(crops);
        for (int i = 0; i < crops.Length; i += 13)
        {
            float[] alone = network.Read([crops[i]])[0];
            for (int k = 0; k < alone.Length; k++) Assert.Equal(together[i][k], alone[k], 1e-4f);
        }
    }

    [Fact]
    public async Task SeveralThreadsReadTheSame()
    {
        CharacterNetwork network = Small();
        CharacterCrop[] crops = Crops(20);
        float[][] expected = network.Read(crops);
        float[][][] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => network.Read(crops))));
        Assert.All(all, answers => Assert.Equal(expected, answers));
    }

    [Fact]
    public void FoldingTheNormalisationsChangesNothing()
    {
        Sequential trained = CharacterLayers.ForTraining(Layers, new Generator(3));
        Tensor x = Tensor.Rand([16, 1, 32, 32], 0, 1, new Generator(4));
        using (Autograd.NoGrad())
        {
            for (int i = 0; i < 20; i++) trained.Forward(x);
            trained.Eval();
            float[] expected = trained.Forward(x).ToArray<float>(), folded = CharacterLayers.Fold(Layers, trained).Forward(x).ToArray<float>();
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], folded[i], 1e-4f);
        }
    }

    [Fact]
    public void AnotherFileIsRefusedWithTheReason()
    {
        string path = Path.Combine(folder, "other.safetensors");
        Safetensors.Save(path, new Dictionary<string, Tensor> { ["weight"] = Tensor.Ones([2]) });
        Assert.Contains("a character network was expected", Assert.Throws<FormatErrorException>(() => CharacterNetwork.Load(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "no network at all");
        Assert.Throws<FormatErrorException>(() => CharacterNetwork.Load(path));
    }

    [Theory]
    [InlineData(CharacterNetwork.Characters, "ABC", "this one knows 'ABC'")]
    [InlineData(CharacterNetwork.Temperature, "-1", "must be a number above 0; '-1' came")]
    [InlineData(CharacterNetwork.Temperature, "warm", "'warm' came")]
    [InlineData(CharacterNetwork.Layers, "4 M 9 r M 8", "do not fit the layers")]
    [InlineData(CharacterNetwork.Layers, "4 X", "'4 X' came")]
    [InlineData(CharacterNetwork.Layers, "999999999", "do not fit the layers")]
    [InlineData(CharacterNetwork.Layers, "", "do not fit the layers")]
    public void AChangedFileIsRefusedWithTheReason(string name, string value, string reason)
    {
        string path = Path.Combine(folder, "small.safetensors");
        Small().Save(path);
        Dictionary<string, Tensor> tensors = Safetensors.Load(path, out Dictionary<string, string> text);
        text[name] = value;
        Safetensors.Save(path, tensors, text);
        FormatErrorException error = Assert.Throws<FormatErrorException>(() => CharacterNetwork.Load(path));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("small.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsThatAreNoNumbersAreRefused()
    {
        string path = Path.Combine(folder, "small.safetensors");
        Small().Save(path);
        Dictionary<string, Tensor> tensors = Safetensors.Load(path, out Dictionary<string, string> text);
        tensors["0.bias"] = Tensor.Full([4], double.NaN).To(DType.Float16);
        Safetensors.Save(path, tensors, text);
        Assert.Contains("not a finite number", Assert.Throws<FormatErrorException>(() => CharacterNetwork.Load(path)).Message, StringComparison.Ordinal);
    }

    static CharacterNetwork Small()
    {
        Sequential folded = CharacterLayers.Fold(Layers, CharacterLayers.ForTraining(Layers, new Generator(1)));
        folded.LoadStateDict(folded.StateDict().ToDictionary(pair => pair.Key, pair => pair.Value.To(DType.Float16).To(DType.Float32)));
        return new CharacterNetwork(Layers, folded, 1.25, new Dictionary<string, string> { ["made in a test"] = "yes" });
    }

    static CharacterCrop[] Crops(int count)
    {
        var random = new Generator(2);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var pixels = new float[CharacterCrop.Area];
            random.Uniform(pixels);
            return new CharacterCrop(pixels);
        })];
    }
}
