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
        bool elide = Count > Threshold;
        using var _ = Autograd.NoGrad();
        Tensor plain = Detached();
        var texts = new List<string>();
        Func<double, string> format = Formatter(plain, elide);
        if (Count == 0) return Rank == 0 ? string.Empty : "[]";
        if (Rank == 0) return format(plain.Item()).Trim();
        var values = new Queue<string>();
        foreach (double v in Shown(plain, elide)) values.Enqueue(format(v));
        var text = new StringBuilder();
        Write(text, values, 0, elide, string.Empty);
        return text.ToString();
    }

    void Write(StringBuilder text, Queue<string> values, int axis, bool elide, string indent)
    {
        int length = Shape[axis];
        bool cut = elide && length > 2 * EdgeItems;
        text.Append('[');
        string inner = indent + " ";
        int column = inner.Length;
        for (int i = 0; i < length; i++)
        {
            if (cut && i == EdgeItems)
            {
                i = length - EdgeItems;
                Separate(text, axis, inner, ref column, "...");
                text.Append("...");
            }

            if (axis == Rank - 1)
            {
                string value = values.Dequeue();
                if (i > 0) Separate(text, axis, inner, ref column, value);
                text.Append(value);
                column += value.Length + 1;
            }
            else
            {
                if (i > 0) Separate(text, axis, inner, ref column, string.Empty);
                Write(text, values, axis + 1, elide, inner);
            }
        }

        text.Append(']');
    }

    void Separate(StringBuilder text, int axis, string indent, ref int column, string next)
    {
        if (axis < Rank - 1)
        {
            text.Append('\n', Rank - 1 - axis).Append(indent);
            return;
        }

        if (column + next.Length > LineWidth)
        {
            text.Append('\n').Append(indent);
            column = indent.Length;
        }
        else
        {
            text.Append(' ');
        }

        if (next == "...") column += 4;
    }

    static List<double> Shown(Tensor x, bool elide)
    {
        var result = new List<double>();
        Collect(x, 0, []);
        return result;

        void Collect(Tensor part, int axis, int[] _)
        {
            if (part.Rank == 0)
            {
                result.Add(part.Item());
                return;
            }

            int length = part.Shape[0];
            bool cut = elide && length > 2 * EdgeItems;
            for (int i = 0; i < length; i++)
            {
                if (cut && i == EdgeItems) i = length - EdgeItems;
                Collect(part.View(part.Shape.Without(0), part.Strides[1..].ToArray(), part.Offset + (i * part.Strides[0])), axis + 1, _);
            }
        }
    }

    static Func<double, string> Formatter(Tensor x, bool elide)
    {
        if (x.DType == DType.Bool) return v => v != 0 ? " True" : "False";
        List<double> shown = x.Count == 0 ? [] : Shown(x, elide);
        if (!x.DType.IsFloatingPoint)
        {
            int width = shown.Count == 0 ? 0 : shown.Max(v => v.ToString("F0", CultureInfo.InvariantCulture).Length);
            return v => v.ToString("F0", CultureInfo.InvariantCulture).PadLeft(width);
        }

        List<double> finite = shown.FindAll(double.IsFinite);
        List<double> sizes = finite.ConvertAll(Math.Abs).FindAll(v => v != 0);
        double max = sizes.Count == 0 ? 0 : sizes.Max(), min = sizes.Count == 0 ? 0 : sizes.Min();
        bool scientific = sizes.Count > 0 && (max >= 1e8 || min < 1e-4 || max / min > 1e3 && x.Count > 1);
        bool isSingle = x.DType != DType.Float64;
        Func<double, string> one = scientific
            ? v => Scientific(v, finite.Count == 0 ? 0 : finite.Max(f => ScientificDigits(f, isSingle)))
            : v => Positional(v, finite.Count == 0 ? 0 : finite.Max(f => Digits(f, isSingle)));
        int widest = shown.Count == 0 ? 0 : shown.Max(v => Special(v, one).Length);
        int digits = scientific ? 0 : finite.Count == 0 ? 0 : finite.Max(f => Digits(f, isSingle));
        return v => (scientific ? Special(v, one) : Special(v, w => Trimmed(w, digits, isSingle))).PadLeft(widest);
    }

    static string Special(double v, Func<double, string> finite) =>
        double.IsNaN(v) ? "nan" : double.IsInfinity(v) ? v > 0 ? "inf" : "-inf" : finite(v);

    // NumPy pads a shorter fraction with blanks, so that points stay in one column.
    static string Trimmed(double v, int digits, bool isSingle)
    {
        string text = Positional(v, digits);
        int own = Digits(v, isSingle);
        return own >= digits ? text : text[..(text.Length - (digits - own))].PadRight(text.Length);
    }

    static string Positional(double v, int digits)
    {
        string text = v.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return digits == 0 ? text + "." : text;
    }

    static string Scientific(double v, int digits)
    {
        string text = v.ToString("0." + new string('0', digits) + "e+00", CultureInfo.InvariantCulture);
        return digits == 0 ? text.Replace("e", ".e", StringComparison.Ordinal) : text;
    }

    // The digits after the point that tell the value from its neighbours, at most 8, as NumPy's shortest representation does.
    static int Digits(double v, bool isSingle)
    {
        for (int digits = 0; digits < 8; digits++)
        {
            string text = v.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            double back = double.Parse(text, CultureInfo.InvariantCulture);
            if (isSingle ? (float)back == (float)v : back == v) return digits;
        }

        return 8;
    }

    static int ScientificDigits(double v, bool isSingle)
    {
        for (int digits = 0; digits < 8; digits++)
        {
            double back = double.Parse(Scientific(v, digits), CultureInfo.InvariantCulture);
            if (isSingle ? (float)back == (float)v : back == v) return digits;
        }

        return 8;
    }
}
