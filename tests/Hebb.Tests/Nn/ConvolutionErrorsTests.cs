using Hebb.Nn;

namespace Hebb.Tests;

/// <summary>A mistake with convolutional layers is answered with the shapes, the rule and the mend.</summary>
public sealed class ConvolutionErrorsTests
{
    [Fact]
    public void AKernelLargerThanThePaddedInput()
    {
        AssertTeaches(() => new Conv2d(3, 8, 7, padding: 1).Forward(Images(2, 3, 4, 9)), "7", "[2, 3, 4, 9]", "padd");
        AssertTeaches(() => new Conv2d(3, 8, (1, 5), dilation: 3).Forward(Images(2, 3, 9, 12)), "5", "[2, 3, 9, 12]", "dilation");
        AssertTeaches(() => new Conv1d(3, 8, 9).Forward(Images(2, 3, 8)), "9", "8");
        AssertTeaches(() => new MaxPool2d(5).Forward(Images(2, 3, 4, 4)), "kernel of 5", "[2, 3, 4, 4]", "larger than the padded input");
        AssertTeaches(() => new AvgPool2d(3, padding: 1).Forward(Images(2, 3, 0, 8)), "[2, 3, 0, 8]", "empty");
    }

    [Fact]
    public void OutputsWithoutAnElement()
    {
        // Twice halved, 3×3 has nothing left to halve; a transposed convolution can take more away than it makes.
        AssertTeaches(() => new Sequential(new MaxPool2d(2), new MaxPool2d(2)).Forward(Images(1, 1, 3, 3)), "[1, 1, 1, 1]", "the result would be empty");
        AssertTeaches(() => new ConvTranspose2d(2, 2, 2, padding: 1).Forward(Images(1, 2, 1, 1)), "[1, 2, 1, 1]", "padding");
    }

    [Theory]
    [InlineData(3, 8, 2)]
    [InlineData(8, 3, 2)]
    [InlineData(6, 9, 4)]
    public void GroupsThatDoNotDivideTheChannels(int inputs, int outputs, int groups)
    {
        AssertTeaches(() => new Conv2d(inputs, outputs, 3, groups: groups), $"{inputs} → {outputs}", $"groups = {groups}", "divide");
        AssertTeaches(() => new ConvTranspose2d(inputs, outputs, 3, groups: groups), $"{inputs}", $"{outputs}", $"{groups}", "divide");
    }

    [Fact]
    public void GroupsOfANormalisationThatDoNotDivideTheChannels()
    {
        AssertTeaches(() => new GroupNorm(4, 6), "4 groups", "6 channels");
        AssertTeaches(() => Images(2, 6, 3, 3).GroupNorm(4), "4 groups", "6 channels", "[2, 6, 3, 3]");
    }

    [Fact]
    public void BatchNormOfOneValueForEachChannelInTraining()
    {
        AssertTeaches(() => new BatchNorm2d(3).Forward(Images(1, 3, 1, 1)), "[1, 3, 1, 1]", "one value", "Eval()");
        AssertTeaches(() => new BatchNorm1d(3).Forward(Images(1, 3)), "[1, 3]", "one value", "dropLast");

        // Evaluation takes the running statistics, for which one value is enough.
        Assert.Equal([1, 3, 1, 1], new BatchNorm2d(3).Eval().Forward(Images(1, 3, 1, 1)).Shape);
    }

    [Fact]
    public void ChannelsThatDiffer()
    {
        AssertTeaches(() => new Conv2d(3, 8, 3).Forward(Images(2, 4, 9, 9)), "3", "4", "[2, 4, 9, 9]", "channels");
        AssertTeaches(() => new Conv2d(4, 8, 3, groups: 2).Forward(Images(2, 6, 9, 9)), "[2, 6, 9, 9]", "channels");
        AssertTeaches(() => new ConvTranspose2d(3, 8, 3).Forward(Images(2, 4, 9, 9)), "3", "[2, 4, 9, 9]", "channels");
        AssertTeaches(() => new BatchNorm2d(3).Forward(Images(2, 4, 9, 9)), "BatchNorm2d(3)", "[2, 4, 9, 9]", "4 channels");
        AssertTeaches(() => new GroupNorm(2, 4).Forward(Images(2, 6, 9, 9)), "GroupNorm(2, 4)", "[2, 6, 9, 9]", "6 channels");
        AssertTeaches(() => new LayerNorm([9]).Forward(Images(2, 4, 9, 8)), "[2, 4, 9, 8]", "[9]");
    }

    [Fact]
    public void ImagesOfAnotherRank()
    {
        AssertTeaches(() => new Conv2d(3, 8, 3).Forward(Images(9, 9)), "[9, 9]");
        AssertTeaches(() => new MaxPool2d(2).Forward(Images(9, 9)), "[9, 9]", "[n, c, h, w]");
        AssertTeaches(() => new BatchNorm2d(3).Forward(Images(2, 3, 9)), "[2, 3, 9]", "BatchNorm1d");
    }

    [Fact]
    public void NumbersThatMeanNothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Conv2d(0, 8, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Conv2d(3, 8, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Conv2d(3, 8, 3, stride: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Conv2d(3, 8, 3, padding: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaxPool2d(2, stride: 0));
        AssertTeaches(() => new Conv2d(3, 8, 3, stride: 2, padding: Padding.Same), "stride", "(2, 2)");
        AssertTeaches(() => new MaxPool2d(2, padding: 2).Forward(Images(1, 1, 8, 8)), "(2, 2)", "half");
    }

    static Tensor Images(params int[] shape) => Tensor.Ones(shape);

    static void AssertTeaches(Func<object> mistake, params string[] parts)
    {
        var error = Assert.Throws<ShapeException>(mistake);
        foreach (string part in parts) Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}
