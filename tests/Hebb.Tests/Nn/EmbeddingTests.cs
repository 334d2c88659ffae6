using Hebb.Nn;

namespace Hebb.Tests;

public sealed class EmbeddingTests
{
    [Fact]
    public void RowsAreLookedUpAndTheirGradientsAddUp()
    {
        var embedding = new Embedding(4, 2, paddingIndex: 3, generator: new Generator(1));
        Tensor y = embedding.Forward(Tensor.From(new long[,] { { 1, 3 }, { 1, 0 } }));
        Assert.Equal([2, 2, 2], y.Shape.ToArray());
        float[] table = embedding.Weight.Tensor.ToArray<float>();
        Assert.Equal([table[2], table[3], 0, 0, table[2], table[3], table[0], table[1]], y.ToArray<float>());
        y.Sum().Backward();
        Assert.Equal([1f, 1f, 2f, 2f, 0f, 0f, 0f, 0f], embedding.Weight.Grad!.ToArray<float>());
    }

    [Fact]
    public void ANumberBeyondTheTableIsAnError() =>
        Assert.Throws<IndexException>(() => new Embedding(4, 2).Forward(Tensor.From([0L, 4])));
}
