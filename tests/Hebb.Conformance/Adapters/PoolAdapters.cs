namespace Hebb.Conformance.Adapters;

/// <summary>Pooling and interpolation; kernels, strides and paddings may be a number or a pair.</summary>
static class PoolAdapters
{
    const string Family = "pool";

    public static void AddTo(AdapterTable table)
    {
        table.AddCustom(Family, "max_pool2d", r => Both(r, r.X.MaxPool2dWithIndices(Pair(r, "kernel", 1), Stride(r), Pair(r, "padding", 0), Pair(r, "dilation", 1), Ceil(r))));
        table.Add(Family, "max_pool1d", r => r.X.MaxPool1d(r.Args.Ints("kernel")[0], Step(r), Along(r, "padding", 0), Along(r, "dilation", 1), Ceil(r)));
        table.Add(Family, "avg_pool2d", r => r.X.AvgPool2d(Pair(r, "kernel", 1), Stride(r), Pair(r, "padding", 0), Ceil(r), CountsPadding(r), r.Args.OptionalInt("divisor_override")));
        table.Add(Family, "avg_pool1d", r => r.X.AvgPool1d(r.Args.Ints("kernel")[0], Step(r), Along(r, "padding", 0), Ceil(r), CountsPadding(r)));
        table.Add(Family, "adaptive_avg_pool2d", r => r.X.AdaptiveAvgPool2d(Pair(r, "output", 1).Rows, Pair(r, "output", 1).Columns));
        table.AddCustom(Family, "adaptive_max_pool2d", r => Both(r, r.X.AdaptiveMaxPool2dWithIndices(Pair(r, "output", 1).Rows, Pair(r, "output", 1).Columns)));
        table.Add(Family, "interpolate", Interpolate);
    }

    static (int Rows, int Columns) Pair(CaseRun r, string name, int otherwise) => r.Args.PerAxis(name, 2, otherwise) is [int rows, int columns, ..] ? (rows, columns) : (otherwise, otherwise);

    static (int Rows, int Columns)? Stride(CaseRun r) => r.Args.Has("stride") ? Pair(r, "stride", 1) : null;

    static int Along(CaseRun r, string name, int otherwise) => r.Args.PerAxis(name, 1, otherwise)[0];

    static int? Step(CaseRun r) => r.Args.Has("stride") ? Along(r, "stride", 1) : null;

    static bool Ceil(CaseRun r) => r.Args.Flag("ceil_mode");

    static bool CountsPadding(CaseRun r) => r.Args.Flag("count_include_pad", true);

    static void Both(CaseRun r, IndexedValues result) => r.Outputs(result.Values, result.Indices);

    static Tensor Interpolate(CaseRun r)
    {
        InterpolationMode mode = Enum.Parse<InterpolationMode>(r.Args.Text("mode", "nearest"), ignoreCase: true);
        double[] scale = r.Args.Numbers("scale_factor");
        (double, double)? factor = scale.Length == 0 ? null : (scale[0], scale[^1]);
        return r.X.Interpolate(r.Args.Has("size") ? Pair(r, "size", 1) : null, factor, mode, r.Args.Flag("align_corners"));
    }
}
