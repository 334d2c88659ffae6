namespace Hebb.Data;

/// <summary>
/// Mixes a stream with little memory: holds some samples, gives out one of them at random and puts the next one in its place. A sample can come at most that many places early, and
/// late without a bound; a buffer as large as the stream gives every order equally often.
/// </summary>
public static class ShuffleBuffer
{
    /// <summary>The stream's samples, each once, mixed.</summary>
    /// <typeparam name="T">What a sample is.</typeparam>
    /// <param name="samples">The stream.</param>
    /// <param name="size">How many samples are held, at least 1; 1 mixes nothing.</param>
    /// <param name="generator">Where the randomness comes from.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static IEnumerable<T> Mix<T>(IEnumerable<T> samples, int size, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(generator);
        if (size < 1) throw new ArgumentOutOfRangeException(nameof(size), size, "A shuffle buffer holds at least one sample; a thousand or more mixes well.");
        return Mixed(samples, size, generator);
    }

    static IEnumerable<T> Mixed<T>(IEnumerable<T> samples, int size, Generator generator)
    {
        // Grows as it is filled: a large size costs a short stream nothing.
        var held = new List<T>();
        foreach (T sample in samples)
        {
            if (held.Count < size)
            {
                held.Add(sample);
                continue;
            }

            int place = generator.NextInt(0, size);
            T leaving = held[place];
            held[place] = sample;
            yield return leaving;
        }

        T[] rest = [.. held];
        generator.Shuffle(rest.AsSpan());
        foreach (T sample in rest) yield return sample;
    }
}
