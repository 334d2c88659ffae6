using Hebb.Backends;

namespace Hebb.Tests;

public sealed class EngineSettingsTests
{
    [Theory]
    [InlineData("HEBB_THREADS", "0", "1 to 1024")]
    [InlineData("HEBB_THREADS", "abc", "1 to 1024")]
    [InlineData("HEBB_THREADS", "-1", "1 to 1024")]
    [InlineData("HEBB_THREADS", "1025", "1 to 1024")]
    [InlineData("HEBB_THREADS", "99999999999999999999", "1 to 1024")]
    [InlineData("HEBB_THREADS", "1.5", "1 to 1024")]
    [InlineData("HEBB_SIMD", "foo", "512, 256, 128 or scalar")]
    [InlineData("HEBB_SIMD", "1024", "512, 256, 128 or scalar")]
    [InlineData("HEBB_FUSION", "maybe", "on or off")]
    public void AWrongValueNamesTheVariableTheValueAndWhatIsAllowed(string name, string value, string allowed)
    {
        SettingException problem = EngineSettings.Find(variable => variable == name ? value : null)!;
        Assert.Contains(name, problem.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", problem.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, problem.Message, StringComparison.Ordinal);
        Assert.NotNull(problem.Help);
    }

    [Theory]
    [InlineData("HEBB_THREADS", "1024")]
    [InlineData("HEBB_THREADS", " 2 ")]
    [InlineData("HEBB_THREADS", "")]
    [InlineData("HEBB_SIMD", "Scalar")]
    [InlineData("HEBB_SIMD", "512")]
    [InlineData("HEBB_FUSION", "OFF")]
    [InlineData("HEBB_FUSION", "on")]
    public void WhatIsAllowedPasses(string name, string value) => Assert.Null(EngineSettings.Find(variable => variable == name ? value : null));
}
