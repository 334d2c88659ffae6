namespace Hebb.Formats;

/// <summary>A type of PyTorch's: how its values are stored, and its name, such as "torch.float32".</summary>
/// <param name="Stored">The type of a value.</param>
/// <param name="Name">Its name.</param>
sealed record TorchType(StoredType Stored, string Name)
{
    static readonly Dictionary<string, TorchType> Known = All();

    /// <summary>Finds a type by the name that a pickle gives it: a storage's ("torch.FloatStorage") or its own; null if it is not known.</summary>
    public static TorchType? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>The name of the storage that holds values of a tensor's type.</summary>
    public static string StorageOf(DType type) => type switch
    {
        DType.Float32 => "FloatStorage",
        DType.Float64 => "DoubleStorage",
        DType.Int64 => "LongStorage",
        DType.Int32 => "IntStorage",
        DType.UInt8 => "ByteStorage",
        DType.Bool => "BoolStorage",
        DType.Float16 => "HalfStorage",
        _ => "BFloat16Storage",
    };

    static Dictionary<string, TorchType> All()
    {
        var all = new Dictionary<string, TorchType>(StringComparer.Ordinal);
        Add(StoredType.Float32, "torch.FloatStorage", "torch.float32", "torch.float");
        Add(StoredType.Float64, "torch.DoubleStorage", "torch.float64", "torch.double");
        Add(StoredType.Float16, "torch.HalfStorage", "torch.float16", "torch.half");
        Add(StoredType.BFloat16, "torch.BFloat16Storage", "torch.bfloat16");
        Add(StoredType.Int64, "torch.LongStorage", "torch.int64", "torch.long");
        Add(StoredType.Int32, "torch.IntStorage", "torch.int32", "torch.int");
        Add(StoredType.Int16, "torch.ShortStorage", "torch.int16", "torch.short");
        Add(StoredType.Int8, "torch.CharStorage", "torch.int8");
        Add(StoredType.UInt8, "torch.ByteStorage", "torch.uint8");
        Add(StoredType.Bool, "torch.BoolStorage", "torch.bool");
        Add(StoredType.Complex64, "torch.ComplexFloatStorage", "torch.complex64", "torch.cfloat");
        Add(StoredType.Complex128, "torch.ComplexDoubleStorage", "torch.complex128", "torch.cdouble");
        Add(StoredType.UInt16, null, "torch.uint16");
        Add(StoredType.UInt32, null, "torch.uint32");
        Add(StoredType.UInt64, null, "torch.uint64");
        Add(StoredType.Float8E4M3, null, "torch.float8_e4m3fn");
        Add(StoredType.Float8E5M2, null, "torch.float8_e5m2");

        // A storage of bytes that knows no type; the tensor names one.
        Add(StoredType.UInt8, "torch.storage.UntypedStorage", "torch.storage.UntypedStorage");
        return all;

        void Add(StoredType stored, string? storage, params ReadOnlySpan<string> names)
        {
            var type = new TorchType(stored, names[0]);
            if (storage is not null)
            {
                all[storage] = type;
                all[storage.Replace("torch.", "torch.cuda.", StringComparison.Ordinal)] = type;
            }

            foreach (string name in names) all[name] = type;
        }
    }
}
