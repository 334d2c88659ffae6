namespace Hebb.Formats;

/// <summary>Goes over what a pickle gave, without recursion: containers may be shared, but none may hold itself, and they may not be nested without end.</summary>
static class PickleTree
{
    const int Deepest = 200;

    /// <summary>Checks the containers and replaces every value in them, each container once.</summary>
    /// <param name="root">The value.</param>
    /// <param name="replace">Gives what stands for a value that is not a container.</param>
    /// <param name="wrong">Makes the error for a problem.</param>
    /// <returns>The value, or what stands for it.</returns>
    /// <exception cref="FormatErrorException">A container holds itself, or containers are nested too deeply.</exception>
    public static object? Settle(object? root, Func<object?, object?> replace, Func<string, FormatErrorException> wrong)
    {
        if (CountOf(root) < 0) return replace(root);

        // The height of each container that is done; -1 while it is on the path.
        var heights = new Dictionary<object, int>(ReferenceEqualityComparer.Instance) { [root!] = -1 };
        var path = new Stack<Step>();
        path.Push(new Step(root!));
        while (path.TryPeek(out Step? step))
        {
            if (step.Next == CountOf(step.Container))
            {
                path.Pop();
                heights[step.Container] = step.Height;
                if (step.Height > Deepest) throw TooDeep(wrong);
                if (path.TryPeek(out Step? above)) above.Height = Math.Max(above.Height, step.Height + 1);
                continue;
            }

            int place = step.Next++;
            object? child = ChildOf(step.Container, place).Value;
            if (CountOf(child) < 0) Put(step.Container, place, replace(child));
            else if (!heights.TryGetValue(child!, out int height))
            {
                if (path.Count > Deepest) throw TooDeep(wrong);
                heights.Add(child!, -1);
                path.Push(new Step(child!));
            }
            else if (height < 0) throw wrong("a container holds itself");
            else step.Height = Math.Max(step.Height, height + 1);
        }

        return root;
    }

    /// <summary>How many values a container has; -1 for anything else. Members of sets are always plain, so a set counts as a value.</summary>
    public static int CountOf(object? value) => value switch
    {
        PickleDictionary dictionary => dictionary.Count,
        List<object?> list => list.Count,
        object?[] tuple => tuple.Length,
        _ => -1,
    };

    /// <summary>A value of a container, and the key or the number that names it.</summary>
    public static KeyValuePair<object, object?> ChildOf(object container, int place) => container switch
    {
        PickleDictionary dictionary => dictionary.At(place),
        List<object?> list => new((long)place, list[place]),
        _ => new((long)place, ((object?[])container)[place]),
    };

    static void Put(object container, int place, object? value)
    {
        if (ReferenceEquals(ChildOf(container, place).Value, value)) return;
        if (container is PickleDictionary dictionary) dictionary.SetAt(place, value);
        else if (container is List<object?> list) list[place] = value;
        else ((object?[])container)[place] = value;
    }

    static FormatErrorException TooDeep(Func<string, FormatErrorException> wrong) => wrong($"containers are nested deeper than {Deepest}");

    sealed class Step(object container)
    {
        public object Container { get; } = container;

        public int Next { get; set; }

        public int Height { get; set; }
    }
}
