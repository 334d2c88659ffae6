using Hebb.Vision.Reading.Characters;

namespace Hebb.Vision.Reading.Training;

/// <summary>
/// Draws training batches: every character about equally often, whatever the data hold of it, each time distorted anew, and "not one character" in between. Sample n of a seed is the same in every run, on
/// any number of threads.
/// </summary>
sealed class CharacterSampler
{
    // How often a character comes: capitals and digits are told apart with more trouble than small letters, and of marks there are few examples.
    const double CapitalWeight = 1.2, SmallWeight = 1, MarkWeight = 0.6, NotOneShare = 0.1;
    const int FirstSmall = 36, FirstMark = 62;

    readonly CharacterImages images;
    readonly Generator root;
    readonly double strength;
    readonly int[][] byCharacter;
    readonly double[] upTo = new double[CharacterSet.Count];

    /// <summary>Prepares the drawing.</summary>
    /// <param name="images">The characters.</param>
    /// <param name="seed">Whence the numbers come.</param>
    /// <param name="strength">How strongly characters are distorted; 1 is usual.</param>
    public CharacterSampler(CharacterImages images, ulong seed, double strength = 1)
    {
        (this.images, this.strength, root) = (images, strength, new Generator(seed).Fork(1));
        byCharacter = [.. Enumerable.Range(0, CharacterSet.Count).Select(character => Enumerable.Range(0, images.Count).Where(i => images.Label(i) == character).ToArray())];
        double sum = 0;
        for (int i = 0; i < upTo.Length; i++)
        {
            if (byCharacter[i].Length > 0) sum += i < FirstSmall ? CapitalWeight : i < FirstMark ? SmallWeight : MarkWeight;
            upTo[i] = sum;
        }
    }

    /// <summary>A batch: the ink of the crops, [count, 1, 32, 32], ink 1, and their classes.</summary>
    /// <param name="first">The number of its first sample.</param>
    /// <param name="count">How many samples.</param>
    public (Tensor Ink, Tensor Labels) Batch(long first, int count)
    {
        var ink = new float[count * CharacterCrop.Area];
        var labels = new long[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Threads.Count };
        Parallel.For(0, count, options, () => (new CharacterDistortion(strength), new NotOneCharacter(images, byCharacter)), (i, _, tools) =>
        {
            (float[] pixels, labels[i]) = Draw(root.Fork((ulong)(first + i)), tools.Item1, tools.Item2);
            Span<float> mine = ink.AsSpan(i * CharacterCrop.Area, CharacterCrop.Area);
            for (int k = 0; k < mine.Length; k++) mine[k] = 1 - pixels[k];
            return tools;
        }, _ => { });
        return (Tensor.Wrap(ink, [count, 1, CharacterCrop.Side, CharacterCrop.Side]), Tensor.Wrap(labels));
    }

    (float[] Pixels, int Label) Draw(Generator random, CharacterDistortion distortion, NotOneCharacter notOne)
    {
        if (random.NextDouble() < NotOneShare) return (notOne.Draw(random), CharacterSet.NotOne);
        int character = Character(random), neighbour = random.NextInt(0, images.Count);
        int chosen = byCharacter[character][random.NextInt(0, byCharacter[character].Length)];
        return (distortion.Draw(images.Ink(chosen), images.Ink(neighbour), random), character);
    }

    int Character(Generator random)
    {
        double place = random.NextDouble() * upTo[^1];
        int index = Array.FindIndex(upTo, sum => place < sum);
        return index >= 0 ? index : Array.FindLastIndex(byCharacter, these => these.Length > 0);
    }
}
