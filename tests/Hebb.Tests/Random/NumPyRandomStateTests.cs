using System.Text.Json;

namespace Hebb.Tests;

public sealed class NumPyRandomStateTests
{
    [Theory]
    [MemberData(nameof(NumPyStreamFixture.Seeds), MemberType = typeof(NumPyStreamFixture))]
    public void DrawsWhatNumPyDrawsCallAfterCall(uint seed)
    {
        JsonElement expected = NumPyStreamFixture.Of(seed, "legacy");
        var random = new NumPyRandomState(seed);
        Assert.Equal(expected.Doubles("rand"), random.Rand(4));
        Assert.Equal(expected.Doubles("randn"), random.RandN(3));
        Assert.Equal(expected.Integers("randint_small"), random.RandInt(0, 10, 8));
        Assert.Equal(expected.Doubles("normal_after_cache"), random.Normal(2.5, 0.01, 4));
        Assert.Equal(expected.Doubles("uniform"), random.Uniform(-3, 7, 4));
        Assert.Equal(expected.Ints("permutation"), random.Permutation(12));
        Assert.Equal(expected.Integers("randint_33_bits"), random.RandInt(-5, 1L << 33, 4));
        Assert.Equal(expected.Integers("randint_32_bits"), random.RandInt(0, 1L << 32, 4));
        Assert.Equal(expected.Integers("randint_64_bits"), random.RandInt(long.MinValue, long.MaxValue, 4));
        Assert.Equal(expected.Ints("choice"), random.Choice(50, 6));
        Assert.Equal(expected.Ints("choice_without"), random.Choice(50, 6, replace: false));
        char[] letters = "abcdefgh".ToCharArray();
        random.Shuffle(letters.AsSpan());
        Assert.Equal(expected.Text("shuffle"), new string(letters));
        Assert.Equal(expected.Text("randn_100000"), NumPyStreamFixture.Digest(random.RandN(100000)));
        Assert.Equal(expected.Text("rand_10000"), NumPyStreamFixture.Digest(random.Rand(10000)));
        Assert.Equal(expected.Text("permutation_60000"), NumPyStreamFixture.Digest(random.Permutation(60000)));
        Assert.Equal(expected.Doubles("array_seed"), new NumPyRandomState([seed, 7, 9]).Rand(3));
    }

    [Fact]
    public void GivesTheInitialWeightsOfTheTwoDigitNetwork()
    {
        var random = new NumPyRandomState(3);
        double[] hidden = random.Normal(0, 0.01, 256 * 784), output = random.Normal(0, 0.01, 256);
        Assert.Equal([0.017886284734303187, 0.004365098505119894, 0.0009649746807200863], hidden[..3]);
        Assert.Equal(-0.0017457266279030934, hidden[^1]);
        Assert.Equal([-0.017410888602494096, 0.0022343385407023004], output[..2]);
        Assert.Equal(-0.009164571194255957, output[^1]);
    }

    [Fact]
    public void RefusesWhatNumPyRefuses()
    {
        var random = new NumPyRandomState(0);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.RandInt(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Normal(0, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Choice(3, 4, replace: false));
        Assert.Throws<ArgumentException>(() => new NumPyRandomState([]));
    }
}
