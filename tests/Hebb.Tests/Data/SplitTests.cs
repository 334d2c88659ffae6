using Hebb.Data;

namespace Hebb.Tests;

public sealed class SplitTests
{
    // 60 of class 0, 30 of class 1, 10 of class 2.
    static readonly Tensor Labels = Tensor.From([.. Enumerable.Range(0, 100).Select(i => i % 10 < 6 ? 0L : i % 10 < 9 ? 1 : 2)]);
    static readonly TensorDataset Data = new(Tensor.Arange(100), Labels);

    static int[] Shares(Subset part) => [.. Enumerable.Range(0, 3).Select(c => part.Indices.ToArray().Count(i => Labels[i].Item() == c))];

    [Fact]
    public void SharesBecomeSizesThatAddUp()
    {
        Assert.Equal([70, 15, 15], Data.Split([0.7, 0.15, 0.15], new Generator(0)).Select(p => p.Count));
        Subset[] thirds = Data.Split([1 / 3.0, 1 / 3.0, 1 / 3.0], new Generator(0));
        Assert.Equal([33, 34, 33], thirds.Select(p => p.Count));
        Assert.Equal(Enumerable.Range(0, 100), thirds.SelectMany(p => p.Indices.ToArray()).Order());
        Assert.Throws<ArgumentException>(() => Data.Split([0.5, 0.4]));
        Assert.Throws<ArgumentException>(() => Data.Split([1.5, -0.5]));
        Assert.Throws<ArgumentException>(() => Data.Split([0.999, 0.001]));
    }

    [Fact]
    public void AStratifiedSplitKeepsTheShares()
    {
        (Subset train, Subset test) = Data.StratifiedSplit(Labels, 0.8, new Generator(0));
        Assert.Equal([48, 24, 8], Shares(train));
        Assert.Equal([12, 6, 2], Shares(test));
        Assert.Equal(Enumerable.Range(0, 100), train.Indices.ToArray().Concat(test.Indices.ToArray()).Order());
        Assert.NotEqual(train.Indices.ToArray(), Data.StratifiedSplit(Labels, 0.8, new Generator(1)).First.Indices.ToArray());
        Assert.Equal(train.Indices.ToArray(), Data.StratifiedSplit(Labels, 0.8, new Generator(0)).First.Indices.ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void FoldsHoldBackEverySampleOnce(int k)
    {
        Fold[] folds = Data.KFold(k, new Generator(0));
        Assert.Equal(k, folds.Length);
        Assert.Equal(Enumerable.Range(0, 100), folds.SelectMany(f => f.Validation.Indices.ToArray()).Order());
        Assert.All(folds, f =>
        {
            Assert.InRange(f.Validation.Count, 100 / k, (100 / k) + 1);
            Assert.Equal(Enumerable.Range(0, 100), f.Train.Indices.ToArray().Concat(f.Validation.Indices.ToArray()).Order());
        });
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public void StratifiedFoldsKeepTheSharesAndEvenSizes(int k)
    {
        Fold[] folds = Data.StratifiedKFold(Labels, k, new Generator(0));
        Assert.Equal(Enumerable.Range(0, 100), folds.SelectMany(f => f.Validation.Indices.ToArray()).Order());
        Assert.All(folds, f =>
        {
            int[] shares = Shares(f.Validation);
            Assert.InRange(f.Validation.Count, 100 / k, (100 / k) + 1);
            for (int c = 0; c < 3; c++) Assert.InRange(shares[c], (new[] { 60, 30, 10 })[c] / k, ((new[] { 60, 30, 10 })[c] / k) + 1);
        });
    }

    [Fact]
    public void WhatCannotBeSplitSaysWhy()
    {
        Says<ArgumentOutOfRangeException>(() => Data.KFold(1), "at least 2");
        Says<ArgumentOutOfRangeException>(() => Data.KFold(101), "only 100 samples");
        Says<ArgumentException>(() => Data.StratifiedKFold(Labels, 11), "Class 2 has 10 samples");
        Says<ArgumentException>(() => Data.StratifiedSplit(Tensor.Full([100], 4, DType.Int64), 0.5), "All 100 labels are 4");
        Says<ArgumentException>(() => Data.StratifiedKFold(Tensor.Full([100], 4, DType.Int64)), "All 100 labels are 4");
        Says<ArgumentException>(() => new TensorDataset(Tensor.Arange(3)).StratifiedSplit(Tensor.From([0L, 0, 1]), 0.5), "Class 1 has one sample only");
        Says<ShapeException>(() => Data.StratifiedSplit(Tensor.Zeros([99], DType.Int64), 0.5), "99 labels for 100 samples");
        Says<ArgumentOutOfRangeException>(() => Data.StratifiedSplit(Labels, 1), "between 0 and 1");
        Says<DTypeException>(() => Data.StratifiedSplit(Labels.To(DType.Float32), 0.5), "integers");

        static void Says<T>(Func<object> make, string what)
            where T : Exception => Assert.Contains(what, Assert.Throws<T>(make).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JoinedDataSetsAreReadThroughInAnyOrder()
    {
        var first = new TensorDataset(Tensor.From([0f, 1, 2]), Tensor.From([0L, 1, 2]));
        var none = new TensorDataset(Tensor.Zeros([0]), Tensor.Zeros([0], DType.Int64));
        var second = new TensorDataset(Tensor.From([3f, 4]), Tensor.From([3L, 4]));
        ConcatDataset all = none.Concat(first, none, second);
        Assert.Equal(5, all.Count);
        Batch batch = all.Take([4, 0, 3, 3, 2]);
        Assert.Equal([4f, 0, 3, 3, 2], batch.Input.ToArray<float>());
        Assert.Equal([4L, 0, 3, 3, 2], batch.Target.ToArray<long>());
        Assert.Equal([1f, 0], all.Take([1, 0]).Input.ToArray<float>());
        Assert.Equal([3, 2], new DataLoader(all, 3).Select(b => b.Count));
        Assert.Throws<IndexException>(() => all.Take([5]));
        Assert.Throws<IndexException>(() => all.Take([-1]));
    }

    [Fact]
    public void DataSetsThatDoNotFitTogetherAreNamed()
    {
        var plain = new TensorDataset(Tensor.Zeros([2, 3]));
        Says<ShapeException>(new TensorDataset(Tensor.Zeros([2, 4])), "all axes but the first");
        Says<DTypeException>(new TensorDataset(Tensor.Zeros([2, 3], DType.Float64)), "Float64");
        Says<ShapeException>(new TensorDataset(Tensor.Zeros([2, 3]), Tensor.Zeros([2])), "has 1 tensors, of part 1 2");
        Assert.Throws<ArgumentException>(() => new ConcatDataset());

        void Says<T>(IDataset other, string what)
            where T : Exception => Assert.Contains(what, Assert.Throws<T>(() => plain.Concat(other).Take([0, 2])).Message, StringComparison.Ordinal);
    }
}
