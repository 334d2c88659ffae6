using Hebb.Formats;

namespace Hebb.Tests;

public sealed class ModelFilesTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public ModelFilesTests() => Assert.Equal(0, CommandRun.Of("train", "digits", "--epochs", "1", "--hidden", "8", "--out", folder.Path).Code);

    string Weights => folder.File("digits.safetensors");

    string Card => folder.File("digits.json");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AMissingModelSaysHowToMakeOne() => CommandRun.Of("eval", "digits", "--model", folder.File("nope.json")).AssertFails(1, "nope.json", "hebb train digits");

    [Fact]
    public void CutWeightsAreNamedWithThePlace()
    {
        byte[] bytes = File.ReadAllBytes(Weights);
        File.WriteAllBytes(Weights, bytes[..^100]);
        CommandRun.Of("eval", "digits", "--model", Card).AssertFails(1, Weights);
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
        CommandRun.Of("eval", "digits", "--model", Card).AssertFails(1, "does not belong to", Card, Weights);
    }

    [Fact]
    public void WeightsOfAnotherNetworkDoNotBelongToTheCard()
    {
        Safetensors.Save(Weights, new Dictionary<string, Tensor> { ["conv.weight"] = Tensor.Ones([2, 2]) });
        CommandRun.Of("eval", "digits", "--model", Weights).AssertFails(1, "does not belong to");
    }

    [Fact]
    public void WeightsWithoutACardSaySo()
    {
        File.Delete(Card);
        CommandRun.Of("eval", "digits", "--model", Weights).AssertFails(1, "has no card", "digits.json");
    }

    [Fact]
    public void ACardWithoutWeightsSaysSo()
    {
        File.Delete(Weights);
        CommandRun.Of("eval", "digits", "--model", folder.Path).AssertFails(1, "is not there", "digits.safetensors");
    }

    [Theory]
    [InlineData("nonsense\n", "no JSON")]
    [InlineData("{\"a\": 1}", "JSON of another kind")]
    [InlineData("null", "expected a card")]
    public void ABrokenCardIsNamed(string content, string part)
    {
        File.WriteAllText(Card, content);
        CommandRun.Of("eval", "digits", "--model", folder.Path).AssertFails(1, Card, part);
    }

    [Fact]
    public void ACardOfAnotherShapeIsRefusedBeforeMemoryIsTaken()
    {
        var card = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Card))!;
        card["architecture"]!["hidden"]![0] = 2_000_000_000;
        File.WriteAllText(Card, card.ToJsonString());
        CommandRun.Of("eval", "digits", "--model", folder.Path).AssertFails(1, "2000000000", Card);
    }

    [Theory]
    [InlineData("cnn", "cnn [8]")]
    [InlineData("rnn", "rnn [8]")]
    public void ACardOfAKindThatItsNumbersDoNotFitIsRefused(string kind, string shown)
    {
        var card = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Card))!;
        card["architecture"]!["kind"] = kind;
        File.WriteAllText(Card, card.ToJsonString());
        CommandRun.Of("eval", "digits", "--model", folder.Path).AssertFails(1, shown, Card);
    }
}
