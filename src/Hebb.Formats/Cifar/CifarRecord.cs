namespace Hebb.Formats;

/// <summary>The form of the records of a batch.</summary>
/// <param name="Labels">How many labels stand before the image.</param>
/// <param name="Names">What the labels are called.</param>
/// <param name="Classes">How many classes each label has.</param>
sealed record CifarRecord(int Labels, string[] Names, int[] Classes)
{
    public const int Pixels = 3 * 32 * 32;

    static readonly CifarRecord Ten = new(1, ["labels"], [10]);
    static readonly CifarRecord Hundred = new(2, ["coarse_labels", "labels"], [20, 100]);

    /// <summary>The bytes of a record.</summary>
    public int Size => Labels + Pixels;

    /// <summary>The form that a file's length and the labels of its first records fit, or null.</summary>
    public static CifarRecord? Of(FileHead head)
    {
        foreach (CifarRecord record in (CifarRecord[])[Ten, Hundred])
        {
            if (head.Length > 0 && head.Length % record.Size == 0 && record.Fits(head.Bytes)) return record;
        }

        return null;
    }

    bool Fits(ReadOnlySpan<byte> bytes)
    {
        for (int offset = 0; offset + Labels <= bytes.Length; offset += Size)
        {
            for (int i = 0; i < Labels; i++)
            {
                if (bytes[offset + i] >= Classes[i]) return false;
            }
        }

        return true;
    }
}
