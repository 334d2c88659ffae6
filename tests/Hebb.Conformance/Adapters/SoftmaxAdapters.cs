namespace Hebb.Conformance.Adapters;

/// <summary>Normalised exponentials along an axis.</summary>
static class SoftmaxAdapters
{
    const string Family = "softmax";

    public static void AddTo(AdapterTable table)
    {
        table.Add(Family, "softmax", r => r.X.Softmax(r.Args.Int("dim")));
        table.Add(Family, "log_softmax", r => r.X.LogSoftmax(r.Args.Int("dim")));
        table.Add(Family, "softmin", r => r.X.Softmin(r.Args.Int("dim")));
    }
}
