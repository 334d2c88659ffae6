namespace Hebb;

/// <summary>Looks for the first NaN or infinity when anomaly detection is on.</summary>
internal static class Anomaly
{
    internal static void Check(Tensor x, Node node, string where)
    {
        if (!x.DType.IsFloatingPoint) return;
        using var _ = Autograd.Pause();
        double probe = (x * 0).Sum().Item<double>();
        if (!double.IsNaN(probe)) return;
        throw new AnomalyException(
            $"{node.Name} made a NaN or an infinity in its {where}: shape {x.Shape}, {x.DType}.",
            "Look at its inputs: a logarithm or a root of a value ≤ 0, a division by 0, or a learning rate so large that weights overflowed.");
    }
}
