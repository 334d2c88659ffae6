namespace Hebb.Tests;

public sealed class BackwardTests
{
    [Fact]
    public void GradientsAddUpOverPasses()
    {
        Tensor x = Tensor.From([1f, 2f]).WithGrad();
        (x * 3).Sum().Backward();
        (x * x).Sum().Backward();
        Assert.Equal([5f, 7f], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void AnOperandUsedSeveralTimesGetsEveryContribution()
    {
        Tensor x = Tensor.From([2f]).WithGrad();
        Tensor y = (x * x) + x + (x * 3);
        y.Sum().Backward();
        Assert.Equal(8f, x.Grad!.Item<float>());
    }

    [Fact]
    public void BothOperandsOfASumGetGradientsOfTheirOwn()
    {
        Tensor a = Tensor.Ones([3]).WithGrad(), b = Tensor.Ones([3]).WithGrad();
        (a + b).Sum().Backward();
        using (Autograd.NoGrad()) a.Grad!.AsSpan<float>()[0] = 100;
        Assert.Equal([1f, 1f, 1f], b.Grad!.ToArray<float>());
    }

    [Fact]
    public void BroadcastOperandsGetGradientsOfTheirOwnShape()
    {
        Tensor a = Tensor.Ones([2, 3]).WithGrad(), b = Tensor.Ones([3]).WithGrad(), c = Tensor.Ones([2, 1]).WithGrad();
        (a * b * c).Sum().Backward();
        Assert.Equal([2, 3], a.Grad!.Shape);
        Assert.Equal([2f, 2f, 2f], b.Grad!.ToArray<float>());
        Assert.Equal([2, 1], c.Grad!.Shape);
        Assert.Equal([3f, 3f], c.Grad!.ToArray<float>());
    }

    [Fact]
    public void MixedTypesGetGradientsOfTheirOwnType()
    {
        Tensor a = Tensor.Ones([2]).WithGrad(), b = Tensor.Ones([2], DType.Float64).WithGrad();
        Tensor y = a * b;
        Assert.Equal(DType.Float64, y.DType);
        y.Sum().Backward();
        Assert.Equal(DType.Float32, a.Grad!.DType);
        Assert.Equal(DType.Float64, b.Grad!.DType);
    }

    [Fact]
    public void ASeedWeighsTheOutputs()
    {
        Tensor x = Tensor.From([1f, 2f, 3f]).WithGrad();
        (x * x).Backward(Tensor.From([1f, 0f, 10f]));
        Assert.Equal([2f, 0f, 60f], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void BackwardOfManyValuesNeedsASeed()
    {
        var error = Assert.Throws<AutogradException>(() => (Tensor.Ones([2]).WithGrad() * 2).Backward());
        Assert.Contains("seed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASeedOfAnotherShapeIsRefused() =>
        Assert.Throws<ShapeException>(() => (Tensor.Ones([2]).WithGrad() * 2).Backward(Tensor.Ones([3])));

    [Fact]
    public void BackwardWithoutAGraphSaysWhatToDo()
    {
        var error = Assert.Throws<AutogradException>(() => Tensor.Ones([1]).Backward());
        Assert.Contains("RequiresGrad", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASecondPassNeedsRetainGraph()
    {
        Tensor x = Tensor.Ones([2]).WithGrad();
        Tensor y = (x * x).Sum();
        y.Backward(retainGraph: true);
        y.Backward();
        Assert.Equal([4f, 4f], x.Grad!.ToArray<float>());
        var error = Assert.Throws<AutogradException>(() => y.Backward());
        Assert.Contains("retainGraph", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ChangingANeededValueInPlaceIsAnErrorThatNamesTheOperation()
    {
        Tensor x = Tensor.Ones([2]).WithGrad();
        Tensor factor = Tensor.Ones([2]);
        Tensor y = (x * factor).Sum();
        factor.BeginChange("Fill");
        var error = Assert.Throws<AutogradException>(() => y.Backward());
        Assert.Contains("Mul", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AChainOfAHundredThousandOperationsNeedsNoStack()
    {
        Tensor x = Tensor.Ones([1]).WithGrad();
        Tensor y = x;
        for (int i = 0; i < 100_000; i++) y += 1;
        y.Backward();
        Assert.Equal(1f, x.Grad!.Item<float>());
    }

    [Fact]
    public void GradientsOfGradientsAreRight()
    {
        Tensor x = Tensor.From([2.0, 3.0]).WithGrad();
        Tensor first = Autograd.Grad((x * x * x).Sum(), [x], createGraph: true)[0];
        Tensor second = Autograd.Grad(first.Sum(), [x])[0];
        Assert.Equal([12.0, 27.0], first.ToArray<double>());
        Assert.Equal([12.0, 18.0], second.ToArray<double>());
    }

    [Fact]
    public void GradLeavesLeavesAlone()
    {
        Tensor x = Tensor.Ones([2]).WithGrad(), w = Tensor.Ones([2]).WithGrad();
        Tensor g = Autograd.Grad((x * w).Sum(), [x])[0];
        Assert.Equal([1f, 1f], g.ToArray<float>());
        Assert.Null(x.Grad);
        Assert.Null(w.Grad);
    }

    [Fact]
    public void GradIsZeroWhereNothingDepends()
    {
        Tensor x = Tensor.Ones([2]).WithGrad(), other = Tensor.Ones([3]).WithGrad();
        Assert.Equal([0f, 0f, 0f], Autograd.Grad(x.Sum(), [other])[0].ToArray<float>());
    }
}
