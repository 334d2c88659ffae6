namespace Hebb.Tests;

/// <summary>NumPy's indexing, element by element: which position of an array each element of the result comes from.</summary>
static class NaiveIndexing
{
    /// <summary>Null where the tensors among the entries do not broadcast.</summary>
    public static (int[] Shape, int[] Positions)? Of(int[] shape, IReadOnlyList<Meaning> entries)
    {
        List<Meaning> all = Spelled(shape, entries);
        bool isAdvanced = all.Exists(e => e is Meaning.Numbers);
        if (isAdvanced) all = [.. all.Select(e => e is Meaning.Number one ? new Meaning.Numbers([], [one.Place]) : e)];

        // The tensors broadcast; their axes stand where the first stood, or in front if something stands between them.
        int[] common = [];
        int first = -1, last = -1, named = 0;
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i] is not Meaning.Numbers tensor) continue;
            if (NaiveArray.Broadcast(common, tensor.Shape) is not { } both) return null;
            common = both;
            if (first < 0) first = i;
            last = i;
            named++;
        }

        bool isInFront = named > 0 && last - first + 1 != named;
        int[] result = [.. isInFront ? common : [], .. all.SelectMany((e, i) => e switch
        {
            Meaning.Slice slice => [slice.Places.Length],
            Meaning.NewAxis => [1],
            Meaning.Numbers when i == first && !isInFront => common,
            _ => Array.Empty<int>(),
        })];

        int before = isInFront ? 0 : all.Take(Math.Max(first, 0)).Count(e => e is Meaning.Slice or Meaning.NewAxis);
        return (result, [.. NaiveArray.Places(result).Select(place =>
            NaiveArray.Position(shape, Source(all, place[before..(before + common.Length)], [.. place[..before], .. place[(before + common.Length)..]])))]);
    }

    // One number for each axis of the array: from the place on the tensors' axes, and from the place on the others.
    static int[] Source(List<Meaning> all, int[] ofTensors, int[] ofOthers)
    {
        var source = new List<int>();
        int other = 0;
        foreach (Meaning entry in all)
        {
            if (entry is Meaning.Number one) source.Add(one.Place);
            else if (entry is Meaning.Numbers tensor) source.Add(tensor.Places[NaiveArray.Position(tensor.Shape, NaiveArray.Source(tensor.Shape, ofTensors))]);
            else if (entry is Meaning.Slice slice) source.Add(slice.Places[ofOthers[other++]]);
            else if (entry is Meaning.NewAxis) other++;
        }

        return [.. source];
    }

    // Ellipsis and missing entries become whole axes (behind a mark that they stand there), masks the numbers of their true places, one list for each of their axes.
    static List<Meaning> Spelled(int[] shape, IReadOnlyList<Meaning> entries)
    {
        int covered = entries.Sum(e => e switch
        {
            Meaning.NewAxis or Meaning.Ellipsis => 0,
            Meaning.Mask mask => mask.Shape.Length,
            _ => 1,
        });
        var all = new List<Meaning>();
        int axis = 0;
        foreach (Meaning entry in entries.Any(e => e is Meaning.Ellipsis) ? entries : [.. entries, new Meaning.Ellipsis()])
        {
            switch (entry)
            {
                case Meaning.Ellipsis:
                    all.Add(entry);
                    for (int i = covered; i < shape.Length; i++) all.Add(new Meaning.Slice([.. Enumerable.Range(0, shape[axis++])]));
                    break;
                case Meaning.Mask mask:
                    int[][] places = [.. NaiveArray.Places(mask.Shape).Where((_, i) => mask.Values[i])];
                    for (int i = 0; i < mask.Shape.Length; i++, axis++) all.Add(new Meaning.Numbers([places.Length], [.. places.Select(p => p[i])]));
                    break;
                default:
                    if (entry is not Meaning.NewAxis) axis++;
                    all.Add(entry);
                    break;
            }
        }

        return all;
    }
}
