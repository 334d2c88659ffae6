using System.Runtime.InteropServices;
using System.Text.Json;

namespace Hebb.Tests;

public sealed class NumPyGeneratorTests
{
    [Theory]
    [MemberData(nameof(NumPyStreamFixture.Seeds), MemberType = typeof(NumPyStreamFixture))]
    public void DrawsWhatNumPyDrawsCallAfterCall(uint seed)
    {
        JsonElement expected = NumPyStreamFixture.Of(seed, "generator");
        var random = new NumPyGenerator(seed);
        Assert.Equal(expected.Doubles("random"), random.Random(4));
        Assert.Equal(expected.Integers("integers_small"), random.Integers(0, 10, 7));
        Assert.Equal(expected.Doubles("standard_normal"), random.StandardNormal(5));
        Assert.Equal(expected.Integers("integers_half_word"), random.Integers(-3, 1000, 4));
        Assert.Equal(expected.Doubles("uniform"), random.Uniform(-3, 7, 4));
        Assert.Equal(expected.Doubles("normal"), random.Normal(2.5, 0.01, 4));
        Assert.Equal(expected.Ints("permutation"), random.Permutation(12));
        Assert.Equal(expected.Integers("integers_33_bits"), random.Integers(-5, 1L << 33, 4));
        Assert.Equal(expected.Integers("integers_32_bits"), random.Integers(0, 1L << 32, 3));
        Assert.Equal(expected.Integers("integers_64_bits"), random.Integers(long.MinValue, long.MaxValue, 4));
        char[] letters = "abcdefgh".ToCharArray();
        random.Shuffle(letters.AsSpan());
        Assert.Equal(expected.Text("shuffle"), new string(letters));
        Assert.Equal(expected.Text("standard_normal_300000"), NumPyStreamFixture.Digest(random.StandardNormal(300000)));
        Assert.Equal(expected.Text("integers_3e9_20000"), NumPyStreamFixture.Digest(random.Integers(0, 3000000000, 20000)));
        Assert.Equal(expected.Text("integers_1.5e19_20000"), NumPyStreamFixture.Digest(random.Integers(-1L << 62, long.MaxValue, 20000)));
        Assert.Equal(expected.Text("random_10000"), NumPyStreamFixture.Digest(random.Random(10000)));
        Assert.Equal(expected.Text("permutation_60000"), NumPyStreamFixture.Digest(random.Permutation(60000)));
        double[] logarithms = [.. random.Random(20000).Select(u => LogOnePlus.Of(-u))];
        Assert.Equal(expected.Text("log1p_20000"), NumPyStreamFixture.Digest(logarithms));
    }

    // The ziggurat's three tables in the order ki, wi, fi, as they stand in NumPy's library.
    [Fact]
    public void ComputesNumPysZigguratTablesToTheLastBit()
    {
        byte[] tables =
        [
            .. MemoryMarshal.AsBytes(NormalZiggurat.Inside.AsSpan()),
            .. MemoryMarshal.AsBytes(NormalZiggurat.Width.AsSpan()),
            .. MemoryMarshal.AsBytes(NormalZiggurat.Density.AsSpan()),
        ];
        Assert.Equal("d46841a090f638a74c6bd112345fe681089be798d725b251129f062cad5521a3", NumPyStreamFixture.Digest(tables));
    }

    // softmax over the rows of default_rng(8803).random((10, 10)); a row's values do not depend on how many rows there are.
    [Fact]
    public void ReproducesTheSoftmaxOfSeed8803()
    {
        double[] scores = new NumPyGenerator(8803).Random(100);
        double[] row = [.. scores[30..40].Select(Math.Exp)];
        Assert.Equal(0.11170343, row[7] / row.Sum(), 8);
    }

    // The first layer of the marked network is 2·default_rng(4803).random((784, 128)) − 1. The corner pixels are black, so training never moves the rows
    // that the document prints.
    [Fact]
    public void ReproducesTheWeightsOfTheMarkedNetwork()
    {
        double[] printed = [0.624641, -0.24525379, -0.14259701, -0.82629855, -0.47104275, -0.40082366, 0.67766191, -0.89770929, -0.3852758, 0.57698234];
        double[] draws = new NumPyGenerator(4803).Random(784 * 128);
        double[] weights = [.. draws[..5].Concat(draws[128..133]).Select(u => (2 * u) - 1)];
        Assert.Equal(printed, weights, (a, b) => Math.Abs(a - b) <= 5e-9);
    }

    [Fact]
    public void RefusesWhatNumPyRefuses()
    {
        var random = new NumPyGenerator(0);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Integers(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Normal(0, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Permutation(-1));
    }
}
