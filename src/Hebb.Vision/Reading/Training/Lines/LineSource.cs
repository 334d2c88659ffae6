using Hebb.Vision.Reading.Lines;

namespace Hebb.Vision.Reading.Training;

/// <summary>Makes the examples of each epoch: every word and line once, lines of joined words, and lines composed of single characters.</summary>
sealed class LineSource
{
    const double JoinedShare = 0.06, ComposedShare = 0.25;
    readonly List<PenItem> words, lines;
    readonly PenItem[][] writers;
    readonly GlyphComposer? composer;
    readonly ulong seed;

    /// <summary>Makes the source.</summary>
    /// <param name="items">Words and lines of strokes.</param>
    /// <param name="library">Single characters, or null for none.</param>
    /// <param name="seed">The seed of all draws.</param>
    public LineSource(IReadOnlyList<PenItem> items, GlyphLibrary? library, int seed)
    {
        (words, lines, this.seed) = ([.. items.Where(item => !item.IsLine)], [.. items.Where(item => item.IsLine)], (ulong)seed);
        writers = [.. words.GroupBy(word => word.Writer).Select(group => group.ToArray()).Where(group => group.Length > 4)];
        if (library is not null) composer = new GlyphComposer(library, [.. words.Select(word => word.Text)]);
    }

    /// <summary>The order of an epoch, as numbers of examples.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="onlyWords">Whether long lines wait.</param>
    public int[] Order(int epoch, bool onlyWords)
    {
        int joined = onlyWords || writers.Length == 0 ? 0 : (int)(words.Count * JoinedShare), composed = composer is null ? 0 : (int)(words.Count * ComposedShare);
        int[] all = [
            .. Enumerable.Range(0, words.Count), .. onlyWords ? [] : Enumerable.Range(words.Count, lines.Count),
            .. Enumerable.Range(words.Count + lines.Count, joined), .. Enumerable.Range((2 * words.Count) + lines.Count, composed)];
        Random(epoch, int.MaxValue).Shuffle(all.AsSpan());
        return all;
    }

    /// <summary>One example; null when nothing of it can be seen.</summary>
    public LineSample? Make(int epoch, int number)
    {
        const double NeighbourShare = 0.1;
        Generator random = Random(epoch, number);
        if (number >= (2 * words.Count) + lines.Count) return Composed(random);
        PenItem[]? writer = number >= words.Count + lines.Count ? writers[random.NextInt(0, writers.Length)] : null;
        IReadOnlyList<float[]>? neighbour = random.Happens(NeighbourShare) ? words[random.NextInt(0, words.Count)].Strokes : null;
        if (writer is not null)
        {
            PenItem[] some = [.. Enumerable.Range(0, random.NextInt(2, 5)).Select(_ => writer[random.NextInt(0, writer.Length)])];
            (string text, List<float[]> strokes) = WordJoiner.Join(some, random);
            return LineDrawing.ToTrain(strokes, text, random, neighbour);
        }

        PenItem item = number < words.Count ? words[number] : lines[number - words.Count];
        return LineDrawing.ToTrain(item.Strokes, item.Text, random, neighbour);
    }

    LineSample? Composed(Generator random)
    {
        (string text, InkMask mask, double xHeight) = composer!.Compose(random);
        PaperDistortion.Apply(mask, xHeight, random);
        return LineDrawing.Normalized(mask, text, random);
    }

    Generator Random(int epoch, int number) => new Generator(seed).Fork(((ulong)epoch << 32) + (uint)number);
}
