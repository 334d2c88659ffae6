namespace Hebb.Nn;

/// <summary>Watches every module below one during a single forward pass and writes down what each did.</summary>
sealed class SummaryRun
{
    readonly Dictionary<Module, Seen> seen = new(ReferenceEqualityComparer.Instance);
    readonly Stack<long> begun = new();

    // Multiply-adds that the modules below the running one have accounted for already.
    long accounted;

    internal static ModuleSummary Of(Module root, Tensor input)
    {
        var run = new SummaryRun();
        KeyValuePair<string, Module>[] modules = [.. root.NamedModules()];
        using var modes = new ModuleModes(root);
        bool isLazy = Array.Exists(modules, m => m.Value is LazyModule { IsMaterialized: false });
        GeneratorState random = Generator.Default.State;
        var handles = new List<IDisposable>();
        try
        {
            // Evaluation: no running statistics move, and dropout draws nothing.
            root.Eval();
            foreach ((string _, Module module) in modules) handles.AddRange(run.Watch(module));
            using var noGrad = Autograd.NoGrad();
            using var counting = MultiplyAdds.Begin();
            root.Call(input);
        }
        finally
        {
            foreach (IDisposable handle in handles) handle.Dispose();

            // A function of the user's may draw. What made new weights has to stay drawn: the next ones must differ from them.
            if (!isLazy) Generator.Default.State = random;
        }

        return run.Collect(root, input);
    }

    IEnumerable<IDisposable> Watch(Module module)
    {
        yield return module.AddForwardPreHook((_, _) => Enter());
        yield return module.AddForwardHook(Leave);
    }

    void Enter()
    {
        begun.Push(accounted);
        begun.Push(MultiplyAdds.Total);
        accounted = 0;
    }

    void Leave(Module module, Tensor x, Tensor y)
    {
        long spent = MultiplyAdds.Total - begun.Pop(), before = begun.Pop();
        if (!seen.TryGetValue(module, out Seen? one)) seen[module] = one = new Seen();
        one.Input = x.Shape;
        one.Output = y.Shape;
        one.Calls++;
        one.MultiplyAdds += spent - accounted;
        if (module.Children.Count == 0 && y.Storage != x.Storage) one.Bytes += (long)y.Count * y.DType.ByteSize;
        accounted = before + spent;
    }

    ModuleSummary Collect(Module root, Tensor input)
    {
        var rows = new List<ModuleSummaryRow>();
        var counted = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
        foreach ((string name, Module module) in root.NamedModules())
        {
            long parameters = 0, trainable = 0;
            foreach ((string _, Parameter p) in module.OwnParameters)
            {
                if (!counted.Add(p)) continue;
                parameters += p.Count;
                if (p.RequiresGrad) trainable += p.Count;
            }

            Seen one = seen.GetValueOrDefault(module) ?? new Seen();
            int depth = name.Length == 0 ? 0 : 1 + name.Count(letter => letter == '.');
            rows.Add(new ModuleSummaryRow(depth, name, module.TypeName, one.Input, one.Output, parameters, trainable, one.MultiplyAdds, one.Bytes, one.Calls));
        }

        long buffers = root.NamedBuffers().Sum(b => (long)b.Value.Count * b.Value.DType.ByteSize);
        return new ModuleSummary(rows, input.Shape, (long)input.Count * input.DType.ByteSize, counted.Sum(p => (long)p.Count * p.DType.ByteSize), buffers);
    }

    sealed class Seen
    {
        public Shape? Input, Output;
        public long MultiplyAdds, Bytes;
        public int Calls;
    }
}
