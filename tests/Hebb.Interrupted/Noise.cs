using Hebb.Data;

namespace Hebb.Interrupted;

/// <summary>Adds a little noise to each sample.</summary>
sealed class Noise : IBatchTransform
{
    public Batch Apply(Batch batch, BatchRandomness randomness)
    {
        Tensor[] rows = [.. randomness.Samples.ToArray().Select(generator => Tensor.Rand([1, batch.Input.Shape[1]], -0.1, 0.1, generator))];
        return new Batch(batch.Input + Tensor.Cat(rows), batch.Target);
    }
}
