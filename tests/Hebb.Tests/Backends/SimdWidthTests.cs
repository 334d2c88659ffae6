using Hebb.Backends.Cpu;

namespace Hebb.Tests;

public sealed class SimdWidthTests
{
    [Theory]
    [InlineData(null, 256, 256)]
    [InlineData("", 512, 512)]
    [InlineData("128", 512, 128)]
    [InlineData("512", 256, 256)]
    [InlineData("scalar", 256, 0)]
    [InlineData("Scalar", 0, 0)]
    [InlineData("256", 128, 128)]
    public void TheEnvironmentLowersTheWidthAndNeverRaisesIt(string? setting, int widest, int expected) =>
        Assert.Equal(expected, SimdWidth.Choose(setting, widest));

    [Fact]
    public void AnUnknownWidthIsExplained() =>
        Assert.Contains("HEBB_SIMD", Assert.Throws<SettingException>(() => SimdWidth.Choose("64", 256)).Message, StringComparison.Ordinal);
}
