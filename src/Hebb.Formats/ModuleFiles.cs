using Hebb.Nn;

namespace Hebb.Formats;

/// <summary>Saves what a module has learned to a safetensors file, and loads it. Names are the module's state names.</summary>
public static class ModuleFiles
{
    extension(Module module)
    {
        /// <summary>Writes the module's parameters and buffers, atomically: a failure leaves the old file.</summary>
        /// <param name="path">The file to make or to replace.</param>
        /// <param name="metadata">Text to store with them, or null.</param>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null) => Safetensors.Save(path, module.StateDict(), metadata);

        /// <summary>Reads a file into the module's parameters and buffers, in place. The whole file is read and checked before the first value changes.</summary>
        /// <param name="path">The file.</param>
        /// <param name="strict">Whether every name must be on both sides with the same shape. If not, the rest is skipped and reported.</param>
        /// <returns>What was skipped; empty after a strict load.</returns>
        /// <exception cref="FormatErrorException">The file breaks the format.</exception>
        /// <exception cref="StateDictException">Strict, and names are missing, unexpected or of another shape.</exception>
        /// <exception cref="IOException">The file cannot be read.</exception>
        public StateDictReport Load(string path, bool strict = true) => module.LoadStateDict(Safetensors.Load(path), strict);
    }
}
