namespace Hebb.Formats;

/// <summary>
/// Goes over what a pickle gave, without recursion: containers may be shared, but none may hold itself, and they may not be nested without end. Objects of unknown classes
/// are containers too; among them such ways back and depths are cut, because what they hold is not ours to check.
/// </summary>
static class PickleTree
{
    const int MaxDepth = 200, ForeignParts = 4;

    /// <summary>Checks the containers and replaces every value in them, each container once.</summary>
    /// <param name="root">The value.</param>
    /// <param name="replace">Gives what stands for a value that is not a container.</param>
    /// <param name="wrong">Makes the error for a problem.</param>
    /// <returns>The value, or what stands for it.</returns>
    /// <exception cref="FormatErrorException">A container holds itself, or containers are nested too deeply.</exception>
    public static object? Settle(object? root, Func<object?, object?> replace, Func<string, FormatErrorException> wrong)
    {
        root = Resolved(root);
        if (CountOf(root) < 0) return replace(root);

        // The height of each container that is done; -1 while it is on the path.
        var heights = new Dictionary<object, int>(ReferenceEqualityComparer.Instance) { [root!] = -1 };
        var path = new Stack<Step>();
        path.Push(new Step(root!, root is PickledObject));
        while (path.TryPeek(out Step? step))
        {
            if (step.Next == CountOf(step.Container))
            {
                path.Pop();
                heights[step.Container] = step.Height;
                if (step.Height > MaxDepth && !step.IsForeign) throw TooDeep(wrong);
                if (path.TryPeek(out Step? above) && !step.IsForeign) above.Height = Math.Max(above.Height, step.Height + 1);
                continue;
            }

            int index = step.Next++;
            object? found = ChildOf(step.Container, index).Value, child = Resolved(found);
            bool isForeign = step.IsForeign || child is PickledObject;
            if (CountOf(child) < 0) child = replace(child);
            else if (!heights.TryGetValue(child!, out int height))
            {
                if (path.Count <= MaxDepth)
                {
                    heights.Add(child!, -1);
                    path.Push(new Step(child!, isForeign));
                }
                else child = isForeign ? Cut(child) : throw TooDeep(wrong);
            }
            else if (height < 0) child = Cut(child);
            else step.Height = Math.Max(step.Height, height + 1);
            Put(step.Container, index, found, child);
        }

        return root;
    }

    // An array of Python objects stands for the list of them; one without axes, for the one that it holds.
    static object? Resolved(object? value)
    {
        const int Max = 100;
        for (int i = 0; i < Max; i++)
        {
            if (value is not NumpyArray { Objects: not null } and not NumpyArray { Unread: not null }) return value;
            var array = (NumpyArray)value;
            value = array.Unread ?? (array.Shape.Rank == 0 ? array.Objects![0] : (object?)array.Objects);
        }

        return null;
    }

    static object Cut(object? child)
    {
        const string Reason = "it holds itself, or stands deeper than is read";
        return new PickledObject(child is PickledObject foreign ? foreign.Name : "container", [], Reason, Reason);
    }

    /// <summary>How many values a container has; -1 for anything else. Members of sets are always plain, so a set counts as a value.</summary>
    public static int CountOf(object? value) => value switch
    {
        PickleDictionary dictionary => dictionary.Count,
        List<object?> list => list.Count,
        object?[] tuple => tuple.Length,
        PickledObject => ForeignParts,
        _ => -1,
    };

    /// <summary>A value of a container, and the key or the number that names it.</summary>
    public static KeyValuePair<object, object?> ChildOf(object container, int index) => container switch
    {
        PickleDictionary dictionary => dictionary.At(index),
        List<object?> list => new((long)index, list[index]),
        PickledObject foreign => new((long)index, index switch { 0 => foreign.State, 1 => foreign.Entries, 2 => foreign.Members, _ => foreign.Made }),
        _ => new((long)index, ((object?[])container)[index]),
    };

    static void Put(object container, int index, object? old, object? value)
    {
        if (ReferenceEquals(old, value)) return;
        switch (container)
        {
            case PickleDictionary dictionary: dictionary.SetAt(index, value); break;
            case List<object?> list: list[index] = value; break;
            case object?[] tuple: tuple[index] = value; break;
            case PickledObject foreign when index == 0: foreign.State = value; break;

            // The other parts are containers of their own; one that cannot be gone into is left out.
            case PickledObject foreign when index == 1: foreign.Entries = value as PickleDictionary; break;
            case PickledObject foreign when index == 2: foreign.Members = value as List<object?>; break;
            case PickledObject foreign: foreign.Made = foreign.Made is null ? null : value as object?[] ?? []; break;
        }
    }

    static FormatErrorException TooDeep(Func<string, FormatErrorException> wrong) => wrong($"containers are nested deeper than {MaxDepth}");

    sealed class Step(object container, bool isForeign)
    {
        // Whether it is an object of an unknown class, or inside one.
        public bool IsForeign => isForeign;

        public object Container { get; } = container;

        public int Next { get; set; }

        public int Height { get; set; }
    }
}
