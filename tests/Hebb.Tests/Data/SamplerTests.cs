using Hebb.Data;

namespace Hebb.Tests;

public sealed class SamplerTests
{
    [Fact]
    public void SequentialGivesTheOrderOfTheDataSet() => Assert.Equal([0, 1, 2, 3], new SequentialSampler(4).Draw(new Generator(0)));

    [Fact]
    public void RandomWithoutReplacementGivesEachSampleAtMostOnce()
    {
        Assert.Equal(Enumerable.Range(0, 50), new RandomSampler(50).Draw(new Generator(1)).Order());
        int[] some = new RandomSampler(50, draws: 20).Draw(new Generator(1));
        Assert.Equal(20, some.Distinct().Count());
    }

    [Fact]
    public void RandomWithReplacementGivesEachSampleEquallyOften()
    {
        int[] counts = Counts(new RandomSampler(10, replacement: true, draws: 20_000), 10);
        Assert.All(counts, c => Assert.InRange(c, 1800, 2200)); // 2000 ± 4.7 standard deviations of 42
        Assert.True(new RandomSampler(10, replacement: true).Draw(new Generator(3)).Distinct().Count() < 10);
    }

    [Fact]
    public void WeightedDrawsFollowTheWeightsAndNeverTakeAWeightOfZero()
    {
        int[] counts = Counts(new WeightedSampler([0, 1, 3, 0, 4, 0], draws: 16_000), 6);
        Assert.Equal((0, 0, 0), (counts[0], counts[3], counts[5]));
        Assert.InRange(counts[1], 1800, 2200);
        Assert.InRange(counts[2], 5700, 6300);
        Assert.InRange(counts[4], 7700, 8300);
    }

    [Fact]
    public void WeightedDrawsWithoutReplacementPreferTheHeavyAndRepeatNone()
    {
        var sampler = new WeightedSampler([1, 1, 0, 8], draws: 2, replacement: false);
        var generator = new Generator(0);
        int first = 0, lightPair = 0;
        for (int i = 0; i < 4000; i++)
        {
            int[] draw = sampler.Draw(generator);
            Assert.NotEqual(draw[0], draw[1]);
            Assert.DoesNotContain(2, draw);
            if (draw[0] == 3) first++;
            if (!draw.Contains(3)) lightPair++;
        }

        Assert.InRange(first, 3080, 3320); // 8/10
        Assert.InRange(lightPair, 60, 120); // 2 · 1/10 · 1/9 = 1/45
    }

    [Fact]
    public void BalancedClassesComeEquallyOftenAndAllSamplesBeforeARepeat()
    {
        Tensor labels = Tensor.From([7L, 7, 7, 7, 7, 7, 7, 7, 2, 2, 5]);
        var generator = new Generator(0);
        for (int pass = 0; pass < 5; pass++)
        {
            int[] draw = new ClassBalancedSampler(labels, draws: 13).Draw(generator);
            int seven = draw.Count(i => i < 8), two = draw.Count(i => i is 8 or 9), five = draw.Count(i => i == 10);
            Assert.Equal(13, seven + two + five);
            Assert.All([seven, two, five], c => Assert.InRange(c, 4, 5));
            Assert.Equal(seven, draw.Where(i => i < 8).Distinct().Count());
            Assert.All([8, 9], i => Assert.InRange(draw.Count(d => d == i), 2, 3));
        }
    }

    [Fact]
    public void BucketsHoldEverySampleOnceAndSimilarLengthsTogether()
    {
        var generator = new Generator(0);
        int[] lengths = [.. Enumerable.Range(0, 203).Select(_ => generator.NextInt(1, 1000))];
        var sampler = new LengthBucketSampler(lengths, batchSize: 8, poolBatches: 10);
        int[][] batches = sampler.Draw(generator);
        Assert.Equal((26, sampler.Count), (sampler.Count, batches.Length));
        Assert.Equal(Enumerable.Range(0, 203), batches.SelectMany(b => b).Order());
        int[][] mixed = new LengthBucketSampler(lengths, batchSize: 8, poolBatches: 1).Draw(generator);
        Assert.True(Padding(batches) * 4 < Padding(mixed), $"{Padding(batches)} against {Padding(mixed)}");
        Assert.NotEqual(batches.Select(b => b[0]), sampler.Draw(generator).Select(b => b[0]));
        Assert.Equal(25, new LengthBucketSampler(lengths, 8, dropLast: true).Draw(generator).Count(b => b.Length == 8));

        int Padding(int[][] of) => of.Sum(b => b.Sum(i => b.Max(k => lengths[k]) - lengths[i]));
    }

    [Fact]
    public void TheSameGeneratorStateDrawsTheSame()
    {
        Tensor labels = Tensor.Arange(30) % 3;
        Sampler[] samplers = [new RandomSampler(30), new RandomSampler(30, replacement: true), new WeightedSampler(new double[30].Select((_, i) => i + 1.0).ToArray()), new ClassBalancedSampler(labels)];
        foreach (Sampler sampler in samplers)
        {
            int[] first = sampler.Draw(new Generator(4));
            Assert.Equal(sampler.Count, first.Length);
            Assert.Equal(first, sampler.Draw(new Generator(4)));
            Assert.NotEqual(first, sampler.Draw(new Generator(5)));
        }
    }

    [Fact]
    public void BadArgumentsAreErrorsThatTeach()
    {
        Says<ArgumentException>(() => new WeightedSampler([1, -0.5]), "Weight 1 is -0.5");
        Says<ArgumentException>(() => new WeightedSampler([1, double.NaN]), "finite");
        Says<ArgumentException>(() => new WeightedSampler([0, 0]), "All 2 weights are 0");
        Says<ArgumentException>(() => new WeightedSampler([]), "empty");
        Says<ArgumentOutOfRangeException>(() => new WeightedSampler([1, 0, 1], draws: 3, replacement: false), "at most 2");
        Says<ArgumentOutOfRangeException>(() => new RandomSampler(3, draws: 4), "replacement: true");
        Says<ArgumentOutOfRangeException>(() => new SequentialSampler(0), "empty");
        Says<DTypeException>(() => new ClassBalancedSampler(Tensor.Ones([3])), "integers");
        Says<ShapeException>(() => new ClassBalancedSampler(Tensor.Ones([3, 2], DType.Int64)), "ArgMax");
        Says<ArgumentException>(() => new ClassBalancedSampler(Tensor.Zeros([0], DType.Int64)), "empty");
        Says<ArgumentException>(() => new LengthBucketSampler([3, -1], 2), "sample 1 is -1");
        Says<ArgumentException>(() => new LengthBucketSampler([], 2), "empty");
        Says<ArgumentException>(() => new LengthBucketSampler([3], 2, dropLast: true), "dropLast");

        static void Says<T>(Func<object> make, string what)
            where T : Exception => Assert.Contains(what, Assert.Throws<T>(make).Message, StringComparison.Ordinal);
    }

    static int[] Counts(Sampler sampler, int samples)
    {
        var counts = new int[samples];
        foreach (int i in sampler.Draw(new Generator(2))) counts[i]++;
        return counts;
    }
}
