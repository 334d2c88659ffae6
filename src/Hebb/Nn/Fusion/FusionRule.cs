namespace Hebb.Nn;

/// <summary>One line of the fusion table: a run of module classes, and the kernel that does their work at once.</summary>
internal abstract class FusionRule(params Type[] pattern)
{
    internal int Length => pattern.Length;

    internal static FusionRule Of<TFirst, TSecond>(Func<TFirst, TSecond, Tensor, Tensor> run)
        where TFirst : Module
        where TSecond : Module => new Pair<TFirst, TSecond>(run);

    /// <summary>Whether the modules from a place on are of the pattern's classes, exactly (a subclass may do something else), and without hooks, which must see each one's output.</summary>
    internal bool Fits(IReadOnlyList<KeyValuePair<string, Module>> modules, int at)
    {
        if (at + pattern.Length > modules.Count) return false;
        for (int i = 0; i < pattern.Length; i++)
        {
            Module module = modules[at + i].Value;
            if (module.GetType() != pattern[i] || module.HasHooks) return false;
        }

        return true;
    }

    internal abstract Tensor Run(IReadOnlyList<KeyValuePair<string, Module>> modules, int at, Tensor x);

    sealed class Pair<TFirst, TSecond>(Func<TFirst, TSecond, Tensor, Tensor> run) : FusionRule(typeof(TFirst), typeof(TSecond))
        where TFirst : Module
        where TSecond : Module
    {
        internal override Tensor Run(IReadOnlyList<KeyValuePair<string, Module>> modules, int at, Tensor x) =>
            run((TFirst)modules[at].Value, (TSecond)modules[at + 1].Value, x);
    }
}
