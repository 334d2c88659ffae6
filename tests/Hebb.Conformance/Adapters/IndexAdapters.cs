using System.Text.Json;

namespace Hebb.Conformance.Adapters;

/// <summary>Operations that pick, place and arrange elements.</summary>
static class IndexAdapters
{
    const string Family = "index";

    public static void AddTo(AdapterTable table)
    {
        AddPicking(table);
        AddArranging(table);
        AddImages(table);
    }

    static void AddPicking(AdapterTable table)
    {
        table.Add(Family, "gather", r => r.X.Gather(r.Args.Int("dim"), r["idx"]));
        table.Add(Family, "index_select", r => r.X.IndexSelect(r.Args.Int("dim"), r["idx"]));
        table.Add(Family, "scatter_add", r => r.X.ScatterAdd(r.Args.Int("dim"), r["idx"], r["src"]));
        table.Add(Family, "index_add", r => r.X.IndexAdd(r.Args.Int("dim"), r["idx"], r["src"], r.Args.Number("alpha", 1)));
        table.Add(Family, "masked_fill", r => r.X.MaskedFill(r["m"], r.Args.Number("value")));
        table.Add(Family, "masked_select", r => r.X.MaskedSelect(r["m"]));
        table.Add(Family, "embedding", r => r["idx"].Embedding(r["weight"]));
        table.Add(Family, "pick_labels", r => r.X.PickLabels(r["idx"]));
        table.Add(Family, "one_hot", r => r["idx"].OneHot(r.Args.OptionalInt("classes")));
        table.Add(Family, "slice", Slice);
        table.Add(Family, "triu", r => r.X.Triu(r.Args.Int("diagonal", 0)));
        table.Add(Family, "tril", r => r.X.Tril(r.Args.Int("diagonal", 0)));
        table.Add(Family, "diagonal", r => r.X.Diagonal(r.Args.Int("offset", 0), r.Args.Int("dim1", 0), r.Args.Int("dim2", 1)));
    }

    static void AddArranging(AdapterTable table)
    {
        table.Add(Family, "cat", r => Tensor.Cat(All(r), r.Args.Int("dim", 0)));
        table.Add(Family, "stack", r => Tensor.Stack(All(r), r.Args.Int("dim", 0)));
        table.AddCustom(Family, "split", r => r.Outputs(r.Args.Ints("sizes") is [var size] && r.Args.Find("sizes")!.Value.ValueKind == JsonValueKind.Number
            ? r.X.Split(size, r.Args.Int("dim", 0))
            : r.X.Split(r.Args.Ints("sizes"), r.Args.Int("dim", 0))));
        table.AddCustom(Family, "chunk", r => r.Outputs(r.X.Chunk(r.Args.Int("chunks"), r.Args.Int("dim", 0))));
        table.Add(Family, "permute_reshape", r => r.X.Permute(r.Args.Ints("perm")).Reshape(r.Args.Ints("shape")));
        table.Add(Family, "permute", r => r.X.Permute(r.Args.Ints("perm")));
        table.Add(Family, "reshape", r => r.X.Reshape(r.Args.Ints("shape")));
        table.Add(Family, "transpose", r => r.X.Transpose(r.Args.Ints("dims")[0], r.Args.Ints("dims")[1]));
        table.Add(Family, "flatten", r => r.X.Flatten(r.Args.Int("start_dim", 0), r.Args.Int("end_dim", -1)));
        table.Add(Family, "squeeze", r => r.X.Squeeze(r.Args.OptionalInt("dim")));
        table.Add(Family, "unsqueeze", r => r.X.Unsqueeze(r.Args.Int("dim")));
        table.Add(Family, "expand", r => r.X.Expand(r.Args.Ints("shape")));
        table.Add(Family, "repeat", r => r.X.Repeat(r.Args.Ints("repeats")));
        table.Add(Family, "flip", r => r.X.Flip(r.Args.Ints("dims")));
        table.Add(Family, "roll", r => r.Args.Has("dims") ? r.X.Roll(r.Args.Ints("shifts"), r.Args.Ints("dims")) : r.X.Roll(r.Args.Int("shifts")));
    }

    static void AddImages(AdapterTable table)
    {
        table.Add(Family, "pad", r => r.X.Pad(r.Args.Ints("pad"), Mode(r.Args.Text("mode", "constant")), r.Args.Number("value", 0)));
        table.Add(Family, "unfold", r => r.X.Unfold(Window(r.Args)));
        table.Add(Family, "fold", r => r.X.Fold(r.Args.PerAxis("output", 2, 0)[0], r.Args.PerAxis("output", 2, 0)[1], Window(r.Args)));
        table.Add(Family, "pixel_shuffle", r => r.X.PixelShuffle(r.Args.Int("r")));
        table.Add(Family, "pixel_unshuffle", r => r.X.PixelUnshuffle(r.Args.Int("r")));
        table.Add(Family, "channel_shuffle", r => r.X.ChannelShuffle(r.Args.Int("groups")));
    }

    // The tensors a, b, c, … in the order of their names.
    static Tensor[] All(CaseRun r) => [.. r.InputNames().Order(StringComparer.Ordinal).Select(n => r[n])];

    static Window Window(Arguments args)
    {
        int[] k = args.PerAxis("kernel", 2, 1), s = args.PerAxis("stride", 2, 1), p = args.PerAxis("padding", 2, 0), d = args.PerAxis("dilation", 2, 1);
        return new Window(k[0], k[1], s[0], s[1], p[0], p[1], d[0], d[1]);
    }

    static PadMode Mode(string name) => name switch
    {
        "constant" => PadMode.Constant,
        "reflect" => PadMode.Reflect,
        "replicate" => PadMode.Replicate,
        "circular" => PadMode.Circular,
        _ => throw new FormatException($"there is no padding mode '{name}'"),
    };

    // One entry for each leading axis: [start, stop, step] with nulls as in Python's slices, or a number, which removes the axis.
    static Tensor Slice(CaseRun r)
    {
        Tensor x = r.X;
        int axis = 0;
        foreach (JsonElement entry in r.Args.Items("slices"))
        {
            if (entry.ValueKind == JsonValueKind.Number)
            {
                x = x.Select(axis, entry.GetInt32());
                continue;
            }

            int? start = Part(entry, 0), stop = Part(entry, 1);
            int step = Part(entry, 2) ?? 1, length = x.Shape[axis];
            int from = Bound(start ?? (step > 0 ? 0 : length - 1), length, step), to = stop is { } end ? Bound(end, length, step) : step > 0 ? length : -1;
            int count = Math.Max(0, step > 0 ? (to - from + step - 1) / step : (from - to - step - 1) / -step);
            x = x.Slice(axis, count == 0 ? 0 : from, count, step);
            axis++;
        }

        return x;
    }

    static int? Part(JsonElement entry, int index) =>
        index < entry.GetArrayLength() && entry[index].ValueKind == JsonValueKind.Number ? entry[index].GetInt32() : null;

    static int Bound(int place, int length, int step)
    {
        if (place < 0) place += length;
        return step > 0 ? Math.Clamp(place, 0, length) : Math.Clamp(place, -1, length - 1);
    }
}
