namespace Hebb.Conformance.Adapters;

/// <summary>Convolutions; strides, paddings and dilations may be a number or a pair.</summary>
static class ConvAdapters
{
    public static void AddTo(AdapterTable table)
    {
        table.Add("conv", "conv2d", Conv2d);
        table.Add("conv", "conv2d_same", Conv2d);
        table.Add("conv", "conv1d", r => r.Args.Text("padding", string.Empty) == "same"
            ? r.X.Unsqueeze(2).Conv2dSame(r["weight"].Unsqueeze(2), r.Optional("bias"), (1, Along(r, "dilation", 1)), r.Args.Int("groups", 1)).Squeeze(2)
            : r.X.Conv1d(r["weight"], r.Optional("bias"), Along(r, "stride", 1), Along(r, "padding", 0), Along(r, "dilation", 1), r.Args.Int("groups", 1)));
        table.Add("conv_transpose", "conv_transpose2d", r => r.X.ConvTranspose2d(
            r["weight"], r.Optional("bias"), Pair(r, "stride", 1), Pair(r, "padding", 0), Pair(r, "output_padding", 0), r.Args.Int("groups", 1), Pair(r, "dilation", 1)));
    }

    static Tensor Conv2d(CaseRun r) => r.Args.Text("padding", string.Empty) == "same"
        ? r.X.Conv2dSame(r["weight"], r.Optional("bias"), Pair(r, "dilation", 1), r.Args.Int("groups", 1))
        : r.X.Conv2d(r["weight"], r.Optional("bias"), Pair(r, "stride", 1), Padding(r), Pair(r, "dilation", 1), r.Args.Int("groups", 1));

    static (int Rows, int Columns) Padding(CaseRun r) => r.Args.Text("padding", string.Empty) == "valid" ? (0, 0) : Pair(r, "padding", 0);

    static (int Rows, int Columns) Pair(CaseRun r, string name, int otherwise) => r.Args.PerAxis(name, 2, otherwise) is [int rows, int columns, ..] ? (rows, columns) : (otherwise, otherwise);

    static int Along(CaseRun r, string name, int otherwise) => r.Args.PerAxis(name, 1, otherwise)[0];
}
