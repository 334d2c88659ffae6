namespace Hebb.Tests;

public sealed class ShapeIndexTests
{
    [Fact]
    public void AxesCountFromTheLastWithACaretOrAMinus()
    {
        Shape shape = [2, 3, 5];
        Assert.Equal((5, 2, 5, 3), (shape[^1], shape[^3], shape[-1], shape[1]));
        Assert.Throws<IndexException>(() => shape[^4]);
    }

    [Fact]
    public void SpreadsAndListPatternsSeeTheAxes()
    {
        Shape shape = [2, 3, 5];
        int[] longer = [7, .. shape];
        Assert.Equal([7, 2, 3, 5], longer);
        Assert.True(shape is [2, .., 5]);
        Assert.Equal(3, shape.Length);
    }
}
