using System.Globalization;
using System.Numerics;
using System.Text;

namespace Hebb.Formats;

/// <summary>The values that protocol 0 writes as lines of text.</summary>
static class PickleLiteral
{
    const int MaxNumberLength = 1024;

    /// <summary>A whole number; "00" and "01" are False and True.</summary>
    /// <param name="input">Stands at the line.</param>
    /// <param name="isLong">Whether the line may end with an L.</param>
    public static object Integer(PickleInput input, bool isLong)
    {
        string line = Encoding.Latin1.GetString(input.Line(MaxNumberLength));
        if (!isLong && line is "00" or "01") return line == "01";
        if (isLong && line.EndsWith('L')) line = line[..^1];
        if (long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)) return number;
        return BigInteger.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger big) ? big : throw input.Wrong("a whole number was expected");
    }

    /// <summary>A place in the memo.</summary>
    public static uint Index(PickleInput input) =>
        uint.TryParse(input.Line(MaxNumberLength), NumberStyles.None, CultureInfo.InvariantCulture, out uint index) ? index : throw input.Wrong("a place in the memo was expected");

    /// <summary>A number as Python's repr writes it.</summary>
    public static double Float(PickleInput input)
    {
        string line = Encoding.Latin1.GetString(input.Line(MaxNumberLength));
        return line switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : throw input.Wrong("a number was expected"),
        };
    }

    /// <summary>Text whose line feeds, backslashes and wide characters are written \u000a and \U0001f600.</summary>
    /// <param name="input">Stands at the line.</param>
    /// <param name="max">How long the line may be.</param>
    public static string Text(PickleInput input, int max)
    {
        byte[] line = input.Line(max);
        var text = new StringBuilder(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            int digits = line[i] == '\\' && i + 1 < line.Length ? line[i + 1] switch { (byte)'u' => 4, (byte)'U' => 8, _ => 0 } : 0;
            if (digits == 0)
            {
                text.Append((char)line[i]);
                continue;
            }

            uint code = Hex(line, i + 2, digits, input);
            if (code < 0x10000) text.Append((char)code);
            else text.Append(code <= 0x10FFFF ? char.ConvertFromUtf32((int)code) : throw input.Wrong("a character beyond Unicode's last"));
            i += 1 + digits;
        }

        return text.ToString();
    }

    /// <summary>A Python 2 string as its repr: quotes around it, escapes inside.</summary>
    /// <param name="input">Stands at the line.</param>
    /// <param name="max">How long the line may be.</param>
    public static byte[] Bytes(PickleInput input, int max)
    {
        byte[] line = input.Line(max);
        if (line.Length < 2 || line[0] is not ((byte)'\'' or (byte)'"') || line[^1] != line[0]) throw input.Wrong("a string in quotes was expected");
        var bytes = new List<byte>(line.Length);
        for (int i = 1; i < line.Length - 1; i++)
        {
            if (line[i] != '\\')
            {
                bytes.Add(line[i]);
                continue;
            }

            i++;
            if (i >= line.Length - 1) throw input.Wrong("an escape is cut short");
            if (line[i] == 'x')
            {
                bytes.Add((byte)Hex(line.AsSpan(..^1), i + 1, 2, input));
                i += 2;
                continue;
            }

            bytes.Add(line[i] switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'t' => (byte)'\t',
                (byte)'r' => (byte)'\r',
                (byte)'\\' or (byte)'\'' or (byte)'"' => line[i],
                _ => throw input.Wrong("an escape that Python's repr does not write"),
            });
        }

        return [.. bytes];
    }

    static uint Hex(ReadOnlySpan<byte> line, int from, int digits, PickleInput input) =>
        from + digits <= line.Length && uint.TryParse(line.Slice(from, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code) ? code : throw input.Wrong("an escape is cut short");
}
