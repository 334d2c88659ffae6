namespace Hebb.Nn;

/// <summary>Which mode every module of a model is in, training or evaluation. Disposing it puts them back, parts that were in another mode than the whole included.</summary>
internal readonly struct ModuleModes : IDisposable
{
    readonly Module[] modules;
    readonly bool[] areTraining;

    /// <summary>Remembers the modes.</summary>
    public ModuleModes(Module model)
    {
        modules = [.. model.NamedModules().Select(named => named.Value)];
        areTraining = Array.ConvertAll(modules, module => module.IsTraining);
    }

    public void Dispose()
    {
        for (int i = 0; i < modules.Length; i++) modules[i].SetOwnTraining(areTraining[i]);
    }
}
