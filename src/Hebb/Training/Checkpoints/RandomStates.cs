namespace Hebb.Training;

/// <summary>Where generators stand, to put them back there.</summary>
static class RandomStates
{
    public static GeneratorState[] Of(Generator[] generators) => Array.ConvertAll(generators, g => g.State);

    public static void Restore(Generator[] generators, GeneratorState[] states)
    {
        for (int i = 0; i < generators.Length; i++) generators[i].State = states[i];
    }

    public static void Save(CheckpointSection section, string name, GeneratorState[] states)
    {
        var words = new long[4 * states.Length];
        for (int i = 0; i < states.Length; i++)
        {
            (ulong seed, ulong stream, ulong counter, int position) = states[i];
            (words[4 * i], words[(4 * i) + 1], words[(4 * i) + 2], words[(4 * i) + 3]) = (unchecked((long)seed), unchecked((long)stream), unchecked((long)counter), position);
        }

        section.Put(name, Tensor.From<long>(words, [states.Length, 4]).Keep());
    }

    /// <exception cref="CheckpointException">The checkpoint has another number of generators.</exception>
    public static GeneratorState[] Load(CheckpointSection section, string name, int count)
    {
        Tensor saved = section.GetTensor(name);
        Shape expected = [count, 4];
        if (saved.Shape != expected)
        {
            throw new CheckpointException(
                $"The checkpoint has {(saved.Rank == 2 ? saved.Shape[0] : 0)} random streams, this training {count}.",
                "Resume with the same loaders, the same model and the same list of Generators: each generator that they were given has its stream.");
        }

        long[] words = saved.ToArray<long>();
        var states = new GeneratorState[count];
        for (int i = 0; i < count; i++)
            states[i] = new GeneratorState(unchecked((ulong)words[4 * i]), unchecked((ulong)words[(4 * i) + 1]), unchecked((ulong)words[(4 * i) + 2]), (int)words[(4 * i) + 3]);
        return states;
    }
}
