namespace Hebb.Training;

/// <summary>Checks of predictions and targets that are compared element by element.</summary>
internal static class ElementBatch
{
    /// <summary>Their difference in double precision.</summary>
    internal static Tensor Difference(string metric, Tensor prediction, Tensor target)
    {
        Check(metric, prediction, target);
        return prediction.To(DType.Float64) - target.To(DType.Float64);
    }

    internal static void Check(string metric, Tensor prediction, Tensor target)
    {
        if (prediction.Shape == target.Shape) return;
        throw new ShapeException(
            $"{metric} compares tensors of the same shape; the prediction has {prediction.Shape}, the target {target.Shape}.",
            prediction.Count == target.Count ? "Reshape the target: target.Reshape(prediction.Shape)." : null);
    }

    internal static double Range(double range) => range > 0 && double.IsFinite(range)
        ? range
        : throw new ArgumentOutOfRangeException(nameof(range), range, "The range of an image's values is above 0: 1 for values in [0, 1], 255 for bytes.");
}
