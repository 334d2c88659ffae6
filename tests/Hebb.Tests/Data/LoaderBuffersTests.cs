using Hebb.Data;

namespace Hebb.Tests;

/// <summary>Counts what the whole process takes, so nothing may run beside it.</summary>
[Collection("memory")]
public sealed class LoaderBuffersTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void BuffersOfBatchesAreUsedAgain(int workers)
    {
        var data = new TensorDataset(Tensor.Rand([64, 5000], generator: new Generator(0)));
        var loader = new DataLoader(data, 8, shuffle: true, new Generator(0), workers: workers);
        Pass();
        Pass();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < 16; i++) Pass();
        long taken = GC.GetTotalAllocatedBytes(precise: true) - before;

        // 128 batches of 160 KB would be 20 MB; how many are under way at once varies, so a pass may need a few more than those before it.
        Assert.True(taken < 5_000_000, $"{taken} bytes");

        void Pass()
        {
            using IEnumerator<Batch> batches = loader.GetEnumerator();
            while (true)
            {
                using MemoryScope scope = Memory.Scope();
                if (!batches.MoveNext()) break;
                Assert.Equal(8, batches.Current.Count);
            }
        }
    }
}
