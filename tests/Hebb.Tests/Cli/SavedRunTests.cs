using Hebb.Formats;

namespace Hebb.Tests;

/// <summary>What a saved network says when its files are gone, cut, changed, or of another version.</summary>
public sealed class SavedRunTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public SavedRunTests() => Assert.Equal(0, CommandRun.Of("train", "digits", "--epochs", "1", "--model", "mlp:8", "--no-track", "--out", Run).Code);

    string Run => folder.File("run");

    string Weights => Path.Combine(Run, "model.safetensors");

    string Card => Path.Combine(Run, "model.json");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void CutWeightsAreNamedWithThePlace()
    {
        byte[] bytes = File.ReadAllBytes(Weights);
        File.WriteAllBytes(Weights, bytes[..^100]);
        CommandRun.Of("eval", Card).AssertFails(1, Weights);
    }

    [Fact]
    public void WeightsThatAreNoSafetensorsAreNamed()
    {
        File.WriteAllText(Weights, "these are no weights at all");
        CommandRun.Of("predict", "digits", "0", "--model", Card).AssertFails(1, Weights);
    }

    [Fact]
    public void ChangedWeightsDoNotBelongToTheCard()
    {
        byte[] bytes = File.ReadAllBytes(Weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(Weights, bytes);
        CommandRun.Of("eval", Run).AssertFails(1, "does not belong to", Card, Weights);
    }

    [Fact]
    public void WeightsOfAnotherNetworkDoNotBelongToTheCard()
    {
        Safetensors.Save(Weights, new Dictionary<string, Tensor> { ["conv.weight"] = Tensor.Ones([2, 2]) });
        CommandRun.Of("eval", Weights).AssertFails(1, "does not belong to");
    }

    [Fact]
    public void ACardWithoutWeightsSaysSo()
    {
        File.Delete(Weights);
        CommandRun.Of("eval", Run).AssertFails(1, "is not there", "model.safetensors");
    }

    [Theory]
    [InlineData("nonsense\n", "no JSON")]
    [InlineData("{\"a\": 1}", "expected the card of a network")]
    [InlineData("null", "expected a card")]
    public void ABrokenCardIsNamed(string content, string part)
    {
        File.WriteAllText(Card, content);
        CommandRun.Of("eval", Run).AssertFails(1, Card, part);
    }

    /// <summary>What <c>hebb train digits</c> wrote before it was a training like all others.</summary>
    [Fact]
    public void ACardOfAnEarlierVersionSaysToTrainAgain()
    {
        string old = folder.File("digits.json");
        File.WriteAllText(old, """{ "format": "hebb-digits-1", "hebb": "0.1.0", "weights": "digits.safetensors", "architecture": { "kind": "mlp", "hidden": [128] } }""");
        foreach (string[] command in (string[][])[["eval", old], ["eval", "digits", "--model", old], ["predict", "digits", "0", "--model", old]])
            CommandRun.Of(command).AssertFails(1, old, "format 'hebb-model-1', got 'hebb-digits-1'", "train the network again");
    }

    [Fact]
    public void ALayerTooManyInTheCardIsRefusedBeforeMemoryIsTaken()
    {
        var card = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Card))!;
        card["model"] = "mlp:2000000000";
        File.WriteAllText(Card, card.ToJsonString());
        CommandRun run = CommandRun.Of("eval", Run);
        Assert.NotEqual(0, run.Code);
        Assert.Contains("2000000000", run.Error, StringComparison.Ordinal);
    }
}
