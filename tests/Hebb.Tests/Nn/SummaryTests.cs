using Hebb.Nn;

namespace Hebb.Tests;

[Collection("default generator")]
public sealed partial class SummaryTests
{
    [Fact]
    public void AConvolutionalNetworkPrintsAsATable()
    {
        var model = new Sequential
        {
            {
                "features", new Sequential(
                    new Conv2d(1, 8, 3, padding: 1, bias: false), new BatchNorm2d(8), new ReLU(), new MaxPool2d(2),
                    new Residual([new Conv2d(8, 8, 3, padding: 1), new ReLU()]), new ReLU())
            },
            { "flatten", new Flatten() },
            { "drop", new Dropout(0.2) },
            { "head", new Linear(8 * 14 * 14, 10) },
        };
        model[0].Children[0].Value.Freeze();
        ModuleSummary summary = model.Summary([2, 1, 28, 28]);
        Snapshot.Match(summary.ToString(), "Summary/convolutional.txt");
        Snapshot.Match(summary.ToString(1), "Summary/convolutional-short.txt");
        Assert.Throws<ArgumentOutOfRangeException>(() => summary.ToString(-1));
    }

    [Fact]
    public void ARecurrentNetworkPrintsAsATable()
    {
        var model = new Sequential(new Embedding(100, 16), new LSTM(16, 32, 2, batchFirst: true, bidirectional: true), new LazyLinear(5));
        Snapshot.Match(model.Summary([4, 12], DType.Int64).ToString(), "Summary/recurrent.txt");
    }

    [Fact]
    public void AModuleOfOnesOwnIsLookedInto()
    {
        Snapshot.Match(new Sequential(new Own(), new Softmax()).Summary([3, 6]).ToString(), "Summary/own.txt");
    }

    [Fact]
    public void NumbersAreThoseOfTheFormulas()
    {
        ModuleSummary summary = new Sequential(new Conv2d(4, 6, (3, 5), groups: 2), new Flatten(), new Linear(6 * 4 * 2, 7)).Summary([2, 4, 6, 6]);
        Assert.Equal((6 * 2 * 15) + 6 + (48 * 7) + 7, summary.Parameters);
        Assert.Equal((2 * 6 * 4 * 2 * 2 * 15) + (2 * 48 * 7), summary.MultiplyAdds);
        Assert.Equal(4 * summary.Parameters, summary.ParameterBytes);
        Assert.Equal(4 * ((2 * 48) + (2 * 7)), summary.ActivationBytes);
        Assert.Equal(4 * 2 * 4 * 36, summary.InputBytes);
        Assert.Equal(["", "0", "1", "2"], summary.Rows.Select(row => row.Name));
        Assert.Equal([2, 48], summary.Rows[2].OutputShape!.Value);
        Assert.Equal([2, 4, 6, 6], summary.Rows[1].InputShape!.Value);
        Assert.Equal(5 * 4 * 3 * 4, new GRU(4, 4).Summary([1, 5, 4]).MultiplyAdds - (5 * 4 * 3 * 4));
        Assert.Equal(3 * 2 * 9 * 25, new ConvTranspose2d(3, 2, 3).Summary([1, 3, 5, 5]).MultiplyAdds);
    }

    [Fact]
    public void SharedPartsCountOnce()
    {
        var layer = new Linear(3, 3);
        ModuleSummary summary = new Sequential(layer, new ReLU(), layer).Summary([1, 3]);
        Assert.Equal(12, summary.Parameters);
        Assert.Equal(18, summary.MultiplyAdds);
        Assert.Equal(2, summary.Rows[1].Calls);
        Assert.Contains("Linear (0) ×2", summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsTouched()
    {
        var norm = new BatchNorm1d(3);
        var model = new Sequential(new Linear(3, 3), norm, new Dropout(), new LambdaModule(x => x + Tensor.Rand(x.Shape)));
        norm.Eval();
        model.Forward(Tensor.Randn([4, 3])).Sum().Backward();
        float[][] before = [.. State(model)];
        GeneratorState random = Generator.Default.State;
        model.Summary([2, 3]);
        Assert.Equal(before, State(model));
        Assert.Equal(random, Generator.Default.State);
        Assert.True(model.IsTraining);
        Assert.False(norm.IsTraining);
        Assert.All(model.NamedModules(), m => Assert.False(m.Value.HasHooks));
    }

    [Fact]
    public void AnInputThatDoesNotFitLeavesTheModuleAsItWas()
    {
        var model = new Sequential(new Linear(3, 3));
        Assert.Throws<ShapeException>(() => model.Summary([2, 4]));
        Assert.True(model.IsTraining && model[0].IsTraining);
        Assert.False(model[0].HasHooks);
    }

    static IEnumerable<float[]> State(Module model) =>
        [.. model.StateDict().Values.Select(v => v.ToArray<float>()), .. model.Parameters().Select(p => p.Grad!.ToArray<float>())];

    sealed partial class Own : Module
    {
        readonly Linear first = new(6, 4), second = new(4, 4);
        readonly Dropout unused = new();
        readonly Parameter scale = new(Tensor.Ones([4, 4]));

        public override Tensor Forward(Tensor x) => second.Forward(first.Forward(x).Tanh()).MatMul(scale);
    }
}
