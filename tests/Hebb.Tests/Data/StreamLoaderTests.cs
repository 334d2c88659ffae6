using Hebb.Data;

namespace Hebb.Tests;

public sealed class StreamLoaderTests
{
    static Batch Numbers(IReadOnlyList<int> items) => new(Tensor.From([.. items.Select(i => (float)i)]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void AnyNumberOfWorkersGivesTheSameBitsInTheSameOrder(int workers)
    {
        Assert.Equal(Values(0), Values(workers));
        Assert.Equal(Enumerable.Range(0, 103).Select(i => (float)i), new StreamLoader<int>(new StreamingDataset<int>(() => Enumerable.Range(0, 103)), 10, Numbers, workers: workers).SelectMany(b => b.Input.ToArray<float>()));

        static List<float> Values(int workers)
        {
            var stream = new StreamingDataset<int>(() => Enumerable.Range(0, 103));
            var loader = new StreamLoader<int>(stream, 10, Numbers, shuffleBuffer: 20, new Generator(3), workers: workers) { Transform = new Noise() };
            var values = new List<float>();
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (Batch batch in loader) values.AddRange(batch.Input.ToArray<float>());
            }

            Assert.Equal(206, values.Count);
            Assert.NotEqual(values[..103], values[103..]);
            Assert.Equal(Enumerable.Range(0, 103).Select(i => (float)i), values[..103].Select(MathF.Floor).Order());
            return values;
        }
    }

    [Fact]
    public void TheBufferMixesAsFarAsItReaches()
    {
        int[] mixed = [.. ShuffleBuffer.Mix(Enumerable.Range(0, 1000), 50, new Generator(0))];
        Assert.Equal(Enumerable.Range(0, 1000), mixed.Order());
        Assert.True(mixed.Select((v, place) => v - place).Max() <= 50);
        Assert.True(mixed.Select((v, place) => Math.Abs(v - place)).Average() > 20);
        Assert.Equal([1, 2, 3], ShuffleBuffer.Mix([1, 2, 3], 1, new Generator(0)).Take(3).Order());
        Assert.Throws<ArgumentOutOfRangeException>(() => ShuffleBuffer.Mix([1], 0, new Generator(0)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void TheLastBatchIsSmallerOrDropped(int workers)
    {
        var stream = new StreamingDataset<int>(() => Enumerable.Range(0, 10));
        Assert.Equal([4, 4, 2], new StreamLoader<int>(stream, 4, Numbers, workers: workers).Select(b => b.Count));
        Assert.Equal([4, 4], new StreamLoader<int>(stream, 4, Numbers, dropLast: true, workers: workers).Select(b => b.Count));
        Assert.Equal([5, 5], new StreamLoader<int>(stream, 5, Numbers, workers: workers).Select(b => b.Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void AnEmptyStreamAndABrokenOneAreErrors(int workers)
    {
        Assert.Contains("no samples", Assert.Throws<HebbException>(() => new StreamLoader<int>(new StreamingDataset<int>(() => []), 4, Numbers, workers: workers).Count()).Message, StringComparison.Ordinal);
        Assert.Contains("not enough", Assert.Throws<HebbException>(() => new StreamLoader<int>(new StreamingDataset<int>(() => [1]), 4, Numbers, dropLast: true, workers: workers).Count()).Message, StringComparison.Ordinal);
        int seen = 0;
        SampleException problem = Assert.Throws<SampleException>(() =>
        {
            foreach (Batch _ in new StreamLoader<int>(new StreamingDataset<int>(Torn), 4, Numbers, workers: workers)) seen++;
        });
        Assert.Equal(2, seen);
        Assert.Contains("Batch 2 of this epoch could not be read from the stream: row 9 is torn", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void LeavingTheLoopClosesAnEndlessStream(int workers)
    {
        bool isClosed = false;
        foreach (Batch batch in new StreamLoader<int>(new StreamingDataset<int>(Endless), 2, Numbers, workers: workers))
        {
            if (batch.Input[0].Item() >= 10) break;
        }

        Assert.True(isClosed);

        IEnumerable<int> Endless()
        {
            try
            {
                for (int i = 0; ; i++) yield return i;
            }
            finally
            {
                isClosed = true;
            }
        }
    }

    static IEnumerable<int> Torn()
    {
        for (int i = 0; i < 9; i++) yield return i;
        throw new FormatException("row 9 is torn");
    }

    sealed class Noise : IBatchTransform
    {
        public Batch Apply(Batch batch, BatchRandomness randomness)
        {
            var noise = new float[batch.Count];
            for (int i = 0; i < noise.Length; i++) noise[i] = randomness.Samples[i].NextSingle() / 2;
            return new Batch(batch.Input + Tensor.From(noise));
        }
    }
}
