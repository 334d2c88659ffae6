namespace Hebb.Tracking;

/// <summary>A run as the database knows it. It does not change when the run continues: ask the store again.</summary>
public sealed record RunRecord
{
    /// <summary>Eight letters and digits that name the run everywhere.</summary>
    public required string Id { get; init; }

    /// <summary>The name that its user gave it; several runs may have the same.</summary>
    public required string Name { get; init; }

    /// <summary>The command line that began it, or an empty text.</summary>
    public required string Command { get; init; }

    /// <summary>Its configuration: a JSON object.</summary>
    public required string Configuration { get; init; }

    /// <summary>The seed of its random numbers, if it gave one.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Words to find it by, in alphabetical order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>How it stands.</summary>
    public required RunState State { get; init; }

    /// <summary>What went wrong, for a run that failed; otherwise null.</summary>
    public string? Problem { get; init; }

    /// <summary>When it began, in universal time.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended, in universal time; for a run that was interrupted, when it was last heard of; null while it runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How long it has worked; pauses between a run and its resumption do not count.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Its metrics in short, in the order of their first values.</summary>
    public IReadOnlyList<MetricSummary> Metrics { get; init; } = [];

    /// <summary>The metric that says best how good the run is: of the validation set before the test and the training set, accuracy before loss; null if it has none.</summary>
    public MetricSummary? MainMetric => MetricRank.Main(Metrics);

    /// <summary>The metric of a name, or null.</summary>
    /// <param name="name">The name that it was logged under.</param>
    public MetricSummary? Metric(string name) => Metrics.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.Ordinal));
}
