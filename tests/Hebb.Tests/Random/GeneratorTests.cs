using System.Text.Json;

namespace Hebb.Tests;

public sealed class GeneratorTests
{
    [Fact]
    public void SingleDrawsTakeTheWordsOfPhiloxInOrder()
    {
        uint[] words = new uint[16];
        Philox.FillOne(words, 99, 0, 0);
        var random = new Generator(99);
        Assert.Equal(words[..5], Enumerable.Range(0, 5).Select(_ => random.NextUInt32()));
        Assert.Equal(words[5] | ((ulong)words[6] << 32), random.NextUInt64());
        Assert.Equal((words[7] >> 8) / 16777216f, random.NextSingle());
        Assert.Equal(((words[8] | ((ulong)words[9] << 32)) >> 11) / 9007199254740992.0, random.NextDouble());
    }

    [Fact]
    public void TheSameSeedGivesTheSameNumbersAndReseedingStartsAgain()
    {
        var first = new Generator(42);
        var second = new Generator(7);
        second.NextUInt32();
        second.Reseed(42);
        Assert.Equal(42UL, second.Seed);
        Assert.Equal(Normals(first, 100), Normals(second, 100));
        Assert.NotEqual(Normals(new Generator(43), 100), Normals(new Generator(42), 100));
    }

    [Fact]
    public void AStateResumesTheStreamAtEveryPosition()
    {
        for (int drawn = 0; drawn < 10; drawn++)
        {
            Generator random = new Generator(5).Fork(3);
            for (int i = 0; i < drawn; i++)
                random.NextUInt32();
            GeneratorState state = JsonSerializer.Deserialize<GeneratorState>(JsonSerializer.Serialize(random.State));
            Assert.Equal(random.State, state);
            object expected = Draw(random);
            Assert.Equal(expected, Draw(new Generator(0) { State = state }));
            random.State = state;
            Assert.Equal(expected, Draw(random));
        }

        static object Draw(Generator random)
        {
            double[] mask = new double[5];
            uint first = random.NextUInt32();
            float[] normals = Normals(random, 21);
            random.NextUInt32();
            random.Bernoulli(mask, 0.5);
            return (first, string.Join(' ', normals), string.Join(' ', mask), string.Join(' ', random.Permutation(9)), random.NextUInt64());
        }
    }

    [Fact]
    public void ADamagedStateIsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Generator(0) { State = new GeneratorState(1, 2, 3, 4) });

    [Fact]
    public void AForkDependsOnTheSeedAndItsNumberNotOnWhatWasDrawn()
    {
        var random = new Generator(11);
        float[] before = Normals(random.Fork(4), 50);
        GeneratorState state = random.State;
        Assert.Equal(new GeneratorState(11, 0, 0, 0), state);
        Normals(random, 1000);
        Assert.Equal(before, Normals(random.Fork(4), 50));
        Assert.NotEqual(before, Normals(new Generator(12).Fork(4), 50));
    }

    [Fact]
    public void ForksAndForksOfForksHaveDifferentStreams()
    {
        var random = new Generator(11);
        var streams = new HashSet<ulong> { random.State.Stream };
        for (ulong i = 0; i < 300; i++)
        {
            Generator child = random.Fork(i);
            Assert.True(streams.Add(child.State.Stream));
            for (ulong j = 0; j < 30; j++)
                Assert.True(streams.Add(child.Fork(j).State.Stream));
        }
    }

    // Two independent streams of n normals have a correlation with standard deviation 1/√n; five of those is one in two million.
    [Fact]
    public void NeighbouringForksAreUncorrelated()
    {
        const int n = 40000;
        var random = new Generator(1);
        float[] parent = Normals(new Generator(1), n), previous = parent;
        for (ulong i = 0; i < 8; i++)
        {
            float[] child = Normals(random.Fork(i), n);
            Assert.InRange(Correlation(child, previous), -5 / Math.Sqrt(n), 5 / Math.Sqrt(n));
            Assert.InRange(Correlation(child, parent), -5 / Math.Sqrt(n), 5 / Math.Sqrt(n));
            previous = child;
        }

        static double Correlation(float[] x, float[] y) => x.Zip(y, (a, b) => (double)a * b).Average();
    }

    [Fact]
    public void IntegersStayInTheirIntervalAndReachBothEnds()
    {
        var random = new Generator(3);
        int[] counts = new int[7];
        for (int i = 0; i < 70000; i++)
            counts[random.NextInt(-3, 4) + 3]++;
        double chiSquare = counts.Sum(c => (c - 10000.0) * (c - 10000.0) / 10000.0);
        Assert.InRange(chiSquare, 0.1, 27.9); // 6 degrees of freedom; above with probability 10⁻⁴
        Assert.Equal(5, random.NextInt(5, 6));
        Assert.Equal(long.MaxValue - 1, random.NextInt64(long.MaxValue - 1, long.MaxValue));
        for (int i = 0; i < 100; i++)
        {
            Assert.InRange(random.NextInt(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue - 1);
            Assert.InRange(random.NextInt64(-1L << 62, 1L << 62), -1L << 62, (1L << 62) - 1);
        }
    }

    // 3·2³⁰ values do not divide 2³²: without rejection the multiples of 3 would come up half the time instead of a third.
    [Fact]
    public void IntegersAreUnbiasedWhereTheIntervalDoesNotDivideTheWord()
    {
        var random = new Generator(8);
        int[] remainders = new int[3];
        for (int i = 0; i < 90000; i++)
            remainders[(random.NextInt(int.MinValue, int.MinValue + int.MaxValue) + (1L << 31)) % 3]++;
        long[] longRemainders = new long[3];
        for (int i = 0; i < 90000; i++)
            longRemainders[(ulong)(random.NextInt64(long.MinValue, 1L << 62) - long.MinValue) % 3]++;
        Assert.All(remainders, c => Assert.InRange(c, 29300, 30700));
        Assert.All(longRemainders, c => Assert.InRange(c, 29300, 30700));
    }

    [Fact]
    public void APermutationHoldsEveryNumberAndEveryOrderIsAsLikely()
    {
        var random = new Generator(6);
        Assert.Equal(Enumerable.Range(0, 1000), random.Permutation(1000).Order());
        Assert.Empty(random.Permutation(0));
        var orders = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < 24000; i++)
        {
            string order = string.Concat(random.Permutation(4));
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, orders.Count);
        Assert.InRange(orders.Values.Sum(c => (c - 1000.0) * (c - 1000.0) / 1000.0), 2, 55.6); // 23 degrees of freedom
    }

    static float[] Normals(Generator random, int count)
    {
        float[] values = new float[count];
        random.Normal(values);
        return values;
    }
}
