using Hebb.Nn;

namespace Hebb.Tests;

public sealed class ContainerTests
{
    [Fact]
    public void ASequentialGrowsAndKeepsGivenNames()
    {
        var model = new Sequential { { "hidden", new Linear(4, 3) }, new ReLU(), { "output", new Linear(3, 2) } };
        Assert.Equal(["hidden.weight", "hidden.bias", "output.weight", "output.bias"], model.StateDict().Keys, StringComparer.Ordinal);
        Assert.Equal(["hidden", "1", "output"], model.Children.Select(c => c.Key), StringComparer.Ordinal);
        Assert.Same(model, model.Add(new Tanh()));
        Assert.Equal([5, 2], model.Forward(Tensor.Ones([5, 4])).Shape);
        Assert.Throws<ArgumentException>(() => model.Add("hidden", new ReLU()));
        Assert.Throws<ArgumentException>(() => model.Add(model));
    }

    [Fact]
    public void APartOfASequentialSharesItsModules()
    {
        Sequential model = [new Linear(4, 3), new ReLU(), new Linear(3, 2)], head = model[1..];
        Assert.Same(model[2], head[1]);
        Assert.Equal(["1.weight", "1.bias"], head.StateDict().Keys, StringComparer.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => model[1..9]);
    }

    [Fact]
    public void AListNamesItsModulesByNumberAndIsNoFunction()
    {
        var list = new ModuleList<Linear>(new Linear(2, 3)) { new Linear(3, 4, bias: false) };
        Assert.Equal(["0.weight", "0.bias", "1.weight"], list.StateDict().Keys, StringComparer.Ordinal);
        Assert.Equal(4, list[^1].OutFeatures);
        Assert.Equal([2, 3], list.Select(linear => linear.InFeatures));
        Assert.Contains("Sequential", Assert.Throws<InvalidOperationException>(() => list.Forward(Tensor.Ones([1]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => list[2]);
        Assert.Equal("ModuleList(\n  (0): ReLU()\n)", new ModuleList(new ReLU()).ToString());
        Assert.StartsWith("ModuleList(\n", list.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ADictionaryKeepsNamesInTheOrderOfAdding()
    {
        var heads = new ModuleDict<Linear> { { "letter", new Linear(2, 26) }, { "digit", new Linear(2, 10) } };
        Assert.Equal(["letter", "digit"], heads.Keys);
        Assert.Equal(10, heads["digit"].OutFeatures);
        Assert.Equal(["letter.weight", "letter.bias", "digit.weight", "digit.bias"], heads.StateDict().Keys, StringComparer.Ordinal);
        Assert.True(heads.ContainsKey("digit"));
        Assert.Equal(2, heads.Count());
        Assert.Contains("it has letter, digit", Assert.Throws<KeyNotFoundException>(() => heads["word"]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => heads.Add("digit", new Linear(1, 1)));
        Assert.Throws<InvalidOperationException>(() => heads.Forward(Tensor.Ones([1])));
    }

    [Fact]
    public void AResidualAddsItsShortcut()
    {
        var body = new Linear(3, 3, generator: new Generator(1));
        Tensor x = Tensor.Randn([4, 3], generator: new Generator(2));
        Close(body.Forward(x) + x, new Residual(body).Forward(x));
        var shortcut = new Linear(3, 2, generator: new Generator(3));
        var wide = new Residual([new Linear(3, 2, generator: new Generator(4)), new Tanh()], shortcut);
        Close(wide.Body.Forward(x) + shortcut.Forward(x), wide.Forward(x));
        Assert.Equal(["body.0.weight", "body.0.bias", "shortcut.weight", "shortcut.bias"], wide.StateDict().Keys, StringComparer.Ordinal);
        ShapeException error = Assert.Throws<ShapeException>(() => new Residual(new Linear(3, 2)).Forward(x));
        Assert.Contains("the body gives [4, 2] and the input itself has [4, 3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BranchesAreConcatenatedOrAdded()
    {
        Linear a = new(3, 2, generator: new Generator(1)), b = new(3, 2, generator: new Generator(2));
        Tensor x = Tensor.Randn([4, 3], generator: new Generator(2));
        Close(Tensor.Cat([a.Forward(x), b.Forward(x)], 1), new Branches(a, b).Forward(x));
        Close(a.Forward(x) + b.Forward(x), new Branches(BranchJoin.Sum) { a, b }.Forward(x));
        Assert.Equal([8, 2], new Branches(BranchJoin.Concatenate, 0, a, b).Forward(x).Shape);
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias"], new Branches(a, b).StateDict().Keys, StringComparer.Ordinal);
        Assert.Contains("branch 1 gives [4, 5]", Assert.Throws<ShapeException>(() => new Branches(BranchJoin.Sum) { a, new Linear(3, 5) }.Forward(x)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new Branches().Forward(x));
    }

    [Fact]
    public void AFunctionIsAModule()
    {
        var module = new LambdaModule(x => x.Square(), "square");
        Assert.Equal([4f, 9f], new Sequential(module).Forward(Tensor.From([2f, -3f])).ToArray<float>());
        Assert.Equal("LambdaModule(square)", module.ToString());
        Assert.Throws<ArgumentNullException>(() => new LambdaModule(null!));
    }

    static void Close(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(expected.ToArray<float>().Zip(actual.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }
}
