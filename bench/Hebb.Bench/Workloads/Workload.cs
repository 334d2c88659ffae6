namespace Hebb.Bench.Workloads;

/// <summary>Something to measure, by the same name and on the same shapes as the peer's.</summary>
/// <param name="Name">The peer's name for it.</param>
/// <param name="Group">The group whose geometric mean it belongs to.</param>
/// <param name="Says">What it is.</param>
/// <param name="Make">Prepares everything; the action it gives is what is timed.</param>
sealed record Workload(string Name, string Group, string Says, Func<Action> Make)
{
    /// <summary>Multiplications and additions of one repeat, for the fraction of the processor's limit; 0 where that says nothing.</summary>
    public double Flops { get; init; }

    /// <summary>Differentiable operations of one repeat, for the bytes that each one costs; 0 where nothing is differentiated.</summary>
    public int Operations { get; init; }
}
