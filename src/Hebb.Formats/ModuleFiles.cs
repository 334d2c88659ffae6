using Hebb.Nn;

namespace Hebb.Formats;

/// <summary>Saves what a module has learned to a safetensors file, and loads it from a file of any format. Names are the module's state names.</summary>
public static class ModuleFiles
{
    extension(Module module)
    {
        /// <summary>Writes the module's parameters and buffers, atomically: a failure leaves the old file.</summary>
        /// <param name="path">The file to make or to replace.</param>
        /// <param name="metadata">Text to store with them, or null.</param>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null) => Safetensors.Save(path, module.StateDict(), metadata);

        /// <summary>
        /// Reads a file into the module's parameters and buffers, in place: safetensors, PyTorch's .pt and .pth with their checkpoints, and every other format that
        /// <see cref="TensorFile"/> knows by its content. All is read and checked before the first value changes.
        /// </summary>
        /// <param name="path">The file.</param>
        /// <param name="strict">Whether every name must be on both sides with the same shape. If not, the rest is skipped and reported.</param>
        /// <param name="prefix">
        /// What stands before the module's names in the file, such as "state_dict.module."; only names that begin so are looked at. Null finds it: see
        /// <see cref="StateDictNames"/>.
        /// </param>
        /// <returns>What was skipped; empty after a strict load.</returns>
        /// <exception cref="FormatErrorException">The file breaks its format, or a weight in it is of a kind that Hebb cannot read.</exception>
        /// <exception cref="StateDictException">Strict, and names are missing, unexpected or of another shape.</exception>
        /// <exception cref="HebbException">No name begins with the prefix, or none was given and several fit.</exception>
        /// <exception cref="IOException">The file cannot be read.</exception>
        /// <example><code>
        /// model.Load("epoch=3-step=1200.ckpt");   // Lightning: the weights stand under "state_dict.model."
        /// </code></example>
        public StateDictReport Load(string path, bool strict = true, string? prefix = null)
        {
            ArgumentNullException.ThrowIfNull(module);
            using TensorFile file = TensorFile.Open(path);
            string[] names = [.. file.Entries.Select(entry => entry.Name)];
            prefix ??= StateDictNames.Find(names, module);
            bool isThere(string name) => name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal);
            if (prefix.Length > 0 && !names.Any(isThere) && !file.Skipped.Any(entry => isThere(entry.Name))) throw StateDictNames.NotThere(prefix, names);
            if (strict) CheckReadable(module, file, prefix);

            // A TorchScript program also holds buffers and attributes that no state dictionary has, and does not tell them apart.
            HashSet<string>? only = file.Format == PickleSource.TorchScriptName ? [.. module.StateNames()] : null;
            var state = new Dictionary<string, Tensor>(StringComparer.Ordinal);
            for (int i = 0; i < names.Length; i++)
            {
                if (isThere(names[i]) && only?.Contains(names[i][prefix.Length..]) != false) state[names[i][prefix.Length..]] = file.Load(i);
            }
            try
            {
                return module.LoadStateDict(state, strict);
            }
            catch (StateDictException problem)
            {
                string where = prefix.Length > 0 ? $"the tensors under '{prefix}'" : $"its {names.Length} tensors";
                throw new StateDictException(
                    module.GetType().Name, problem.Report,
                    $"{path} was read as {file.Format}, {where}. Build the module with the settings it was saved with, name another prefix (module.Load(path, prefix: \"…\")), or load with strict: false to take only what fits.");
            }
        }
    }

    // A weight that is there and cannot be read is not simply missing.
    static void CheckReadable(Module module, TensorFile file, string prefix)
    {
        if (file.Skipped.Count == 0) return;
        var wanted = module.StateNames().Select(name => prefix + name).ToHashSet(StringComparer.Ordinal);
        if (file.Skipped.FirstOrDefault(entry => wanted.Contains(entry.Name)) is { } skipped) throw new FormatErrorException(file.Path, 0, $"'{skipped.Name}' cannot be read: {skipped.Reason}");
    }
}
