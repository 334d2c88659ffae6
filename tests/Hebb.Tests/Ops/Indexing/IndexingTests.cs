namespace Hebb.Tests;

/// <summary>Choosing, joining and padding by hand-made numbers, at the edges, and the errors that they teach with.</summary>
public sealed class IndexingTests
{
    static readonly Tensor X = Tensor.Arange(6, DType.Float32).Reshape(2, 3);

    [Fact]
    public void PadsFromTheLastAxisOn()
    {
        Assert.Equal("[[9. 0. 1. 2.]\n [9. 3. 4. 5.]\n [9. 9. 9. 9.]]", X.Pad([1, 0, 0, 1], value: 9).ToString());
        Assert.Equal([2, 1, 0, 1, 2, 1], X[0].Pad([2, 1], PadMode.Reflect).ToArray<float>());
        Assert.Equal([0, 0, 0, 1, 2, 2], X[0].Pad([2, 1], PadMode.Replicate).ToArray<float>());
        Assert.Equal([1, 2, 0, 1, 2, 0], X[0].Pad([2, 1], PadMode.Circular).ToArray<float>());
        Assert.Contains("0 to 2", Assert.Throws<ShapeException>(() => X.Pad([3, 0], PadMode.Reflect)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => X.Pad([1, 1, 1]));
    }

    [Fact]
    public void ChunksAsPyTorchDoes()
    {
        Assert.Equal([3, 3, 1], Tensor.Zeros([7, 2]).Chunk(3).Select(part => part.Shape[0]));
        Assert.Equal([2, 2], Tensor.Zeros([4]).Chunk(3).Select(part => part.Count));
        Assert.Throws<ShapeException>(() => X.Split([1, 1], 1));
    }

    [Fact]
    public void JoinsPromoteAndSkipEmptyParts()
    {
        Tensor y = Tensor.Cat([Tensor.Arange(2), Tensor.Zeros([0]), Tensor.From([0.5])]);
        Assert.Equal(DType.Float64, y.DType);
        Assert.Equal([0, 1, 0.5], y.ToArray<double>());
        Assert.Throws<ShapeException>(() => Tensor.Cat([X, Tensor.Zeros([2, 2])]));
        Assert.Throws<ShapeException>(() => Tensor.Stack([X, Tensor.Zeros([2, 2])]));
        Assert.Throws<ArgumentException>(() => Tensor.Cat([]));
    }

    [Fact]
    public void IndicesAreCheckedWithPositionAndRange()
    {
        string message = Assert.Throws<IndexException>(() => X.Gather(1, Tensor.From([0L, 3], [2, 1]))).Message;
        Assert.Contains("Element 1", message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 2", message, StringComparison.Ordinal);
        Assert.Throws<IndexException>(() => X.IndexSelect(0, Tensor.From([-1L])));
        Assert.Throws<IndexException>(() => Tensor.From([3L]).OneHot(3));
        Assert.Throws<DTypeException>(() => X.IndexSelect(0, Tensor.From([1f])));
        Assert.Throws<ShapeException>(() => X.Gather(1, Tensor.From([0L])));
        Assert.Throws<ShapeException>(() => X.PickLabels(Tensor.From([0L])));
    }

    [Fact]
    public void EmptyTensorsPassThrough()
    {
        Tensor none = Tensor.Zeros([0, 3]);
        Tensor indices = Tensor.Zeros([0], DType.Int64);
        Assert.Equal<Shape>([0, 3], X.IndexSelect(0, indices).Shape);
        Assert.Equal<Shape>([2, 0], X.Gather(1, Tensor.Zeros([2, 0], DType.Int64)).Shape);
        Assert.Equal<Shape>([0, 3], none.Flip(0).Shape);
        Assert.Equal<Shape>([0, 3], none.Roll(1, 0).Shape);
        Assert.Equal<Shape>([0], none.MaskedSelect(none.To(DType.Bool)).Shape);
        Assert.Equal<Shape>([0, 2], none.NonZero().Shape);
        Assert.Equal<Shape>([2, 3], none.Pad([0, 0, 1, 1]).Shape);
        Assert.Equal<Shape>([0, 6], none.Repeat(1, 2).Shape);
        Assert.Equal([0, 1, 2, 3, 4, 5], X.IndexAdd(0, indices, none).ToArray<float>());
    }

    [Fact]
    public void MasksAndIndicesAgree()
    {
        Tensor mask = Tensor.From([true, false, true, false, true, true], [2, 3]);
        Assert.Equal([0, 2, 4, 5], X.MaskedSelect(mask).ToArray<float>());
        Assert.Equal([0, 0, 0, 2, 1, 1, 1, 2], mask.NonZero().ToArray<long>());
        Tensor[] places = mask.NonZeroByAxis();
        Assert.Equal(X[mask].ToArray<float>(), X[places[0], places[1]].ToArray<float>());
        Assert.Equal([7, 1, 7, 3, 7, 7], X.MaskedFill(mask, 7).ToArray<float>());
    }

    [Fact]
    public void ChangesInPlaceReachEveryView()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        x.T.CopyFrom(Tensor.Arange(6).Reshape(3, 2));
        Assert.Equal([0, 2, 4, 1, 3, 5], x.ToArray<float>());
        x[.., 1].AddInPlace(Tensor.Ones([2]), 10);
        Assert.Equal([0, 12, 4, 1, 13, 5], x.ToArray<float>());
        x[0].MulInPlace(0.5);
        Assert.Equal([0, 6, 2, 1, 13, 5], x.ToArray<float>());
        x.ZeroInPlace();
        Assert.Equal(0, x.Sum().Item());
        Assert.Throws<AutogradException>(() => Tensor.Zeros([2]).WithGrad().Fill(1));
        Assert.Throws<DTypeException>(() => Tensor.Arange(3).AddInPlace(Tensor.Ones([3])));
        Assert.Throws<ShapeException>(() => x.AddInPlace(Tensor.Ones([2, 2, 3])));
    }

    [Fact]
    public void TensorSpansGoOutAndComeBack()
    {
        Tensor[] all = [X, X.T, X[.., 1..], Tensor.Arange(8, DType.Float32).Reshape(2, 4)[.., TensorIndex.Step(2)], X[1], Tensor.Zeros([2, 0]), X[..1].Expand(3, 3)];
        foreach (Tensor x in all)
        {
            Tensor back = Tensor.From<float>(x.AsTensorSpan<float>());
            Assert.Equal(x.Shape, back.Shape);
            Assert.Equal(x.ToArray<float>(), back.ToArray<float>());
        }

        Assert.Equal([5], Tensor.From<float>(X[1, 2].AsTensorSpan<float>()).ToArray<float>());
        Assert.Equal(0, Tensor.From(System.Numerics.Tensors.ReadOnlyTensorSpan<float>.Empty).Count);
        Assert.Throws<ShapeException>(() => X[.., TensorIndex.Step(2)].AsTensorSpan<float>().Rank);
    }
}
