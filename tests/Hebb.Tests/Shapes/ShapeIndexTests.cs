namespace Hebb.Tests;

public sealed class ShapeIndexTests
{
    [Fact]
    public void Axes_count_from_the_last_with_a_caret_or_a_minus()
    {
        Shape shape = [2, 3, 5];
        Assert.Equal((5, 2, 5, 3), (shape[^1], shape[^3], shape[-1], shape[1]));
        Assert.Throws<IndexException>(() => shape[^4]);
    }

    [Fact]
    public void Spreads_and_list_patterns_see_the_axes()
    {
        Shape shape = [2, 3, 5];
        int[] longer = [7, .. shape];
        Assert.Equal([7, 2, 3, 5], longer);
        Assert.True(shape is [2, .., 5]);
        Assert.Equal(3, shape.Length);
    }
}
