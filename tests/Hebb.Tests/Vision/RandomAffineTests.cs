using Hebb.Vision.Transforms;

namespace Hebb.Tests;

public sealed class RandomAffineTests
{
    static Tensor Pictures => Tensor.Rand([6, 2, 5, 7], generator: new Generator(1));

    [Fact]
    public void No_range_leaves_pictures_as_they_are() => Assert.Equal(Pictures.ToArray<float>(), new RandomAffine(generator: new Generator(0)).Apply(Pictures).ToArray<float>());

    [Fact]
    public void Every_picture_moves_on_its_own_and_its_channels_together()
    {
        Tensor twice = Tensor.Ones([2, 2, 8, 8]);
        float[] moved = new RandomAffine(10, 0.1, 0.1, new Generator(3)).Apply(twice).ToArray<float>();
        Assert.Equal(moved[..64], moved[64..128]);
        Assert.NotEqual(moved[..64], moved[128..192]);
    }

    [Fact]
    public void A_shift_keeps_the_ink_that_stays_inside()
    {
        // One dot in the middle, moved by less than two pixels each way: bilinear weights add up to 1.
        var dot = new float[81];
        dot[40] = 1;
        Tensor moved = new RandomAffine(translate: 0.2, generator: new Generator(5)).Apply(Tensor.From(dot, [1, 1, 9, 9]));
        Assert.Equal(1, moved.Sum().Item(), 5);
        Assert.NotEqual(1, moved.ToArray<float>()[40]);
    }

    [Fact]
    public void The_same_seed_moves_alike() => Assert.Equal(
        new RandomAffine(10, 0.1, 0.1, new Generator(7)).Apply(Pictures).ToArray<float>(),
        new RandomAffine(10, 0.1, 0.1, new Generator(7)).Apply(Pictures).ToArray<float>());

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomAffine(degrees: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomAffine(scale: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomAffine(translate: double.NaN));
        Assert.Throws<ShapeException>(() => new RandomAffine().Apply(Tensor.Ones([8, 8])));
        Assert.Throws<DTypeException>(() => new RandomAffine().Apply(Tensor.Ones([1, 1, 8, 8], DType.Float64)));
    }
}
