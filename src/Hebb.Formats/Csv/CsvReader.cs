using System.Buffers.Text;
using System.Globalization;

namespace Hebb.Formats;

/// <summary>
/// Reads a table of numbers byte by byte. Most tables are of bytes: the first pass reads them as such, and begins again with floating-point numbers at the first value that
/// is none.
/// </summary>
ref struct CsvReader
{
    const long LongestFile = 2_000_000_000;

    readonly ReadOnlySpan<byte> text;
    readonly string source;
    readonly byte separator;
    readonly int firstRow, columns, labelColumn;

    CsvReader(ReadOnlySpan<byte> text, string source, int? labelColumn, char? separator)
    {
        this.text = text;
        this.source = source;
        int at = text.StartsWith("\uFEFF"u8) ? 3 : 0;
        ReadOnlySpan<byte> line = Line(text, at);
        while (line.IsEmpty && at < text.Length) line = Line(text, at = Next(text, at));
        this.separator = separator is { } given ? (byte)given : Separator(line);
        columns = line.Count(this.separator) + 1;
        if (line.IsEmpty) throw new FormatErrorException(source, 0, "the file has no row");
        firstRow = IsHeader(line) ? Next(text, at) : at;
        this.labelColumn = labelColumn is null ? int.MaxValue : labelColumn == -1 ? columns - 1 : labelColumn.Value;
        if (labelColumn is not null && this.labelColumn >= columns) throw new FormatErrorException(source, at, $"the label should be in column {this.labelColumn + 1}, but a row has {columns}", "Name another column, or another separator.");
    }

    /// <summary>Reads a table.</summary>
    public static (Tensor? Labels, Tensor Data) Read(FileStream stream, string source, int? labelColumn, char? separator)
    {
        if (stream.Length > LongestFile) throw new FormatErrorException(source, 0, $"the table has {stream.Length} bytes; up to {LongestFile} are read", "Split it into several files.");
        var bytes = new byte[(int)stream.Length];
        stream.Position = 0;
        stream.ReadExactly(bytes);
        var reader = new CsvReader(bytes, source, labelColumn, separator);
        bool hasLabels = labelColumn is not null;
        return reader.ReadBytes(hasLabels) ?? reader.ReadFloats(hasLabels);
    }

    static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> table, int at)
    {
        ReadOnlySpan<byte> rest = table[Math.Min(at, table.Length)..];
        int length = rest.IndexOf((byte)'\n');
        return (length < 0 ? rest : rest[..length]).TrimEnd("\r "u8);
    }

    static int Next(ReadOnlySpan<byte> table, int at)
    {
        int length = table[at..].IndexOf((byte)'\n');
        return length < 0 ? table.Length : at + length + 1;
    }

    static byte Separator(ReadOnlySpan<byte> line)
    {
        byte best = (byte)',';
        foreach (byte other in ";\t"u8)
        {
            if (line.Count(other) > line.Count(best)) best = other;
        }

        return best;
    }

    static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> value) => value.Trim("\" \r"u8);

    // Names cannot be read as numbers; a row of numbers can.
    readonly bool IsHeader(ReadOnlySpan<byte> line)
    {
        int end = line.IndexOf(separator);
        ReadOnlySpan<byte> first = Bare(end < 0 ? line : line[..end]);
        return !first.IsEmpty && !TryNumber(first, out _) && !(char.IsAsciiDigit((char)first[0]) || first[0] is (byte)'-' or (byte)'+' or (byte)'.');
    }

    static bool TryNumber(ReadOnlySpan<byte> value, out double number) =>
        Utf8Parser.TryParse(value.Length > 0 && value[0] == '+' ? value[1..] : value, out number, out int used) && used > 0 && used == (value[0] == '+' ? value.Length - 1 : value.Length);

    // Null if a value is no byte, or its form is unusual: then the slow pass reads it, or names what is wrong.
    readonly (Tensor? Labels, Tensor Data)? ReadBytes(bool hasLabels)
    {
        int width = columns - (hasLabels ? 1 : 0), rows = CountRows();
        if ((long)rows * width > Array.MaxLength) return null;
        var data = new byte[rows * width];
        var labels = new long[hasLabels ? rows : 0];
        int at = firstRow, row = 0, filled = 0;
        while (at < text.Length)
        {
            if (text[at] is (byte)'\n' or (byte)'\r')
            {
                at++;
                continue;
            }

            if (row == rows) return null;
            for (int column = 0; column < columns; column++)
            {
                int number = 0, start = at;
                while (at < text.Length && (uint)(text[at] - '0') <= 9 && at - start < 9) number = (number * 10) + (text[at++] - '0');
                if (at == start) return null;
                bool isLast = column == columns - 1;
                if (at < text.Length && text[at] == '\r') at++;
                if (at < text.Length ? text[at++] != (isLast ? (byte)'\n' : separator) : !isLast) return null;
                if (column == labelColumn) labels[row] = number;
                else if (number > byte.MaxValue || filled == data.Length) return null;
                else data[filled++] = (byte)number;
            }

            row++;
        }

        return row == rows ? (hasLabels ? Tensor.From(labels, [rows]).Keep() : null, Tensor.From(data, [rows, width]).Keep()) : null;
    }

    readonly (Tensor? Labels, Tensor Data) ReadFloats(bool hasLabels)
    {
        int width = columns - (hasLabels ? 1 : 0), rows = CountRows();

        // Every value but the first of a row takes a separator, so the file is at least half as long as its values are many; longer rows are refused on the way.
        if ((long)rows * width > text.Length + 1L) throw new FormatErrorException(source, 0, $"{rows} rows of {columns} values do not fit into a file of {text.Length} bytes", "Rows have different lengths.");
        var data = new float[rows * width];
        var labels = new long[hasLabels ? rows : 0];
        int row = 0, filled = 0, lineNumber = 1 + text[..firstRow].Count((byte)'\n');
        for (int at = firstRow; at < text.Length; at = Next(text, at), lineNumber++)
        {
            ReadOnlySpan<byte> line = Line(text, at);
            if (line.IsEmpty) continue;
            int found = line.Count(separator) + 1;
            if (found != columns) throw new FormatErrorException(source, at, $"row {lineNumber} has {found} values; the first one has {columns}");
            for (int column = 0, start = 0; column < columns; column++)
            {
                int end = line[start..].IndexOf(separator) is var length and >= 0 ? start + length : line.Length;
                ReadOnlySpan<byte> value = Bare(line[start..end]);
                if (!TryNumber(value, out double number)) throw Wrong(at + start, lineNumber, column, $"a number was expected; '{Shown(value)}' came");
                if (column != labelColumn) data[filled++] = (float)number;
                else if (Math.Floor(number).Equals(number) && Math.Abs(number) <= int.MaxValue) labels[row] = (long)number;
                else throw Wrong(at + start, lineNumber, column, $"a label is a whole number; '{Shown(value)}' came");
                start = end + 1;
            }

            row++;
        }

        return (hasLabels ? Tensor.From(labels, [rows]).Keep() : null, Tensor.From(data, [rows, width]).Keep());
    }

    readonly int CountRows()
    {
        int rows = 0;
        for (int at = firstRow; at < text.Length; at = Next(text, at))
        {
            if (!Line(text, at).IsEmpty) rows++;
        }

        return rows;
    }

    static string Shown(ReadOnlySpan<byte> value) => System.Text.Encoding.UTF8.GetString(value[..Math.Min(40, value.Length)]);

    readonly FormatErrorException Wrong(int offset, int row, int column, string problem) =>
        new(source, offset, string.Create(CultureInfo.InvariantCulture, $"row {row}, column {column + 1}: {problem}"));
}
