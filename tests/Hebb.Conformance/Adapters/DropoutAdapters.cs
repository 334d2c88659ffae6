namespace Hebb.Conformance.Adapters;

/// <summary>Dropout where chance plays no part: probability 0, evaluation mode, or a given mask.</summary>
static class DropoutAdapters
{
    const string Family = "dropout";

    public static void AddTo(AdapterTable table)
    {
        table.Add(Family, "dropout", r => r.X.Dropout(r.Args.Number("p", 0.5), r.Args.Flag("training", true)));
        table.Add(Family, "dropout_mask", r => r.X * (r["mask"] / (1 - r.Args.Number("p", 0.5))));
    }
}
