using System.Globalization;

namespace Hebb.Vision.Reading.Drawing;

/// <summary>The way of a pen for one character: strokes through points, x to the right, y upwards; the baseline is 0, the height of capitals 1.</summary>
/// <param name="Strokes">Each stroke is one touch of the pen: points, and whether the way turns sharply there.</param>
/// <param name="Width">How far it reaches to the right.</param>
sealed record PenGlyph(IReadOnlyList<IReadOnlyList<(double X, double Y, bool IsCorner)>> Strokes, double Width)
{
    /// <summary>Reads "0,0 .36,1! .72,0|.13,.36 .6,.37": points x,y; an exclamation mark is a corner; a bar lifts the pen.</summary>
    public static PenGlyph Parse(string text)
    {
        IReadOnlyList<(double X, double Y, bool IsCorner)>[] strokes = [.. text.Split('|').Select(stroke => (IReadOnlyList<(double, double, bool)>)[.. stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Point)])];
        return new PenGlyph(strokes, strokes.SelectMany(stroke => stroke).Max(point => point.X));
    }

    static (double X, double Y, bool IsCorner) Point(string text)
    {
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        bool isCorner = text.EndsWith('!');
        ReadOnlySpan<char> y = text.AsSpan((comma + 1)..(text.Length - (isCorner ? 1 : 0)));
        return (double.Parse(text.AsSpan(0, comma), CultureInfo.InvariantCulture), double.Parse(y, CultureInfo.InvariantCulture), isCorner);
    }
}
