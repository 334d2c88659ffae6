using MathNet.Numerics.Distributions;

namespace Hebb.Tests;

/// <summary>
/// The filled distributions against theory, at fixed seeds: means and variances within five standard errors, distribution functions within the
/// Kolmogorov–Smirnov bound that a true sample passes with probability 0.9999.
/// </summary>
public sealed class GeneratorDistributionTests
{
    const int Count = 200003;

    [Fact]
    public void UniformFloatsAreUniform()
    {
        float[] values = new float[Count];
        new Generator(1).Uniform(values, -2, 5);
        AssertDistribution([.. values.Select(v => (double)v)], 1.5, 49.0 / 12, 1.8, x => (x + 2) / 7);
        Assert.All(values, v => Assert.InRange(v, -2f, MathF.BitDecrement(5)));
    }

    [Fact]
    public void UniformDoublesAreUniform()
    {
        double[] values = new double[Count];
        new Generator(2).Uniform(values, -2, 5);
        AssertDistribution(values, 1.5, 49.0 / 12, 1.8, x => (x + 2) / 7);
    }

    [Fact]
    public void NormalFloatsAreNormal()
    {
        float[] values = new float[Count];
        new Generator(3).Normal(values, 4, 0.5f);
        AssertDistribution([.. values.Select(v => (double)v)], 4, 0.25, 3, x => Normal.CDF(4, 0.5, x));
    }

    [Fact]
    public void NormalDoublesAreNormal()
    {
        double[] values = new double[Count];
        new Generator(4).Normal(values, 4, 0.5);
        AssertDistribution(values, 4, 0.25, 3, x => Normal.CDF(4, 0.5, x));
    }

    // Both coordinates of Box and Muller come from one radius; their product and the product of their squares show a wrong angle.
    [Fact]
    public void TheTwoNormalsOfAPairAreIndependent()
    {
        const int pairs = 1 << 17;
        float[] values = new float[2 * pairs];
        new Generator(5).Normal(values);
        double products = 0, squares = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (i % 16 >= 8)
                continue;
            double x = values[i], y = values[i + 8];
            products += x * y / pairs;
            squares += x * x * y * y / pairs;
        }

        Assert.InRange(products, -5 / Math.Sqrt(pairs), 5 / Math.Sqrt(pairs));
        Assert.InRange(squares, 1 - (5 * Math.Sqrt(8.0 / pairs)), 1 + (5 * Math.Sqrt(8.0 / pairs)));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(1.0)]
    public void BernoulliKeepsTheAskedShare(double probability)
    {
        float[] values = new float[Count];
        new Generator(6).Bernoulli(values, probability);
        double margin = 5 * Math.Sqrt(probability * (1 - probability) / Count);
        Assert.All(values, v => Assert.True(v is 0f or 1f));
        Assert.InRange(values.Average(v => (double)v), probability - margin, probability + margin);
    }

    [Fact]
    public void TheUpperBoundIsNeverReachedEvenWhereRoundingWould()
    {
        float[] floats = new float[1 << 20];
        new Generator(7).Uniform(floats, 1 << 23, (1 << 23) + 2);
        Assert.Equal([8388608f, 8388609f], floats.Distinct().Order());
        double[] doubles = new double[1000];
        new Generator(7).Uniform(doubles, 3, 3);
        Assert.All(doubles, v => Assert.Equal(3.0, v));
    }

    [Fact]
    public void WrongParametersAreRefused()
    {
        var random = new Generator(0);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Uniform(new float[1], 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Uniform(new float[1], float.MinValue, float.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Uniform(new double[1], 0, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Normal(new float[1], 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Normal(new double[1], double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Bernoulli(new float[1], 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Bernoulli(new double[1], double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt(2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt64(2, 1));
    }

    static void AssertDistribution(double[] values, double mean, double variance, double kurtosis, Func<double, double> cumulative)
    {
        double n = values.Length, average = values.Average(), spread = values.Average(v => (v - mean) * (v - mean));
        Assert.InRange(average, mean - (5 * Math.Sqrt(variance / n)), mean + (5 * Math.Sqrt(variance / n)));
        double error = variance * Math.Sqrt((kurtosis - 1) / n);
        Assert.InRange(spread, variance - (5 * error), variance + (5 * error));
        double distance = 0;
        double[] sorted = [.. values.Order()];
        for (int i = 0; i < sorted.Length; i++)
            distance = Math.Max(distance, Math.Max(((i + 1) / n) - cumulative(sorted[i]), cumulative(sorted[i]) - (i / n)));
        Assert.InRange(distance, 1e-4, 2.23 / Math.Sqrt(n));
    }
}
