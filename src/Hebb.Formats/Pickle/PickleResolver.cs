namespace Hebb.Formats;

/// <summary>What a pickle may refer to outside itself: the allow-list of its names, and the storages of tensors.</summary>
abstract class PickleResolver
{
    /// <summary>Finds a name.</summary>
    /// <param name="name">The module and the name in it, joined by a dot; Python 2's __builtin__ is given as builtins.</param>
    /// <returns>A <see cref="PickleGlobal"/>, or a value that the name stands for; null for a name that is not on the list.</returns>
    public virtual object? Find(string name) => PythonGlobals.Find(name) ?? NumpyGlobals.Find(name);

    /// <summary>Finds what a persistent id stands for.</summary>
    /// <param name="id">The id.</param>
    /// <param name="machine">Where it comes from.</param>
    public virtual object Persistent(object? id, PickleMachine machine)
    {
        const string Problem = "the pickle refers to storages outside itself, as only PyTorch's files do; if PyTorch wrote it, read the file that torch.save made, not its data.pkl";
        return machine.Made("persistent id", [id], Problem, Problem);
    }
}
