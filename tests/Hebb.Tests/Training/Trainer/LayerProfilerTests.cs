using Hebb.Nn;
using Hebb.Training;

namespace Hebb.Tests;

[Collection("memory")]
public sealed class LayerProfilerTests
{
    [Fact]
    public void EachLayerGetsItsTimesAndTheBitsStay()
    {
        Sequential plain = Tiny.Model(), watched = Tiny.Model();
        new Trainer(plain, Tiny.Adam(plain), Tiny.Loss) { Epochs = 2 }.Fit(Tiny.Loader(Tiny.Points(100)));
        using var output = new StringWriter();
        var profiler = new LayerProfiler(steps: 6, warmUp: 3, output);
        new Trainer(watched, Tiny.Adam(watched), Tiny.Loss) { Epochs = 2, Callbacks = [profiler] }.Fit(Tiny.Loader(Tiny.Points(100)));
        Assert.Equal(Tiny.Weights(plain), Tiny.Weights(watched));
        Assert.Equal(["", "0", "1", "2"], profiler.Layers.Select(l => l.Name));
        Assert.All(profiler.Layers, layer => Assert.Equal(6, layer.Calls));
        Assert.All(profiler.Layers, layer => Assert.True(layer.Forward > TimeSpan.Zero));
        Assert.All(profiler.Layers.Where(l => l.IsLeaf), layer => Assert.True(layer.Backward > TimeSpan.Zero));
        Assert.True(profiler.StepTime > profiler.Layers[0].Forward);
        Assert.Contains("0 Linear", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("mean of 6", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void MemoryIsWhatALayerHoldsForTheBackwardPass()
    {
        var model = new Sequential(new Linear(64, 256), new LambdaModule(x => x.Sigmoid().Relu()), new Linear(256, 4));
        var data = new Hebb.Data.TensorDataset(Tensor.Rand([64, 64]), Tensor.Zeros([64], DType.Int64));
        var profiler = new LayerProfiler(steps: 2, warmUp: 2);
        new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 5, Callbacks = [profiler] }.Fit(new Hebb.Data.DataLoader(data, 64));
        Assert.InRange(profiler.Layers[1].Bytes, 64 * 256 * 4, 2 * 64 * 256 * 4);
        Assert.InRange(profiler.Layers[2].Bytes, 2 * 64 * 256 * 4, 4 * 64 * 256 * 4);
    }
}
