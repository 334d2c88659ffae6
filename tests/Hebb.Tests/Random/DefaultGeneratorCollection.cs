namespace Hebb.Tests;

/// <summary>Tests that watch the generator which all of the process shares: they run alone, for any other test may draw from it.</summary>
[CollectionDefinition("default generator", DisableParallelization = true)]
public sealed class DefaultGeneratorCollection;
