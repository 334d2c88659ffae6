using System.Globalization;
using System.Text;

namespace Hebb;

/// <content>Printing, as NumPy prints: aligned, nested in brackets, elided past 1,000 elements.</content>
public sealed partial class Tensor
{
    const int Threshold = 1000;
    const int EdgeItems = 3;
    const int LineWidth = 75;

    /// <summary>The values as NumPy's str() prints them; past 1,000 elements only the corners.</summary>
    public override string ToString()
    {
        if (Count == 0) return "[]";
        using var _ = Autograd.Pause();
        Tensor plain = Detached();
        if (Rank == 0) return plain.ScalarText();
        bool isElided = Count > Threshold;
        string[] words = (isElided ? plain.Corners() : plain).Words();
        int next = 0;
        return Nested(words, ref next, 0, isElided, " ", LineWidth);
    }

    string ScalarText() => DType switch
    {
        DType.Bool => Item<byte>() != 0 ? "True" : "False",
        DType.Float16 or DType.Float32 or DType.Float64 or DType.BFloat16 => FloatColumn.Alone(Item(), PrintedAs),
        _ => Item<long>().ToString(CultureInfo.InvariantCulture),
    };

    string[] Words() => DType switch
    {
        DType.Bool => Array.ConvertAll(ToArray<bool>(), value => value ? " True" : "False"),
        DType.Float16 or DType.Float32 or DType.Float64 or DType.BFloat16 => FloatColumn.Words(ToArray<double>(), PrintedAs),
        _ => Aligned(Array.ConvertAll(ToArray<long>(), value => value.ToString(CultureInfo.InvariantCulture))),
    };

    // NumPy has no bfloat16; its values are printed as the Float32 that they are.
    DType PrintedAs => DType == DType.BFloat16 ? DType.Float32 : DType;

    static string[] Aligned(string[] words)
    {
        int width = words.Max(word => word.Length);
        return Array.ConvertAll(words, word => word.PadLeft(width));
    }

    // The elements that an elided print shows: three at each end of every axis.
    Tensor Corners()
    {
        Tensor corners = this;
        for (int axis = 0; axis < Rank; axis++)
        {
            if (Shape[axis] > 2 * EdgeItems) corners = Tensor.Cat([corners.Narrow(axis, 0, EdgeItems), corners.Narrow(axis, Shape[axis] - EdgeItems, EdgeItems)], axis);
        }

        return corners;
    }

    // One axis between brackets. The words come in row-major order; the indent is that of the first element inside.
    string Nested(string[] words, ref int next, int axis, bool isElided, string indent, int width)
    {
        bool isCut = isElided && Shape[axis] > 2 * EdgeItems;
        int shown = isCut ? 2 * EdgeItems : Shape[axis];
        var text = new StringBuilder("[");
        var line = new StringBuilder(indent);
        string between = new('\n', Rank - 1 - axis);
        for (int i = 0; i < shown; i++)
        {
            if (axis == Rank - 1)
            {
                if (isCut && i == EdgeItems) Extend(text, line, "...", indent, width - 1);
                Extend(text, line, words[next++], indent, width - 1);
                continue;
            }

            if (i > 0) text.Append(between).Append(indent);
            if (isCut && i == EdgeItems) text.Append("...").Append(between).Append(indent);
            text.Append(Nested(words, ref next, axis + 1, isElided, indent + " ", width - 1));
        }

        if (axis == Rank - 1) text.Append(line);
        // The first line's indent stands before the bracket already.
        if (axis == Rank - 1) text.Remove(1, indent.Length);
        return text.Append(']').ToString();
    }

    // Adds a word to the line, or, where it would run over, begins a new one; a line of one word is never broken.
    static void Extend(StringBuilder text, StringBuilder line, string word, string indent, int width)
    {
        bool isFirst = line.Length <= indent.Length;
        int length = line.Length + (isFirst ? 0 : 1);
        if (!isFirst && length + word.Length > width)
        {
            text.Append(line.ToString().TrimEnd(' ')).Append('\n');
            line.Clear().Append(indent);
            isFirst = true;
        }

        if (!isFirst) line.Append(' ');
        line.Append(word);
    }
}
