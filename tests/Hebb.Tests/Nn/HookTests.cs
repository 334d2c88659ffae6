using Hebb.Nn;

namespace Hebb.Tests;

public sealed class HookTests
{
    static Tensor Input => Tensor.Randn([2, 3], generator: new Generator(1));

    [Fact]
    public void HooksSeeInputAndOutputUntilTheyAreRemoved()
    {
        var model = new Sequential(new Linear(3, 4), new ReLU());
        var seen = new List<string>();
        IDisposable before = model[0].AddForwardPreHook((m, x) => seen.Add($"before {m} {x.Shape}"));
        IDisposable after = model[0].AddForwardHook((m, x, y) => seen.Add($"after {x.Shape} {y.Shape}"));
        model.Forward(Input);
        Assert.Equal(["before Linear(in_features=3, out_features=4, bias=True) [2, 3]", "after [2, 3] [2, 4]"], seen);
        before.Dispose();
        before.Dispose();
        model.Forward(Input);
        Assert.Equal(3, seen.Count);
        after.Dispose();
        model.Forward(Input);
        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public void HooksRunOnceHoweverTheModuleIsCalled()
    {
        var relu = new ReLU();
        int calls = 0;
        using IDisposable handle = relu.AddForwardHook((_, _, _) => { calls++; });
        relu.Forward(Input);
        Assert.Equal(1, calls);
        relu.Call(Input);
        Assert.Equal(2, calls);
        new Sequential(relu, new Residual(relu)).Forward(Input);
        Assert.Equal(4, calls);
    }

    [Fact]
    public void WhatAHookReturnsTakesThePlaceOfInputOrOutput()
    {
        var model = new Sequential(new Identity());
        using (model[0].AddForwardPreHook((_, x) => x * 2))
        using (model[0].AddForwardHook((_, _, y) => y + 1))
        using (model.AddForwardHook((_, _, _) => { }))
            Assert.Equal([3f, 5f], model.Forward(Tensor.From([1f, 2f])).ToArray<float>());
        Assert.Equal([1f, 2f], model.Forward(Tensor.From([1f, 2f])).ToArray<float>());
    }

    [Fact]
    public void AModuleWithHooksIsNotFusedAway()
    {
        var model = new Sequential(new Linear(3, 4, generator: new Generator(2)), new ReLU());
        float[] plain = model.Forward(Input).ToArray<float>();
        Tensor? between = null;
        using (model[0].AddForwardHook((_, _, y) => { between = y; })) Assert.Equal(plain, model.Forward(Input).ToArray<float>());
        Assert.Contains(between!.ToArray<float>(), v => v < 0);
        using (model[1].AddForwardHook((_, x, _) => { between = x; })) model.Forward(Input);
        Assert.Contains(between!.ToArray<float>(), v => v < 0);
    }

    [Fact]
    public void AModuleOfOnesOwnIsSeenWhenAContainerRunsIt()
    {
        var own = new Doubling();
        int calls = 0;
        using IDisposable handle = own.AddForwardHook((_, _, _) => { calls++; });
        new Sequential(own, own).Forward(Input);
        Assert.Equal(2, calls);
        own.Forward(Input);
        Assert.Equal(2, calls);
    }

    [Fact]
    public void AHookThatThrowsLeavesTheModuleUsable()
    {
        var relu = new ReLU();
        using (relu.AddForwardPreHook((_, _) => throw new ArithmeticException("stop"))) Assert.Throws<ArithmeticException>(() => relu.Forward(Input));
        var broken = new LambdaModule(_ => throw new ArithmeticException("stop"));
        int calls = 0;
        using IDisposable handle = broken.AddForwardPreHook((_, _) => { calls++; });
        Assert.Throws<ArithmeticException>(() => broken.Forward(Input));
        Assert.Throws<ArithmeticException>(() => broken.Forward(Input));
        Assert.Equal(2, calls);
    }

    [Fact]
    public void RecurrentLayersRunHooksInBothForms()
    {
        var gru = new GRU(3, 4);
        var seen = new List<Shape>();
        using IDisposable handle = gru.AddForwardHook((_, _, y) => seen.Add(y.Shape));
        Tensor x = Tensor.Ones([5, 2, 3]);
        gru.Forward(x, null);
        gru.Forward(x);
        new Sequential(gru).Forward(x);
        Assert.Equal([[5, 2, 4], [5, 2, 4], [5, 2, 4]], seen);
    }

    sealed class Doubling : Module
    {
        public override Tensor Forward(Tensor x) => x * 2;
    }
}
