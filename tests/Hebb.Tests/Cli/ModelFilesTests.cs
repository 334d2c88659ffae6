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
    public void A_missing_model_says_how_to_make_one() => CommandRun.Of("eval", "digits", "--model", folder.File("nope.json")).AssertFails(1, "nope.json", "hebb train digits");

    [Fact]
    public void Cut_weights_are_named_with_the_place()
    {
        byte[] bytes = File.ReadAllBytes(Weights);
        File.WriteAllBytes(Weights, bytes[..^100]);
        CommandRun.Of("eval", "digits", "--model", Card).AssertFails(1, Weights);
    }

    [Fact]
    public void Weights_that_are_no_safetensors_are_named()
    {
        File.WriteAllText(Weights, "these are no weights at all");
        CommandRun.Of("predict", "digits", "0", "--model", Card).AssertFails(1, Weights);
    }

    [Fact]
    public void Changed_weights_do_not_belong_to_the_card()
    {
        byte[] bytes = File.ReadAllBytes(Weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(Weights, bytes);
        CommandRun.Of("eval", "digits", "--model", Card).AssertFails(1, "does not belong to", Card, Weights);
    }

    [Fact]
    public void Weights_of_another_network_do_not_belong_to_the_card()
    {
        Safetensors.Save(Weights, new Dictionary<string, Tensor> { ["conv.weight"] = Tensor.Ones([2, 2]) });
        CommandRun.Of("eval", "digits", "--model", Weights).AssertFails(1, "does not belong to");
    }

    [Fact]
    public void Weights_without_a_card_say_so()
    {
        File.Delete(Card);
        CommandRun.Of("eval", "digits", "--model", Weights).AssertFails(1, "has no card", "digits.json");
    }

    [Fact]
    public void A_card_without_weights_says_so()
    {
        File.Delete(Weights);
        CommandRun.Of("eval", "digits", "--model", folder.Path).AssertFails(1, "is not there", "digits.safetensors");
    }

    [Theory]
    [InlineData("nonsense\n", "no JSON")]
    [InlineData("{\"a\": 1}", "JSON of another kind")]
    [InlineData("null", "expected a card")]
    public void A_broken_card_is_named(string content, string part)
    {
        File.WriteAllText(Card, content);
        CommandRun.Of("eval", "digits", "--model", folder.Path).AssertFails(1, Card, part);
    }

    [Fact]
    public void A_card_of_another_shape_is_refused_before_memory_is_taken()
    {
        var card = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Card))!;
        card["architecture"]!["hidden"]![0] = 2_000_000_000;
        File.WriteAllText(Card, card.ToJsonString());
        CommandRun.Of("eval", "digits", "--model", folder.Path).AssertFails(1, "2000000000", Card);
    }

    [Theory]
    [InlineData("cnn", "cnn [8]")]
    [InlineData("rnn", "rnn [8]")]
    public void A_card_of_a_kind_that_its_numbers_do_not_fit_is_refused(string kind, string shown)
    {
        var card = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Card))!;
        card["architecture"]!["kind"] = kind;
        File.WriteAllText(Card, card.ToJsonString());
        CommandRun.Of("eval", "digits", "--model", folder.Path).AssertFails(1, shown, Card);
    }
}
