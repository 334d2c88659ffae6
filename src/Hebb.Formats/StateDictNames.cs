using Hebb.Nn;

namespace Hebb.Formats;

/// <summary>
/// Brings the names of weights in a file to a module's. PyTorch's programs hang prefixes before them: <c>module.</c> (DataParallel), <c>model.</c> (Lightning),
/// <c>_orig_mod.</c> (torch.compile), <c>state_dict.</c> (a checkpoint read through <see cref="TensorFile"/>), also several.
/// </summary>
/// <example><code>
/// Dictionary&lt;string, Tensor> state = PyTorchFile.LoadStateDict("resnet20.th");   // module.conv1.weight, module.bn1.weight, …
/// model.LoadStateDict(state.WithoutPrefix(state.PrefixFor(model)));               // conv1.weight, bn1.weight, …
/// </code></example>
public static class StateDictNames
{
    const int Shown = 5;

    extension(IReadOnlyDictionary<string, Tensor> state)
    {
        /// <summary>The tensors whose names begin with a prefix, by the rest of their names; the others are left out.</summary>
        /// <param name="prefix">The prefix with its last dot, such as "module."; an empty one takes everything.</param>
        /// <returns>The same tensors under shorter names, in the same order.</returns>
        /// <exception cref="HebbException">No name begins so; the message lists what names begin with.</exception>
        public Dictionary<string, Tensor> WithoutPrefix(string prefix)
        {
            ArgumentNullException.ThrowIfNull(state);
            ArgumentNullException.ThrowIfNull(prefix);
            var rest = new Dictionary<string, Tensor>(StringComparer.Ordinal);
            foreach ((string name, Tensor x) in state)
            {
                if (name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal)) rest[name[prefix.Length..]] = x;
            }

            if (rest.Count == 0 && prefix.Length > 0) throw NotThere(prefix, state.Keys);
            return rest;
        }

        /// <summary>The prefix under which the state has the module's names; empty if it has them as they are, or under no prefix.</summary>
        /// <param name="module">The module that is to take the weights.</param>
        /// <exception cref="HebbException">Several prefixes fit equally well; the message lists them.</exception>
        public string PrefixFor(Module module)
        {
            ArgumentNullException.ThrowIfNull(state);
            ArgumentNullException.ThrowIfNull(module);
            return Find(state.Keys, module);
        }
    }

    /// <summary>Finds the prefix under which most of a module's names stand.</summary>
    /// <param name="names">The names of the file.</param>
    /// <param name="module">The module.</param>
    /// <exception cref="HebbException">Several fit equally well.</exception>
    internal static string Find(IEnumerable<string> names, Module module)
    {
        var wanted = module.StateNames().Where(name => !Module.IsCount(name)).ToHashSet(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            for (int at = 0; at < name.Length; at = After(name, at))
            {
                if (wanted.Contains(name[at..])) counts[name[..at]] = counts.GetValueOrDefault(name[..at]) + 1;
            }
        }

        if (counts.Count == 0) return string.Empty;
        int max = counts.Values.Max();
        string[] best = [.. counts.Where(count => count.Value == max).Select(count => count.Key)];

        // Blocks inside a network repeat the names of its beginning: the outermost place is meant.
        string outermost = best.MinBy(prefix => prefix.Length)!;
        if (best.All(prefix => prefix.StartsWith(outermost, StringComparison.Ordinal))) return outermost;
        throw new HebbException(
            $"The weights of {module.GetType().Name} stand under {best.Length} prefixes: {string.Join(", ", best.Take(Shown).Select(prefix => $"'{prefix}'"))}{(best.Length > Shown ? ", …" : string.Empty)}.",
            $"Say which: module.Load(path, prefix: \"{best[0]}\"), or state.WithoutPrefix(\"{best[0]}\").");
    }

    /// <summary>Says that a prefix is not there, and what there is.</summary>
    internal static HebbException NotThere(string prefix, IEnumerable<string> names)
    {
        string[] firsts = [.. names.Select(name => name[..After(name, 0)]).Distinct(StringComparer.Ordinal).Take(Shown + 1)];
        return new HebbException($"No name begins with '{prefix}'; {(firsts.Length == 0 ? "there are no tensors at all" : $"names begin with {string.Join(", ", firsts.Take(Shown).Select(first => $"'{first}'"))}{(firsts.Length > Shown ? ", …" : string.Empty)}")}.", "A prefix is given with its last dot.");
    }

    // The place after the next dot, or after the slash of Hebb's own checkpoints.
    static int After(string name, int at)
    {
        int next = name.AsSpan(at).IndexOfAny('.', '/');
        return next < 0 ? name.Length : at + next + 1;
    }
}
