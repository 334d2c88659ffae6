using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hebb.Cli.Configuration;

namespace Hebb.Tests;

public sealed class ConfigurationTests
{
    [Fact]
    public void EverySettingHasAKeyInTheSchemaAndNoOtherIsThere() => Assert.Equal(
        RunConfigJson.Default.RunConfig.Properties.Select((JsonPropertyInfo p) => p.Name).Order(StringComparer.Ordinal), ConfigKey.All.Select(k => k.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void TheSchemaIsPublished()
    {
        CommandRun run = CommandRun.Of("schema");
        Assert.Equal(0, run.Code);
        Snapshot.Match(run.Output, "Cli/schema.json");
        using JsonDocument schema = JsonDocument.Parse(run.Output);
        Assert.False(schema.RootElement.GetProperty("additionalProperties").GetBoolean());
    }

    [Theory]
    [InlineData("""{ "data": "mnist", "learningrate": 1 }""", "no key \"learningrate\"", "Did you mean \"learningRate\"?")]
    [InlineData("""{ "data": "mnist", "epochs": 0 }""", "\"epochs\" takes a whole number from 1 to 1,000,000; it is 0")]
    [InlineData("""{ "data": "mnist", "epochs": 1.5 }""", "it is 1.5")]
    [InlineData("""{ "data": "mnist", "epochs": "3" }""", "\"epochs\" takes a whole number")]
    [InlineData("""{ "data": "mnist", "optimizer": "adan" }""", "\"optimizer\" takes \"adamw\" or")]
    [InlineData("""{ "data": "mnist", "holdOut": 1 }""", "a number above 0 and below 1; it is 1")]
    [InlineData("""{ "data": "mnist", "data": "digits" }""", "stands there twice")]
    [InlineData("""{ "data": "mnist" """, "line 1", "this is no JSON")]
    [InlineData("""[1]""", "a configuration is a JSON object")]
    [InlineData("""{ "epochs": 3 }""", "needs to know what")]
    public void AWrongConfigurationSaysWhatIsWrong(string text, params string[] parts)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("c.json"), text);
        CommandRun run = CommandRun.Of("train", "--config", folder.File("c.json"), "--out", folder.File("run"));
        run.AssertFails(text.Contains("epochs\": 3", StringComparison.Ordinal) ? 2 : 1, parts);
        Assert.False(Directory.Exists(folder.File("run")));
    }

    [Fact]
    public void SettingsLieOverEachOtherAndANewModelForgetsTheLayersBelow()
    {
        using JsonDocument layers = JsonDocument.Parse("[]");
        RunConfig below = new() { Data = "mnist", Epochs = 3, Model = "mine.json", Layers = layers.RootElement };
        RunConfig over = new RunConfig { Epochs = 5, Model = "mlp" }.Over(below);
        Assert.Equal(("mnist", 5, "mlp", null), (over.Data, over.Epochs, over.Model, over.Layers));
        Assert.NotNull(new RunConfig { Epochs = 5 }.Over(below).Layers);
    }

    [Theory]
    [InlineData("mnist", "cnn:small", "none")]
    [InlineData("CIFAR-10", "cnn:medium", "crop+flip")]
    [InlineData("some/folder", "cnn:small", "crop+flip")]
    public void EveryDataSetHasDefaults(string data, string model, string augment)
    {
        var plan = TrainingPlan.Of(new RunConfig { Data = data });
        Assert.Equal((model, augment, "adamw", "one-cycle"), (plan.Model, plan.Augment, plan.Optimizer, plan.Schedule));
    }
}
