using System.Text.Json;
using Hebb.Vision.Classification;
using static Hebb.Vision.Classification.TrainingSetting;

namespace Hebb.Tests;

public sealed class ConfigurationTests
{
    public static TheoryData<string> Names => [.. All.Select(setting => setting.Name)];

    /// <summary>An entry in the table is all that a setting needs: it is in the schema and on the help pages, it is read, written and checked, and a run remembers it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void ASettingIsWhatItsEntrySays(string name)
    {
        Setting setting = TrainingSetting.Find(name)!;
        string text = Example(setting);
        using JsonDocument json = JsonDocument.Parse($$"""{ "data": "digits", "{{name}}": {{text}} }""".Replace("\"data\": \"digits\", \"data\"", "\"data\"", StringComparison.Ordinal));
        TrainingSettings read = TrainingSettings.Read(json.RootElement);
        Assert.NotNull(read.Find(setting));

        // Written and read again, through a plan, it is the same.
        TrainingPlan plan = TrainingPlan.OfRun(read);
        using JsonDocument written = JsonDocument.Parse(plan.Settings.ToString());
        Assert.Equal(text, written.RootElement.GetProperty(name).GetRawText());
        Assert.Equal(plan.Settings.ToString(), TrainingPlan.OfRun(TrainingSettings.Read(written.RootElement)).Settings.ToString());

        using JsonDocument schema = JsonDocument.Parse(CommandRun.Of("schema").Output);
        Assert.Equal(setting.Description, schema.RootElement.GetProperty("properties").GetProperty(name).GetProperty("description").GetString());
        using JsonDocument wrong = JsonDocument.Parse(setting.JsonType is "array" ? "1" : "[]");
        Assert.Null(setting.Read(wrong.RootElement));
        if (setting.Option.Length == 0) return;
        foreach (string command in (string[])["train", "lr-find"]) Assert.Contains($"\n  {setting.Option} {setting.Placeholder}", CommandRun.Of(command, "--help").Output, StringComparison.Ordinal);
        Assert.Equal(read.Find(setting), setting.Parse(text.Trim('"')));
    }

    static string Example(Setting setting) => setting switch
    {
        LayersSetting => "[]",
        NumberSetting => "0.25",
        _ when setting.JsonType is "integer" => "9",
        _ when setting.Words.Count > 0 => $"\"{setting.Words[^1]}\"",
        _ => "\"digits\"",
    };

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
        TrainingSettings below = new() { [TrainingSetting.Data] = "mnist", [Epochs] = 3, [Model] = "mine.json", [Layers] = layers.RootElement };
        TrainingSettings over = new TrainingSettings { [Epochs] = 5, [Model] = "mlp" }.Over(below);
        Assert.Equal(("mnist", 5, "mlp", null), (over[TrainingSetting.Data], over[Epochs], over[Model], over[Layers]));
        Assert.NotNull(new TrainingSettings { [Epochs] = 5 }.Over(below)[Layers]);
    }

    [Theory]
    [InlineData("mnist", null, "cnn:small", "none", 5, 3e-3)]
    [InlineData("CIFAR-10", null, "cnn:medium", "crop+flip", 10, 3e-3)]
    [InlineData("cifar10", "mlp", "mlp:256", "crop+flip", 10, 3e-3)]
    [InlineData("some/folder", null, "cnn:small", "crop+flip", 30, 3e-3)]
    [InlineData("digits", null, "mlp:128", "affine", 300, 0.01)]
    [InlineData("digits", "mlp", "mlp:128", "affine", 300, 0.01)]
    [InlineData("digits", "mlp:64,32", "mlp:64,32", "affine", 300, 0.01)]
    [InlineData("digits", "cnn", "cnn:16,32,M", "affine", 60, 0.01)]
    [InlineData("digits", "cnn:small", "cnn:small", "affine", 60, 0.01)]
    [InlineData("digits", "resnet20", "resnet20", "affine", 30, 0.01)]
    public void EveryDataSetHasDefaults(string data, string? asked, string model, string augment, int epochs, double rate)
    {
        var plan = TrainingPlan.Of(new TrainingSettings { [TrainingSetting.Data] = data, [Model] = asked });
        Assert.Equal((model, augment, epochs, rate, "adamw", "one-cycle"), (plan.Model, plan.Augment, plan.Epochs, plan.LearningRate, plan.Optimizer, plan.Schedule));
    }

    [Fact]
    public void ALearningRateIsThatOfItsOptimizer()
    {
        Assert.Equal(0.1, TrainingPlan.Of(new() { [TrainingSetting.Data] = "digits", [TrainingSetting.Optimizer] = "sgd" }).LearningRate);
        Assert.Equal(0.5, TrainingPlan.Of(new() { [TrainingSetting.Data] = "digits", [TrainingSetting.Optimizer] = "sgd", [LearningRate] = 0.5 }).LearningRate);
    }

    /// <summary>A run of an older version says "mlp", which was mlp:256 for all data; what it began with, it goes on with.</summary>
    [Fact]
    public void ARunKeepsTheNetworkThatItNames() => Assert.Equal("mlp", TrainingPlan.OfRun(new() { [TrainingSetting.Data] = "digits", [Model] = "mlp" }).Model);
}
