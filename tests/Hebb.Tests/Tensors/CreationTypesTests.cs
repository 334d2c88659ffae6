namespace Hebb.Tests;

public sealed class CreationTypesTests
{
    [Fact]
    public void AScalarKeepsTheTypeOfAWholeNumber()
    {
        Assert.Equal(DType.Int64, Tensor.Scalar(7L).DType);
        Assert.Equal(DType.Int32, Tensor.Scalar(7).DType);
        Assert.Equal(DType.UInt8, Tensor.Scalar((byte)7).DType);
        Assert.Equal(DType.Bool, Tensor.Scalar(true).DType);
        Assert.Equal(DType.Float16, Tensor.Scalar((Half)7).DType);
        Assert.Equal(DType.Float32, Tensor.Scalar(7f).DType);
        Assert.Equal(DType.Float32, Tensor.Scalar(7.0).DType);
        Assert.Equal(DType.Float64, Tensor.Scalar(7, DType.Float64).DType);
        Assert.Equal(DType.Int64, Tensor.Scalar(7, DType.Int64).DType);
        Assert.Equal((1L << 53) + 1, Tensor.Scalar((1L << 53) + 1).Item<long>());
        Assert.Equal(long.MinValue, Tensor.Scalar(long.MinValue).Item<long>());
    }

    [Fact]
    public void EveryCreationTakesATypeBehindItsShape()
    {
        Shape shape = [2, 3];
        Tensor[] all =
        [
            Tensor.Zeros(shape, DType.Float64), Tensor.Ones(shape, DType.Float64), Tensor.Full(shape, 2, DType.Float64), Tensor.Rand(shape, DType.Float64), Tensor.Randn(shape, DType.Float64),
            Tensor.Rand([2, 3], DType.Float64, new Generator(1)), Tensor.Randn([2, 3], DType.Float64, new Generator(1)), Tensor.Eye(3, DType.Float64), Tensor.Arange(4, DType.Float64),
            Tensor.Arange(1, 4, DType.Float64), Tensor.Linspace(0, 1, 5, DType.Float64), Tensor.ZerosLike(Tensor.Ones(2), DType.Float64), Tensor.OnesLike(Tensor.Ones(2), DType.Float64),
        ];
        Assert.All(all, x => Assert.Equal(DType.Float64, x.DType));
        Assert.Equal(Tensor.Rand(shape, generator: new Generator(1), dtype: DType.Float64).ToArray<double>(), all[5].ToArray<double>());
        Assert.Equal(Tensor.Randn(shape, generator: new Generator(1), dtype: DType.Float64).ToArray<double>(), all[6].ToArray<double>());
        Assert.Equal([1.0, 2, 3], all[9].ToArray<double>());
    }

    [Fact]
    public void NumbersInThePlaceOfATypeMeanWhatTheyMeant()
    {
        Assert.Equal([2, 2], Tensor.Randn(2, 2, 0).ToArray<float>());
        Assert.Equal([3], Tensor.Rand(3, 0).Shape.ToArray());
        Assert.Equal([3, 0], Tensor.Eye(3, 0).Shape.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Arange(0, 3, 0));
        Assert.Throws<DTypeException>(() => Tensor.Randn(3, DType.Int64));
    }
}
