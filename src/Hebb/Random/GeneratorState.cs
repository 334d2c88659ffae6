namespace Hebb;

/// <summary>
/// Where a <see cref="Generator"/> stands: four plain numbers, enough to resume the very next draw. Meant for checkpoints; any serialiser can write it.
/// </summary>
/// <param name="Seed">The seed: the key of Philox.</param>
/// <param name="Stream">The stream: 0 for a generator made from a seed, another number for each <see cref="Generator.Fork"/>.</param>
/// <param name="Counter">The number of the block of four 32-bit words from which the next word is taken.</param>
/// <param name="Position">How many words of that block were given out already: 0 to 3.</param>
public readonly record struct GeneratorState(ulong Seed, ulong Stream, ulong Counter, int Position);
