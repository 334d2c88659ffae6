namespace Hebb.Bench.Workloads;

/// <summary>Every workload; a new family is a new file and a line here.</summary>
static class WorkloadTable
{
    public static IReadOnlyList<Workload> All { get; } = [.. TrainingWorkloads.All, .. ProductWorkloads.All, .. ConvolutionWorkloads.All, .. FunctionWorkloads.All, .. SmallWorkloads.All];
}
