namespace Hebb.Bench.Workloads;

/// <summary>Eight values: what an operation costs before any arithmetic.</summary>
static class SmallWorkloads
{
    const string Group = "small";
    const int Count = 8, Factors = 10;

    public static IEnumerable<Workload> All =>
    [
        new("tiny-add", Group, "two tensors of 8 values: the cost of one operation", Add),
        new("tiny-graph", Group, "10 multiplications of 8 values with a gradient, and backward", Graph) { Operations = Factors + 1 },
    ];

    static Action Add()
    {
        Tensor x = Tensor.Randn(Count), y = Tensor.Randn(Count);
        return () => GC.KeepAlive(x + y);
    }

    static Action Graph()
    {
        Tensor x = Tensor.Randn(Count).WithGrad();
        return () =>
        {
            x.Grad = null;
            Tensor product = x;
            for (int i = 0; i < Factors; i++) product *= x;
            product.Sum().Backward();
        };
    }
}
