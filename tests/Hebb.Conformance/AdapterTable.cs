using Hebb.Conformance.Adapters;

namespace Hebb.Conformance;

/// <summary>Says how Hebb computes each operation of the golden format: family and name to adapter. One adapter per operation, never per case.</summary>
public sealed class AdapterTable
{
    // Cases that fix a convention carry it as an ending: relu_at_zero is relu, amax_ties is amax.
    static readonly string[] Conventions = ["_at_zero", "_extreme", "_edge", "_ties"];

    readonly Dictionary<(string Family, string Op), Action<CaseRun>> adapters = [];

    /// <summary>Every operation that Hebb has.</summary>
    public static AdapterTable All { get; } = Build();

    /// <summary>Adds an operation with one output, y.</summary>
    public void Add(string family, string op, Func<CaseRun, Tensor> adapter) => adapters.Add((family, op), run => run.Output("y", adapter(run)));

    /// <summary>Adds an operation that reports its outputs itself.</summary>
    public void AddCustom(string family, string op, Action<CaseRun> adapter) => adapters.Add((family, op), adapter);

    /// <summary>The adapter of an operation, or null if Hebb does not have it.</summary>
    public Action<CaseRun>? Find(string family, string op)
    {
        if (adapters.TryGetValue((family, op), out Action<CaseRun>? adapter)) return adapter;
        foreach (string ending in Conventions)
        {
            if (op.EndsWith(ending, StringComparison.Ordinal)) return Find(family, op[..^ending.Length]);
        }

        return null;
    }

    static AdapterTable Build()
    {
        var table = new AdapterTable();
        ElementwiseAdapters.AddTo(table);
        BroadcastAdapters.AddTo(table);
        MatMulAdapters.AddTo(table);
        ReduceAdapters.AddTo(table);
        SoftmaxAdapters.AddTo(table);
        IndexAdapters.AddTo(table);
        LossAdapters.AddTo(table);
        PoolAdapters.AddTo(table);
        NormAdapters.AddTo(table);
        ConvAdapters.AddTo(table);
        DropoutAdapters.AddTo(table);
        OptimizerAdapters.AddTo(table);
        ScheduleAdapters.AddTo(table);
        ClippingAdapters.AddTo(table);
        InitAdapters.AddTo(table);
        NetworkAdapters.AddTo(table);
        PublishedAdapters.AddTo(table);
        return table;
    }
}
