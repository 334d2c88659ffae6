using System.Globalization;
using System.Text;

namespace Hebb.Nn;

/// <summary>What a module is made of and what one forward pass costs; <see cref="ToString()"/> prints it as a table.</summary>
public sealed class ModuleSummary
{
    internal ModuleSummary(IReadOnlyList<ModuleSummaryRow> rows, Shape inputShape, long inputBytes, long parameterBytes, long bufferBytes) =>
        (Rows, InputShape, InputBytes, ParameterBytes, BufferBytes) = (rows, inputShape, inputBytes, parameterBytes, bufferBytes);

    /// <summary>The modules as they print: each once, parents before children.</summary>
    public IReadOnlyList<ModuleSummaryRow> Rows { get; }

    /// <summary>The shape of the input that was sent through.</summary>
    public Shape InputShape { get; }

    /// <summary>Values in all parameters.</summary>
    public long Parameters => Rows.Sum(row => row.Parameters);

    /// <summary>How many of them require gradients.</summary>
    public long TrainableParameters => Rows.Sum(row => row.Trainable);

    /// <summary>Multiply-adds of one forward pass of the whole input, all its examples together.</summary>
    public long MultiplyAdds => Rows.Sum(row => row.MultiplyAdds);

    /// <summary>Bytes of the input.</summary>
    public long InputBytes { get; }

    /// <summary>Bytes of all outputs of modules that have nothing below them.</summary>
    public long ActivationBytes => Rows.Sum(row => row.ActivationBytes);

    /// <summary>Bytes of all parameters.</summary>
    public long ParameterBytes { get; }

    /// <summary>Bytes of all buffers, such as running statistics.</summary>
    public long BufferBytes { get; }

    /// <summary>The table: the tree of modules with output shapes, parameters, multiply-adds and bytes of activations, and the totals below it.</summary>
    public override string ToString() => ToString(int.MaxValue);

    /// <summary>The table down to a depth; the numbers of what lies deeper are added to the last modules shown.</summary>
    /// <param name="depth">0 for the summarised module alone, 1 for its parts …</param>
    /// <exception cref="ArgumentOutOfRangeException">The depth is negative.</exception>
    public string ToString(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        List<ModuleSummaryRow> rows = DownTo(depth);
        string[] labels = Labels(rows);
        string[][] cells =
        [
            ["Layer", "Output shape", "Parameters", "Multiply-adds", "Activations"],
            .. rows.Select((row, i) => new[] { labels[i], row.OutputShape?.ToString() ?? "–", Number(row.Parameters), Number(row.MultiplyAdds), row.ActivationBytes == 0 ? "–" : Bytes(row.ActivationBytes) }),
        ];
        int[] widths = [.. Enumerable.Range(0, 5).Select(column => cells.Max(line => line[column].Length))];
        var text = new StringBuilder();
        string rule = new('─', widths.Sum() + (2 * (widths.Length - 1)));
        for (int i = 0; i < cells.Length; i++)
        {
            // Words begin, numbers end on a common column.
            IEnumerable<string> line = cells[i].Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.Append(string.Join("  ", line).TrimEnd()).Append('\n');
            if (i == 0) text.Append(rule).Append('\n');
        }

        text.Append(rule).Append('\n');
        long parameters = Parameters, trainable = TrainableParameters;
        text.Append(Invariant($"Input {InputShape}, {Bytes(InputBytes)}\n"));
        text.Append(Invariant($"Parameters {parameters:N0} ({trainable:N0} trainable, {parameters - trainable:N0} frozen), {Bytes(ParameterBytes)}"));
        text.Append(BufferBytes > 0 ? $"; buffers {Bytes(BufferBytes)}\n" : "\n");
        text.Append(Invariant($"Multiply-adds {MultiplyAdds:N0}\n"));
        text.Append($"Activations {Bytes(ActivationBytes)}");
        return text.ToString();
    }

    List<ModuleSummaryRow> DownTo(int depth)
    {
        var shown = new List<ModuleSummaryRow>();
        foreach (ModuleSummaryRow row in Rows)
        {
            if (row.Depth <= depth)
            {
                shown.Add(row);
                continue;
            }

            // Parents come first: the last row shown is the one above this.
            ModuleSummaryRow above = shown[^1];
            shown[^1] = above with
            {
                Parameters = above.Parameters + row.Parameters,
                Trainable = above.Trainable + row.Trainable,
                MultiplyAdds = above.MultiplyAdds + row.MultiplyAdds,
                ActivationBytes = above.ActivationBytes + row.ActivationBytes,
            };
        }

        return shown;
    }

    // The branches of the tree in front of each class, and its state name behind it.
    static string[] Labels(List<ModuleSummaryRow> rows)
    {
        var labels = new string[rows.Count];
        var isOpen = new List<bool>();
        for (int i = rows.Count - 1; i >= 0; i--)
        {
            ModuleSummaryRow row = rows[i];
            while (isOpen.Count <= row.Depth) isOpen.Add(false);
            var text = new StringBuilder();
            for (int depth = 1; depth < row.Depth; depth++) text.Append(isOpen[depth] ? "│  " : "   ");
            if (row.Depth > 0) text.Append(isOpen[row.Depth] ? "├─ " : "└─ ");
            text.Append(row.Type);
            if (row.Name.Length > 0) text.Append(" (").Append(row.Name).Append(')');
            if (row.Calls > 1) text.Append(CultureInfo.InvariantCulture, $" ×{row.Calls}");
            labels[i] = text.ToString();
            isOpen[row.Depth] = true;
            for (int depth = row.Depth + 1; depth < isOpen.Count; depth++) isOpen[depth] = false;
        }

        return labels;
    }

    static string Number(long value) => value == 0 ? "–" : value.ToString("N0", CultureInfo.InvariantCulture);

    static string Bytes(long value) => value switch
    {
        < 1000 => Invariant($"{value} B"),
        < 1_000_000 => Invariant($"{value / 1e3:0.0} KB"),
        < 1_000_000_000 => Invariant($"{value / 1e6:0.0} MB"),
        _ => Invariant($"{value / 1e9:0.0} GB"),
    };

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
