using Hebb.Generators;

namespace Hebb.Tests;

public sealed class StateNamesTests
{
    [Theory]
    [InlineData("hidden", "hidden")]
    [InlineData("_hidden", "hidden")]
    [InlineData("firstBlock", "first_block")]
    [InlineData("FirstBlock", "first_block")]
    [InlineData("conv1", "conv1")]
    [InlineData("Conv2dBlock", "conv2d_block")]
    [InlineData("fc2Out", "fc2_out")]
    [InlineData("GRULayer", "gru_layer")]
    [InlineData("LSTM", "lstm")]
    [InlineData("qProj", "q_proj")]
    [InlineData("layer1_0", "layer1_0")]
    [InlineData("läufer", "läufer")]
    [InlineData("_", "_")]
    public void AreThoseOfPyTorch(string member, string name) => Assert.Equal(name, StateNames.Of(member));
}
