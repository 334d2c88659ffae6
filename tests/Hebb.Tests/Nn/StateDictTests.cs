using Hebb.Nn;

namespace Hebb.Tests;

public sealed class StateDictTests
{
    [Fact]
    public void AStateGoesFromOneModelToAnother()
    {
        Sequential a = Model(1), b = Model(2);
        Tensor x = Tensor.Randn([3, 4], generator: new Generator(3));
        Assert.NotEqual(a.Forward(x).ToArray<float>(), b.Forward(x).ToArray<float>());
        Tensor held = ((Linear)b[0]).Weight.Tensor;
        Assert.True(b.LoadStateDict(a.StateDict()).IsEmpty);
        Assert.Equal(a.Forward(x).ToArray<float>(), b.Forward(x).ToArray<float>());
        Assert.Same(held, ((Linear)b[0]).Weight.Tensor);
        Assert.True(held.RequiresGrad);
    }

    [Fact]
    public void AStateIsASnapshot()
    {
        Sequential model = Model(1);
        Dictionary<string, Tensor> state = model.StateDict();
        float[] before = state["0.weight"].ToArray<float>();
        Init.Zeros(((Linear)model[0]).Weight);
        Assert.Equal(before, state["0.weight"].ToArray<float>());
        Assert.All(state.Values, v => Assert.False(v.RequiresGrad));
    }

    [Fact]
    public void AStrictLoadReportsEverythingAndWritesNothing()
    {
        Sequential model = Model(1);
        float[] before = ((Linear)model[0]).Weight.Tensor.ToArray<float>();
        Dictionary<string, Tensor> state = Model(2).StateDict();
        state.Remove("0.bias");
        state["extra"] = Tensor.Ones([1]);
        state["2.weight"] = Tensor.Ones([7, 7]);
        StateDictException error = Assert.Throws<StateDictException>(() => model.LoadStateDict(state));
        Assert.Contains("missing in the state: 0.bias", error.Message, StringComparison.Ordinal);
        Assert.Contains("unexpected in the state: extra", error.Message, StringComparison.Ordinal);
        Assert.Contains("2.weight: has shape [2, 5], the state [7, 7]", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, ((Linear)model[0]).Weight.Tensor.ToArray<float>());

        StateDictReport report = model.LoadStateDict(state, strict: false);
        Assert.Equal(["0.bias"], report.Missing);
        Assert.Equal(["extra"], report.Unexpected);
        Assert.Single(report.Misshapen);
        Assert.Equal(state["0.weight"].ToArray<float>(), ((Linear)model[0]).Weight.Tensor.ToArray<float>());
    }

    [Fact]
    public void LoadingConvertsTypes()
    {
        Sequential model = Model(1);
        var state = model.StateDict().ToDictionary(s => s.Key, s => (s.Value + 1).To(DType.Float64), StringComparer.Ordinal);
        model.LoadStateDict(state);
        Assert.Equal(DType.Float32, ((Linear)model[0]).Weight.DType);
        Assert.Equal(state["0.bias"].To(DType.Float32).ToArray<float>(), ((Linear)model[0]).Bias!.Tensor.ToArray<float>());
    }

    static Sequential Model(ulong seed)
    {
        var generator = new Generator(seed);
        return new Sequential(new Linear(4, 5, generator: generator), new ReLU(), new Linear(5, 2, generator: generator));
    }
}
