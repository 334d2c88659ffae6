namespace Hebb.Formats;

/// <summary>
/// Reads Python pickles of NumPy arrays in dictionaries, lists, tuples and sets, protocols 0 to 5: saved weights, and the batches of CIFAR-10 and CIFAR-100. Nothing in
/// them is executed; what is neither an array, a container nor a plain value stands there as a <see cref="PickledObject"/>, and a file of nothing else is refused. Safe from several threads at once.
/// </summary>
/// <remarks>
/// Through <see cref="TensorFile"/>, names are the keys joined with dots, and a list of two or more whole numbers that is a value of the outermost dictionary (labels)
/// becomes an Int64 tensor. PyTorch's files are <see cref="PyTorchFile"/>'s. Source: Python's pickletools module and NumPy's <c>__reduce__</c> methods.
/// </remarks>
public static class NumpyPickle
{
    /// <summary>The format's place in <see cref="TensorFile"/>.</summary>
    internal static TensorFormat Format { get; } = new("Python pickle", Matches, Open);

    /// <summary>Reads the value of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>
    /// What was pickled: <see cref="PickleDictionary"/> for a dictionary, List&lt;object?> for a list, object?[] for a tuple, HashSet&lt;object> for a set,
    /// <see cref="Tensor"/> for an array, and string, long, double, bool, byte[], BigInteger or null; <see cref="PickledObject"/> for an object of any other class.
    /// </returns>
    /// <exception cref="FormatErrorException">The file is no pickle, is damaged, or holds nothing but objects of other classes.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example><code>
    /// var weights = (PickleDictionary)NumpyPickle.Load("q3_weights.pickle")!;
    /// var first = (Tensor)weights["Wlayer1"]!;
    /// </code></example>
    public static object? Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = InputFile.Open(path);
        return Read(stream, path).Load();
    }

    /// <summary>Reads a pickle that is a part of a file.</summary>
    /// <param name="stream">A stream that can seek.</param>
    /// <param name="start">Where the pickle begins.</param>
    /// <param name="end">Where it ends at the latest.</param>
    /// <param name="source">What error messages call it.</param>
    /// <param name="budget">The memory that it may take.</param>
    internal static PickleContent Read(Stream stream, long start, long end, string source, ReadingBudget budget) =>
        new(new PickleMachine(new PickleInput(stream, start, end, source), new NumpyPickleResolver(), budget, source).Run(), budget, source);

    static PickleContent Read(FileStream stream, string path) => Read(stream, 0, stream.Length, path, new ReadingBudget(path, stream.Length));

    static PickleSource Open(FileStream stream, string path) => new(Format.Name, Read(stream, path), new PickleNames(path, "array", isListTensor: true), stream);

    // Protocols from 2 on begin with their number; before, with the first value: a dictionary, a list, or an array.
    static bool Matches(FileHead head) =>
        (head.Bytes is [0x80, >= 2 and <= 5, ..] && head.Length > 2)
        || head.Has("(dp"u8) || head.Has("(lp"u8) || head.Has("}q"u8) || head.Has("]q"u8) || head.Has("cnumpy"u8) || head.Has("ccollections\n"u8) || head.Has("ccopy_reg\n"u8) || head.Has("ccopyreg\n"u8);

    sealed class NumpyPickleResolver : PickleResolver;
}
