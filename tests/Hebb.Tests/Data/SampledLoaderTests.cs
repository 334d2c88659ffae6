using Hebb.Data;
using Hebb.Vision.Transforms;

namespace Hebb.Tests;

public sealed class SampledLoaderTests
{
    static readonly Tensor Labels = Tensor.Arange(41) % 3;
    static readonly TensorDataset Images = new(Tensor.Rand([41, 3, 8, 8], generator: new Generator(0)), Tensor.Arange(41));

    static DataLoader Loader(string kind, int workers)
    {
        var change = new Compose { new RandomCrop(8, padding: 2), new RandomHorizontalFlip() };
        return kind switch
        {
            "weighted" => new(Images, 8, new WeightedSampler([.. Enumerable.Range(0, 41).Select(i => i % 5 * 1.0)], draws: 60), new Generator(5), workers: workers) { Transform = change },
            "balanced" => new(Images, 8, new ClassBalancedSampler(Labels), new Generator(5), dropLast: true, workers) { Transform = change },
            _ => new(Images, new LengthBucketSampler([.. Enumerable.Range(0, 41).Select(i => i * 7 % 13)], 6, poolBatches: 3), new Generator(5), workers) { Transform = change },
        };
    }

    [Theory]
    [InlineData("weighted")]
    [InlineData("balanced")]
    [InlineData("buckets")]
    public void AnyNumberOfWorkersGivesTheSameBitsInTheSameOrder(string kind)
    {
        List<float> alone = Bits(0);
        Assert.Equal(alone, Bits(1));
        Assert.Equal(alone, Bits(4));

        List<float> Bits(int workers)
        {
            DataLoader loader = Loader(kind, workers);
            var bits = new List<float>();
            for (int pass = 0; pass < 2; pass++)
            {
                int batches = 0;
                foreach ((Tensor x, Tensor y) in loader)
                {
                    bits.AddRange(x.ToArray<float>());
                    bits.AddRange(y.ToArray<float>());
                    batches++;
                }

                Assert.Equal(loader.Count, batches);
            }

            return bits;
        }
    }

    [Fact]
    public void ASampleDrawnAgainIsChangedOtherwise()
    {
        var one = new TensorDataset(Tensor.Rand([1, 3, 8, 8], generator: new Generator(0)));
        var loader = new DataLoader(one, 4, new RandomSampler(1, replacement: true, draws: 12), new Generator(0)) { Transform = new RandomAffine(40) };
        Assert.Equal(12, loader.SelectMany(b => Enumerable.Range(0, 4).Select(i => b.Input[i].Sum().Item())).Distinct().Count());
    }

    [Fact]
    public void ASamplerForAnotherDataSetIsNoticed()
    {
        var loader = new DataLoader(Images, 8, new RandomSampler(50));
        Assert.Contains("another data set", Assert.Throws<IndexException>(() => loader.Count()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new DataLoader(Images, 8, (Sampler)null!));
        Assert.Throws<ArgumentNullException>(() => new DataLoader(Images, (BatchSampler)null!));
        Assert.Throws<ArgumentException>(() => new DataLoader(Images, 8, new RandomSampler(41, draws: 5), dropLast: true));
    }
}
