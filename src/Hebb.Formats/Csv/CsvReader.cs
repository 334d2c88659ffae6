using System.Globalization;
using System.Text;
using nietras.SeparatedValues;

namespace Hebb.Formats;

/// <summary>
/// Reads a table of numbers, row by row: Sep splits it by the rules of RFC 4180 (quotation marks, doubled ones, separators and line breaks inside them); what a row and a
/// value may be is decided here.
/// </summary>
sealed class CsvReader
{
    const long MaxFileLength = 2_000_000_000;

    readonly FileStream stream;
    readonly string source;
    readonly CsvPositions positions;
    readonly char separator;
    readonly int? wantedLabel;
    readonly CsvValues data = new();
    readonly List<long> labels = [];
    int columns, labelColumn, rows;
    bool hasIndex;

    CsvReader(FileStream stream, string source, int? labelColumn, char? separator)
    {
        this.stream = stream;
        this.source = source;
        wantedLabel = labelColumn;
        this.separator = separator ?? CsvPositions.Separator(stream);
        positions = new CsvPositions(stream, this.separator);
    }

    /// <summary>Reads a table.</summary>
    public static (Tensor? Labels, Tensor Data) Read(FileStream stream, string source, int? labelColumn, char? separator)
    {
        if (stream.Length > MaxFileLength) throw new FormatErrorException(source, 0, $"the table has {stream.Length} bytes; up to {MaxFileLength} are read", "Split it into several files.");
        CheckIsText(stream, source);
        return new CsvReader(stream, source, labelColumn, separator).Read();
    }

