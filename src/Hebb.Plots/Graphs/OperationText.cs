using Hebb.Plots.Svg;

namespace Hebb.Plots.Graphs;

/// <summary>What is written into an operation's rectangle: the sign of arithmetic, with the number where one operand is a number.</summary>
static class OperationText
{
    public static string Of(Node node)
    {
        switch (node.Name)
        {
            case "Add": return "+";
            case "Sub": return "−";
            case "Mul": return "×";
            case "Div": return "÷";
            case "Neg": return "× (−1)";
            case "AddNumber": return Number(node, static (x, y) => y - x) is { } b ? b < 0 ? $"− {NumberText.Value(-b)}" : $"+ {NumberText.Value(b)}" : "+ c";
            case "SubNumber": return Number(node, static (x, y) => x - y) is { } s ? $"− {NumberText.Value(s)}" : "− c";
            case "NumberMinus": return Number(node, static (x, y) => y + x) is { } m ? $"{NumberText.Value(m)} − ·" : "c − ·";
            case "MulNumber": return Number(node, static (x, y) => y / x) is { } f ? $"× {NumberText.Value(f)}" : "× c";
            case "DivNumber": return Number(node, static (x, y) => x / y) is { } d ? $"÷ {NumberText.Value(d)}" : "÷ c";
            case "NumberOver": return Number(node, static (x, y) => y * x) is { } n ? $"{NumberText.Value(n)} / ·" : "c / ·";
            case "Reciprocal": return "1 / ·";
            case "Square": return "·²";
            default: return node.Name is "Exp" or "Log" or "Sqrt" or "Sin" or "Cos" or "Tanh" or "Abs" or "Erf" ? node.Name.ToLowerInvariant() : node.Name;
        }
    }

    /// <summary>The number that was the other operand: nodes do not say it, but input and result together do. Rounded, since they were.</summary>
    static double? Number(Node node, Func<double, double, double> solve)
    {
        if (node.RecordedInput(0) is not { Count: > 0 } x || node.RecordedResult is not { } y || y.Count != x.Count) return null;
        double[] xs = x.ToArray<double>(), ys = y.ToArray<double>();
        int at = 0;
        for (int i = 1; i < xs.Length; i++)
        {
            if (Math.Abs(xs[i]) > Math.Abs(xs[at])) at = i;
        }

        double number = solve(xs[at], ys[at]);
        return double.IsFinite(number) ? Math.Round(number, 6) : null;
    }
}
