using Hebb.Nn;

namespace Hebb.Tests;

public sealed class NumBatchesTrackedTests
{
    public static TheoryData<string> Kinds => ["BatchNorm1d", "BatchNorm2d", "InstanceNorm2d"];

    static Module Layer(string kind) => kind switch
    {
        "BatchNorm1d" => new BatchNorm1d(3),
        "BatchNorm2d" => new BatchNorm2d(3),
        _ => new InstanceNorm2d(3, affine: true, trackRunningStats: true),
    };

    static Dictionary<string, Tensor> Old(Module module) => module.StateDict().Where(item => !item.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).ToDictionary(item => item.Key, item => item.Value);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AStateWithoutTheCountLoadsStrictlyAndTheCountIsZero(string kind)
    {
        Module layer = Layer(kind), model = new Sequential(Layer(kind), new ReLU());
        Dictionary<string, Tensor> full = layer.StateDict();
        full["num_batches_tracked"] = Tensor.Full([], 7, DType.Int64);
        layer.LoadStateDict(full);
        Assert.Equal(7, layer.StateDict()["num_batches_tracked"].Item<long>());
        Assert.True(layer.LoadStateDict(Old(layer)).IsEmpty);
        Assert.Equal(0, layer.StateDict()["num_batches_tracked"].Item<long>());
        Assert.True(model.LoadStateDict(Old(model)).IsEmpty);
    }

    [Fact]
    public void WithoutRunningStatisticsTheCountIsMissingLikeThem()
    {
        var layer = new BatchNorm2d(3);
        var weights = new Dictionary<string, Tensor> { ["weight"] = Tensor.Ones([3]), ["bias"] = Tensor.Ones([3]) };
        Assert.Equal(["running_mean", "running_var", "num_batches_tracked"], Assert.Throws<StateDictException>(() => layer.LoadStateDict(weights)).Report.Missing);
        Dictionary<string, Tensor> counted = layer.StateDict();
        counted["num_batches_tracked"] = Tensor.Full([], 7, DType.Int64);
        layer.LoadStateDict(counted);
        layer.LoadStateDict(weights, strict: false);
        Assert.Equal(7, layer.StateDict()["num_batches_tracked"].Item<long>());
    }
}
