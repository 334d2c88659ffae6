using Hebb.Formats;
using Hebb.Nn;

namespace Hebb.Tests;

public sealed class StateDictNamesTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    static Sequential Net(int seed) => new(new Conv2d(1, 2, 3, generator: new Generator((ulong)seed)), new BatchNorm2d(2), new Flatten(), new Linear(8, 3, generator: new Generator((ulong)seed)));

    static Dictionary<string, Tensor> Prefixed(string prefix, Module module) => module.StateDict().ToDictionary(item => prefix + item.Key, item => item.Value);

    static void AssertSame(Module a, Module b)
    {
        Dictionary<string, Tensor> x = a.StateDict(), y = b.StateDict();
        Assert.Equal(x.Keys, y.Keys);
        foreach (string name in x.Keys) Assert.Equal(x[name].ToArray<double>(), y[name].ToArray<double>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("module.")]
    [InlineData("model.")]
    [InlineData("_orig_mod.module.")]
    [InlineData("model/")]
    public void AModuleLoadsFromAPyTorchFileWhateverStandsBeforeItsNames(string prefix)
    {
        Sequential from = Net(1), to = Net(2);
        PyTorchFile.SaveStateDict(folder.File("x.pth"), Prefixed(prefix, from));
        Assert.True(to.Load(folder.File("x.pth")).IsEmpty);
        AssertSame(from, to);
    }

    [Fact]
    public void EveryFormatIsToldByItsContent()
    {
        Sequential from = Net(1);
        Npz.Save(folder.File("a"), from.StateDict());
        Safetensors.Save(folder.File("b"), Prefixed("module.", from));
        foreach (string name in new[] { "a", "b" })
        {
            Sequential to = Net(2);
            to.Load(folder.File(name));
            AssertSame(from, to);
        }
    }

    [Fact]
    public void TensorsOutsideThePrefixAreOfOtherModules()
    {
        Sequential from = Net(1), to = Net(2);
        Dictionary<string, Tensor> state = Prefixed("model.", from);
        state["loss.weight"] = Tensor.Ones([3]);
        PyTorchFile.SaveStateDict(folder.File("x.pth"), state);
        to.Load(folder.File("x.pth"));
        AssertSame(from, to);
        state["model.extra"] = Tensor.Ones([3]);
        PyTorchFile.SaveStateDict(folder.File("x.pth"), state);
        var problem = Assert.Throws<StateDictException>(() => Net(2).Load(folder.File("x.pth")));
        Assert.Equal(["extra"], problem.Report.Unexpected);
        Assert.Contains("'model.'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfTwoPrefixesOneMustBeNamed()
    {
        Sequential one = Net(1), two = Net(2), to = Net(3);
        Dictionary<string, Tensor> state = Prefixed("model.", one);
        foreach ((string name, Tensor x) in Prefixed("ema.", two)) state.Add(name, x);
        PyTorchFile.SaveStateDict(folder.File("x.pth"), state);
        string message = Assert.Throws<HebbException>(() => to.Load(folder.File("x.pth"))).Message;
        Assert.Contains("'model.', 'ema.'", message, StringComparison.Ordinal);
        to.Load(folder.File("x.pth"), prefix: "ema.");
        AssertSame(two, to);
        Assert.Contains("'model.', 'ema.'", Assert.Throws<HebbException>(() => to.Load(folder.File("x.pth"), prefix: "net.")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APrefixIsTakenAwayAndFoundByHand()
    {
        Sequential from = Net(1), to = Net(2);
        Dictionary<string, Tensor> state = Prefixed("state_dict.module.", from);
        state["optimizer.step"] = Tensor.Scalar(1);
        Assert.Equal("state_dict.module.", state.PrefixFor(to));
        to.LoadStateDict(state.WithoutPrefix("state_dict.module."));
        AssertSame(from, to);
        Assert.Equal(state.Count, state.WithoutPrefix(string.Empty).Count);
        Assert.Equal(string.Empty, new Dictionary<string, Tensor> { ["a.b"] = Tensor.Scalar(1) }.PrefixFor(to));
        Assert.Contains("'state_dict.', 'optimizer.'", Assert.Throws<HebbException>(() => state.WithoutPrefix("module.")).Message, StringComparison.Ordinal);
        Npz.Save(folder.File("x.npz"), state);
        using TensorFile file = TensorFile.Open(folder.File("x.npz"));
        Assert.Equal(from.StateDict().Keys, file.LoadAll("state_dict.module.").Keys);
        Assert.Throws<HebbException>(() => file.LoadAll("module."));
    }

    [Fact]
    public void ALazyModuleIsFoundByItsNames()
    {
        var from = new Sequential(new Linear(4, 2), new ReLU(), new Linear(2, 3));
        var to = new Sequential(new LazyLinear(2), new ReLU(), new LazyLinear(3));
        PyTorchFile.SaveStateDict(folder.File("x.pth"), Prefixed("net.", from));
        to.Load(folder.File("x.pth"));
        AssertSame(from, to);
    }

    [Fact]
    public void ACheckpointOfATrainingGivesItsModel()
    {
        Sequential from = Net(1), to = Net(2);
        Dictionary<string, Tensor> tensors = Prefixed("model/", from);
        tensors["optimizer/0/exp_avg"] = Tensor.Ones([3]);
        CheckpointFile.Save(folder.File("best.safetensors"), new Hebb.Training.Checkpoint(tensors, new Dictionary<string, string>()));
        to.Load(folder.File("best.safetensors"));
        AssertSame(from, to);
    }

    [Fact]
    public void ResNet20LoadsWithoutAWordAboutItsPrefix()
    {
        string path = Repository.RequireShared("data", "cifar10", "resnet20.th");
        var first = new Sequential();
        first.Add("conv1", new Conv2d(3, 16, 3, padding: 1, bias: false));
        first.Add("bn1", new BatchNorm2d(16));
        Assert.NotEmpty(first.Load(path, strict: false).Unexpected);
        Assert.Equal(PyTorchFile.LoadStateDict(path)["module.conv1.weight"].ToArray<float>(), first.StateDict()["conv1.weight"].ToArray<float>());
    }
}