    // Packed tables among others: their bytes would make a table of nothing.
    static void CheckIsText(FileStream stream, string source)
    {
        var head = new byte[(int)Math.Min(512, stream.Length)];
        stream.Position = 0;
        stream.ReadExactly(head);
        if (head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return;
        int at = head.AsSpan().IndexOfAnyInRange((byte)0, (byte)8);
        if (at < 0) return;
        string kind = ForeignFormat.NameOf(head) ?? (head.AsSpan().StartsWith("PK"u8) ? "a zip archive" : "no text");
        throw new FormatErrorException(source, at, $"a table of text was expected; this is {kind}", "Unpack it first, or open it with TensorFile.Open(path).");
    }

    (Tensor? Labels, Tensor Data) Read()
    {
        ForEachRow((row, line) =>
        {
            if (columns > 0 || !Begin(row, line)) Add(row, line);
            return true;
        });
        if (columns == 0) throw new FormatErrorException(source, 0, "the file has no row");
        int width = columns - (hasIndex ? 1 : 0) - (wantedLabel is null ? 0 : 1);
        return (wantedLabel is null ? null : Tensor.Wrap(labels.ToArray()).Keep(), data.ToTensor(rows, width));
    }

    // Blank rows are left out. The action says whether to go on.
    void ForEachRow(RowAction action)
    {
        using var text = new StreamReader(new WindowStream(stream, 0, stream.Length), Encoding.UTF8);
        int read = 0;
        try
        {
            using SepReader reader = Sep.New(separator).Reader(options => options with { HasHeader = false, DisableColCountCheck = true, Unescape = true, Trim = SepTrim.All }).From(text);
            foreach (SepReader.Row row in reader)
            {
                // Sep has already gone on when it gives the first row, and names the line after it.
                int line = read++ == 0 ? 1 : row.LineNumberFrom;
                bool isBlank = row.ColCount == 1 && row[0].Span.Trim().IsEmpty && !row.Span.Contains('"');
                if (!isBlank && !action(row, line)) return;
            }
        }
        catch (NotSupportedException problem)
        {
            throw new FormatErrorException(source, 0, $"row {1 + read} or one after it is longer than the 16 million characters that are read", "Is a quotation mark opened and never closed?", problem);
        }
    }

    // Learns the form of the table from its first row. Returns whether that is a row of names.
    bool Begin(SepReader.Row row, int line)
    {
        columns = row.ColCount;
        bool isHeader = CsvHeader.IsOne(row);
        labelColumn = wantedLabel switch { null => -1, -1 => columns - 1, { } given => given };
        if (isHeader && columns > (wantedLabel is null ? 1 : 2) && CsvHeader.IsIndexName(row[0].Span) && NumbersRows())
        {
            hasIndex = true;
            if (labelColumn == 0) labelColumn = 1;
        }

        if (labelColumn >= columns) throw new FormatErrorException(source, positions.Of(line, 0), $"the label should be in column {labelColumn + 1}, but a row has {columns}", "Name another column, or another separator.");
        return isHeader;
    }

    void Add(SepReader.Row row, int line)
    {
        if (row.ColCount != columns)
        {
            bool isOpen = row.Span.Count('"') % 2 != 0;
            throw new FormatErrorException(
                source, positions.Of(line, 0), $"row {line} has {row.ColCount} values; the first one has {columns}", isOpen ? "A quotation mark in this row is opened and never closed." : null);
        }

        for (int column = 0; column < columns; column++)
        {
            ReadOnlySpan<char> value = row[column].Span.Trim();
            if (!CsvNumber.TryParse(value, out double number, out bool isWhole)) throw NoNumber(value, line, column);
            if (double.IsInfinity(number) && !CsvNumber.TryWord(value, out _)) throw Wrong(line, column, $"'{Shown(value)}' is beyond the range of any number that is read");
            if (column == 0 && hasIndex) continue;
            if (column == labelColumn) labels.Add(Label(value, number, line, column));
            else if (data.Count == CsvValues.Max) throw Wrong(line, column, $"the table has more than the {CsvValues.Max} values that one tensor holds");
            else if (!data.TryAdd(number, isWhole)) throw Wrong(line, column, $"'{Shown(value)}' is beyond the range of Float32");
        }

        rows++;
    }

    long Label(ReadOnlySpan<char> value, double number, int line, int column) =>
        Math.Floor(number).Equals(number) && Math.Abs(number) <= int.MaxValue ? (long)number : throw Wrong(line, column, $"a label is a whole number; '{Shown(value)}' came");

    // Whether the first column, below its name, numbers the rows as the index of pandas does: whole numbers, all different, that rise, are 0 to n - 1 or 1 to n in another
    // order (a shuffled table), or are many (a part of a shuffled one). Labels come again.
    bool NumbersRows()
    {
        const int Many = 16;
        var seen = new HashSet<long>();
        long last = long.MinValue, min = long.MaxValue, largest = long.MinValue;
        bool isHeader = true, isIndex = true, rises = true;
        ForEachRow((row, _) =>
        {
            if (isHeader)
            {
                isHeader = false;
                return true;
            }

            isIndex = CsvNumber.TryParse(row[0].Span.Trim(), out double number, out bool _) && Math.Abs(number) <= int.MaxValue && Math.Floor(number).Equals(number) && seen.Add((long)number);
            if (!isIndex) return false;
            rises &= (long)number > last;
            last = (long)number;
            (min, largest) = (Math.Min(min, last), Math.Max(largest, last));
            return true;
        });
        bool isPermutation = min is 0 or 1 && largest - min == seen.Count - 1;
        return isIndex && (isPermutation || seen.Count >= Many || (rises && seen.Count > 1));
    }

    FormatErrorException NoNumber(ReadOnlySpan<char> value, int line, int column) => Wrong(
        line, column, $"a number was expected; '{Shown(value)}' came",
        CsvNumber.IsMissing(value) ? "It marks a missing value: fill it in, or write it as nan (pandas: to_csv(…, na_rep=\"nan\"))." : null);

    FormatErrorException Wrong(int line, int column, string problem, string? help = null) =>
        new(source, positions.Of(line, column), string.Create(CultureInfo.InvariantCulture, $"row {line}, column {column + 1}: {problem}"), help);

    static string Shown(ReadOnlySpan<char> value) => value[..Math.Min(40, value.Length)].ToString().ReplaceLineEndings(" ");

    delegate bool RowAction(SepReader.Row row, int line);
}
