using Hebb.Formats;
using Hebb.Nn;

namespace Hebb.Tests;

public sealed class ModuleFilesTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static Sequential Net(int seed) => new(new Linear(3, 4, generator: new Generator((ulong)seed)), new ReLU(), new Linear(4, 2, generator: new Generator((ulong)seed)));

    [Fact]
    public void WhatWasSavedIsWhatIsLoaded()
    {
        string path = Path.Combine(folder, "net.safetensors");
        Sequential a = Net(1), b = Net(2);
        Tensor x = Tensor.Rand([5, 3]);
        a.Save(path);
        Assert.NotEqual(a.Forward(x).ToArray<float>(), b.Forward(x).ToArray<float>());
        Assert.True(b.Load(path).IsEmpty);
        Assert.Equal(a.Forward(x).ToArray<float>(), b.Forward(x).ToArray<float>());
        Assert.Equal(["0.bias", "0.weight", "2.bias", "2.weight"], Safetensors.Load(path).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AFileOfAnotherNetworkChangesNothing()
    {
        string path = Path.Combine(folder, "net.safetensors");
        new Sequential(new Linear(3, 4), new ReLU(), new Linear(4, 3)).Save(path);
        Sequential net = Net(1);
        float[] before = net.StateDict()["0.weight"].ToArray<float>();
        Assert.Throws<StateDictException>(() => net.Load(path));
        Assert.Equal(before, net.StateDict()["0.weight"].ToArray<float>());
        Assert.False(net.Load(path, strict: false).IsEmpty);
    }
}
