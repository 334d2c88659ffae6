namespace Hebb.Data;

/// <summary>Transforms of batches one after another: crop and flip the images, then mix them.</summary>
/// <param name="steps">The transforms, the first one first.</param>
/// <example><code>
/// new DataLoader(data, 64, shuffle: true, workers: 2) { Transform = new BatchPipeline(images, new MixUp(classes: 10)) }
/// </code></example>
public sealed class BatchPipeline(params IBatchTransform[] steps) : IBatchTransform
{
    /// <inheritdoc/>
    public Batch Apply(Batch batch, BatchRandomness randomness)
    {
        foreach (IBatchTransform step in steps) batch = step.Apply(batch, randomness);
        return batch;
    }
}
