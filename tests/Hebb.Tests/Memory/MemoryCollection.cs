namespace Hebb.Tests;

/// <summary>Tests that read the allocator's counters run alone: everybody else moves them.</summary>
[CollectionDefinition("memory", DisableParallelization = true)]
public sealed class MemoryCollection;
