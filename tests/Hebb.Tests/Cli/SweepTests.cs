using Hebb.Cli.Sweeping;
using Hebb.Vision.Classification;
using static Hebb.Vision.Classification.TrainingSetting;

namespace Hebb.Tests;

public sealed class SweepTests
{
    [Fact]
    public void AGridTriesEveryCombination()
    {
        SweepPlan plan = Read("""{ "fixed": { "data": "digits", "epochs": 2 }, "vary": { "learningRate": [0.001, 0.01], "model": ["mlp:8", "mlp:16", "mlp:32"] } }""");
        Assert.Equal(6, plan.Trials.Count);
        Assert.Equal(6, plan.Trials.Select(t => (t[LearningRate], t[Model])).Distinct().Count());
        Assert.All(plan.Trials, t => Assert.Equal(("digits", 2), (t[TrainingSetting.Data], t[Epochs])));
    }

    [Fact]
    public void RandomDrawsAreTheSameForTheSameSeedAndLieInTheRange()
    {
        const string Text = """{ "search": "random", "trials": 20, "seed": 3, "fixed": { "data": "digits" }, "vary": { "learningRate": { "from": 1e-4, "to": 1e-1, "log": true }, "batchSize": { "from": 8, "to": 64 } } }""";
        SweepPlan plan = Read(Text);
        Assert.Equal(20, plan.Trials.Count);
        Assert.All(plan.Trials, t => Assert.InRange(t[LearningRate]!.Value, 1e-4, 1e-1));
        Assert.All(plan.Trials, t => Assert.InRange(t[BatchSize]!.Value, 8, 64));
        Assert.Contains(plan.Trials, t => t[LearningRate] < 3e-3);
        Assert.Equal(plan.Trials.Select(t => t.ToString()), Read(Text).Trials.Select(t => t.ToString()));
    }

    [Theory]
    [InlineData("""{ "vari": {} }""", "no key \"vari\"", "Did you mean \"vary\"?")]
    [InlineData("""{ "fixed": { "data": "digits" } }""", "nothing varies")]
    [InlineData("""{ "vary": { "seed": [1, 2] } }""", "not said what to train on")]
    [InlineData("""{ "fixed": { "data": "digits", "epoch": 1 }, "vary": { "seed": [1] } }""", "no key \"fixed.epoch\"", "Did you mean \"epochs\"?")]
    [InlineData("""{ "fixed": { "data": "digits" }, "vary": { "epochs": [0] } }""", "\"vary.epochs\" takes a whole number")]
    [InlineData("""{ "fixed": { "data": "digits" }, "vary": { "learningRate": { "from": 1, "to": 0.1 } } }""", "from a smaller to a larger")]
    [InlineData("""{ "fixed": { "data": "digits" }, "vary": { "learningRate": { "from": 0.1, "to": 1 } } }""", "a grid needs a list")]
    [InlineData("""{ "fixed": { "data": "digits" }, "vary": { "model": { "from": 0.1, "to": 1 } } }""", "takes a list of values")]
    [InlineData("""{ "search": "bayes", "fixed": { "data": "digits" }, "vary": { "seed": [1] } }""", "\"search\" takes \"grid\" or")]
    public void AWrongSweepSaysWhatIsWrong(string text, params string[] parts)
    {
        string message = Assert.Throws<HebbException>(() => Read(text)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    static SweepPlan Read(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("s.json"), text);
        return SweepPlan.Read(folder.File("s.json"));
    }
}
