namespace Hebb.Formats;

/// <summary>The names of NumPy that a pickle may refer to: arrays, their types and single numbers.</summary>
static class NumpyGlobals
{
    static readonly Dictionary<string, PickleGlobal> Known = All().ToDictionary(known => known.Name, StringComparer.Ordinal);

    /// <summary>Finds a name; null if it is not on the list. NumPy 2 calls the module numpy._core that was numpy.core.</summary>
    public static PickleGlobal? Find(string name) => Known.GetValueOrDefault(name.StartsWith("numpy._core.", StringComparison.Ordinal) ? $"numpy.core.{name["numpy._core.".Length..]}" : name);

    static IEnumerable<PickleGlobal> All()
    {
        yield return new("numpy.core.multiarray._reconstruct", (args, machine) =>
        {
            machine.Take(100);
            return args switch
            {
                [PickleGlobal { Name: "numpy.ndarray" }, ..] => new NumpyArray(),
                [PickledObject { Name: "numpy.matrix" or "numpy.matrixlib.defmatrix.matrix" or "numpy.memmap" or "numpy.core.memmap.memmap" }, ..] => new NumpyArray(),
                [PickledObject type, ..] => machine.Made(type.Name, args[1..], type.Problem),
                _ => throw machine.Wrong("_reconstruct takes a class of arrays"),
            };
        }, TakesForeign: true);
        yield return new("numpy.ndarray", (args, machine) => machine.Made("numpy.ndarray", args, null));
        yield return new("numpy.dtype", (args, machine) =>
        {
            machine.Take(100);
            return args is [var code, ..] ? new NumpyPickledType(machine.Text(code, "the code of a NumPy type")) : throw machine.Wrong("numpy.dtype takes the code of a type");
        });
        yield return new("numpy.core.multiarray.scalar", Scalar);
        yield return new("numpy.core.numeric._frombuffer", (args, machine) =>
        {
            machine.Take(100);
            if (args is not [byte[] data, NumpyPickledType type, object?[] shape, var order]) throw machine.Wrong("_frombuffer takes bytes, a type, a shape and an order");
            if (type.Problem is { } problem) return machine.Made("numpy.ndarray", [], problem, problem);
            return new NumpyArray(type, shape, string.Equals(machine.Text(order, "the order of an array"), "F", StringComparison.Ordinal), data, machine);
        });
    }

    // A single number of NumPy becomes a plain one; a complex number stays a tensor of two.
    static object Scalar(object?[] args, PickleMachine machine)
    {
        if (args is [NumpyPickledType { Problem: { } problem }, _]) return machine.Made("numpy.generic", [], problem, problem);
        if (args is not [NumpyPickledType type, byte[] data]) throw machine.Wrong("a NumPy number is made of a type and bytes");
        var array = new NumpyArray(type, [], isColumnMajor: false, data, machine);
        machine.Take(400);
        if (array.Type.IsComplex) return array;
        Tensor value = array.Load();
        return value.DType switch
        {
            DType.Bool => value.Item<byte>() != 0,
            DType.Int32 or DType.Int64 or DType.UInt8 => value.Item<long>(),
            _ => value.Item<double>(),
        };
    }
}
