namespace Hebb.Formats;

/// <summary>The values of a table as they come: bytes while all are whole numbers from 0 to 255, Float32 from the first other one on.</summary>
sealed class CsvValues
{
    /// <summary>The most that one tensor holds.</summary>
    public const int Max = int.MaxValue / sizeof(float);

    List<byte>? bytes = [];
    readonly List<float> floats = [];

    /// <summary>How many there are.</summary>
    public int Count => bytes?.Count ?? floats.Count;

    /// <summary>Adds a value; false if it is finite and Float32 cannot hold it.</summary>
    public bool TryAdd(double value, bool isWhole)
    {
        if (bytes is not null)
        {
            if (isWhole && value is >= 0 and <= byte.MaxValue)
            {
                bytes.Add((byte)value);
                return true;
            }

            Widen(bytes);
        }

        var number = (float)value;
        floats.Add(number);
        return float.IsFinite(number) || !double.IsFinite(value);
    }

    /// <summary>The table.</summary>
    public Tensor ToTensor(int rows, int width) => (bytes is null ? Tensor.Wrap(floats.ToArray()) : Tensor.Wrap(bytes.ToArray())).Reshape(rows, width).Keep();

    void Widen(List<byte> whole)
    {
        floats.Capacity = Math.Max(16, whole.Count + (whole.Count / 2));
        foreach (byte value in whole) floats.Add(value);
        bytes = null;
    }
}
