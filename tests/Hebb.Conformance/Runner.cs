namespace Hebb.Conformance;

/// <summary>How many cases passed and failed, and which failed.</summary>
public sealed record RunResult(int Passed, IReadOnlyList<GoldenCase> Failures)
{
    public int Failed => Failures.Count;
}

/// <summary>Runs cases and prints those that fail.</summary>
public static class Runner
{
    public static RunResult Run(IEnumerable<GoldenCase> cases, ReadOnlySpan<DType> types, AdapterTable table, TextWriter output)
    {
        int passed = 0;
        var failures = new List<GoldenCase>();
        foreach (GoldenCase golden in cases)
        {
            var problems = new List<string>();
            foreach (DType type in types)
            {
                foreach (string problem in Problems(golden, type, table)) problems.Add($"{type}: {problem}");
            }

            if (problems.Count == 0)
            {
                passed++;
                continue;
            }

            failures.Add(golden);
            output.WriteLine($"FAIL {golden.Id}  {golden.Op} {golden.Args}");
            foreach (string problem in problems) output.WriteLine($"     {problem}");
        }

        return new RunResult(passed, failures);
    }

    /// <summary>Runs a case in one type.</summary>
    /// <returns>What is wrong; empty if the case passes.</returns>
    public static IReadOnlyList<string> Problems(GoldenCase golden, DType type, AdapterTable table)
    {
        if (table.Find(golden.Family, golden.Op) is not { } adapter) return ["no such operation yet"];
        var run = new CaseRun(golden, type);
        try
        {
            adapter(run);
            run.Differentiate();
        }
        catch (Exception e)
        {
            return [$"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}"];
        }

        var problems = new List<string>(run.Problems);
        foreach ((string name, Tensor expected) in golden.Tensors.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            if (!CaseRun.IsExpectation(name)) continue;
            string? problem = run.Results.TryGetValue(name, out Tensor? got) ? TensorComparison.Compare(name, got, expected, golden.Tolerance(type)) : $"{name}: was not computed";
            if (problem is not null) problems.Add(problem);
        }

        return problems;
    }
}
