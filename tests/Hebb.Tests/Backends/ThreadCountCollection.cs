namespace Hebb.Tests;

/// <summary>Tests that depend on the number of threads which all of the process shares: they run alone, for other tests and the command line set it.</summary>
[CollectionDefinition("thread count", DisableParallelization = true)]
public sealed class ThreadCountCollection;
