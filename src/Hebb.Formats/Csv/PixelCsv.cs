namespace Hebb.Formats;

/// <summary>
/// Reads tables of numbers with a label in each row, such as MNIST as text: a label, then an image's pixels. Values are separated by commas, semicolons or tabs, and may
/// stand in quotation marks (RFC 4180) with spaces around them; a first line of names is left out, and so is the index that pandas writes: a first column that is called
/// nothing and numbers the rows. Infinities and NaN are numbers in every spelling; an empty field is a missing value, and an error. Safe from several threads at once.
/// </summary>
public static class PixelCsv
{
    /// <summary>The format for <see cref="TensorFile"/>, with the label in the first column.</summary>
    internal static TensorFormat Format { get; } = new("CSV of numbers", Matches, (stream, path) => new CsvSource(stream, path));

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelColumn">The column of the label, counted from 0; -1 for the last one; null if there are no labels. Where column 0 is pandas' index, 0 means the one after it.</param>
    /// <param name="separator">',', ';' or a tab; null to tell it from the first line.</param>
    /// <returns>
    /// "labels" of shape [n], Int64, and "data" of shape [n, columns without the label]: UInt8 if all values are written as whole numbers from 0 to 255, else Float32.
    /// </returns>
    /// <exception cref="FormatErrorException">A value is no number, a row has another length, or a label is not whole; the message names the row and the column, counted from 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There can be no such column or separator.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example><code>
    /// Dictionary&lt;string, Tensor&gt; train = PixelCsv.Load("mnist_train.csv");
    /// Tensor images = train["data"].Reshape(-1, 1, 28, 28).To(DType.Float32) / 255;
    /// </code></example>
    public static Dictionary<string, Tensor> Load(string path, int? labelColumn = 0, char? separator = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (labelColumn < -1) throw new ArgumentOutOfRangeException(nameof(labelColumn), labelColumn, "The label's column is counted from 0; -1 is the last one, null means that there is none.");
        if (separator is not (null or ',' or ';' or '\t')) throw new ArgumentOutOfRangeException(nameof(separator), separator, "Values are separated by ',', ';' or a tab.");
        using FileStream stream = InputFile.Open(path);
        (Tensor? labels, Tensor data) = CsvReader.Read(stream, path, labelColumn, separator);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        if (labels is not null) tensors.Add("labels", labels);
        tensors.Add("data", data);
        return tensors;
    }

    // There is no mark: a name that says so, or nothing but numbers and separators; and no byte that text has not.
    static bool Matches(FileHead head)
    {
        ReadOnlySpan<byte> bytes = head.Bytes;
        if (bytes.IsEmpty || bytes.IndexOfAnyInRange((byte)0, (byte)8) >= 0 || bytes.IndexOfAny(",;\t"u8) < 0) return false;
        return Path.GetExtension(head.Path).ToUpperInvariant() is ".CSV" or ".TSV" || bytes.IndexOfAnyExcept(System.Buffers.SearchValues.Create("0123456789+-.eE,; \t\r\n"u8)) < 0;
    }
}
