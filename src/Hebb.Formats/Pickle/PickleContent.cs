namespace Hebb.Formats;

/// <summary>What one pickle holds, checked; its tensors are not loaded yet.</summary>
sealed class PickleContent
{
    const string WholeModule = "The file holds a whole module. In Python: torch.save(model.state_dict(), path); then build the module in code.";
    const string OwnClasses = "Objects of Python's classes do not belong into a file of tensors: save arrays, or a state dictionary.";

    readonly ReadingBudget budget;
    readonly string source;
    bool hasTensors;

    /// <summary>Checks what a pickle gave.</summary>
    /// <param name="root">The value that the pickle gave.</param>
    /// <param name="budget">The memory that reading may take.</param>
    /// <param name="source">What error messages call the file.</param>
    /// <param name="isScript">Whether it is the root of a TorchScript archive, an object whose weights are read.</param>
    /// <exception cref="FormatErrorException">There is nothing in it but objects that Hebb does not know.</exception>
    public PickleContent(object? root, ReadingBudget budget, string source, bool isScript = false)
    {
        (this.budget, this.source, IsScript) = (budget, source, isScript);
        Root = PickleTree.Settle(root, Plain, problem => new FormatErrorException(source, 0, problem));
        if (isScript && !hasTensors)
            throw new FormatErrorException(source, 0, "this is a TorchScript program (torch.jit.save) that holds no weights; only tensors are read from such a file, nothing is executed");
        if (!isScript && Root is PickledObject whole && (whole.IsName || PickledModule.IsOne(whole) || (!hasTensors && whole.Entries is null && whole.Members is null)))
            throw Refused(whole, PickledModule.IsOne(whole) ? WholeModule : OwnClasses);
        if (!hasTensors && FirstForeign() is { } foreign) throw Refused(foreign, OwnClasses);
    }

    /// <summary>The value, with <see cref="PickledTensor"/> where tensors stand and <see cref="PickledObject"/> for what Hebb does not know.</summary>
    public object? Root { get; }

    /// <summary>Whether it is the root of a TorchScript archive.</summary>
    public bool IsScript { get; }

    /// <summary>The memory that reading may take.</summary>
    public ReadingBudget Budget => budget;

    /// <summary>Reads every tensor, and puts each in its place.</summary>
    /// <returns>The value, with <see cref="Tensor"/> where tensors stand.</returns>
    public object? Load()
    {
        var loaded = new Dictionary<PickledTensor, Tensor>(ReferenceEqualityComparer.Instance);
        return PickleTree.Settle(Root, value => value is PickledTensor tensor ? LoadOnce(tensor, loaded) : value, problem => new FormatErrorException(source, 0, problem));
    }

    /// <summary>Reads one tensor, the second time from memory.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="loaded">Those that were read.</param>
    public Tensor LoadOnce(PickledTensor tensor, Dictionary<PickledTensor, Tensor> loaded)
    {
        if (loaded.TryGetValue(tensor, out Tensor? known)) return known;
        budget.Take(tensor.LoadedLength, 0);
        return loaded[tensor] = tensor.Load();
    }

    // Types of tensors are worth telling; other names mean nothing outside Python.
    object? Plain(object? value)
    {
        hasTensors |= value is PickledTensor;
        return value switch
        {
            TorchType type => type.Name,
            NumpyPickledType { Problem: null } type => type.Type.Stored.Name,
            NumpyPickledType type => Foreign("numpy.dtype", type.Problem!),
            PickleGlobal known => Foreign(known.Name, $"the file holds {known.Name} itself as a value; only tensors, containers and plain values are read"),
            TorchStorageView => Foreign("storage", "the file holds a storage itself as a value; only tensors, containers and plain values are read. Save the tensor, not its storage"),
            _ => value,
        };
    }

    PickledObject Foreign(string name, string problem)
    {
        budget.Take(300, 0);
        return new PickledObject(name, null, problem, problem);
    }

    FormatErrorException Refused(PickledObject foreign, string help) => new(source, 0, foreign.Problem, help);

    // The first unknown object, if the containers around it hold nothing else: no tensor, which the caller has seen, and no plain value.
    PickledObject? FirstForeign()
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<object?>([Root is PickledObject { IsName: false } root ? root.Entries ?? (object?)root.Members : Root]);
        PickledObject? first = null;
        while (waiting.TryPop(out object? next))
        {
            if (next is PickledObject foreign) first ??= foreign;
            else if (PickleTree.CountOf(next) < 0) return null;
            else if (seen.Add(next!))
            {
                for (int i = PickleTree.CountOf(next) - 1; i >= 0; i--) waiting.Push(PickleTree.ChildOf(next!, i).Value);
            }
        }

        return first ?? Root as PickledObject;
    }
}
