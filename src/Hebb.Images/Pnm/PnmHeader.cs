using System.Text;

namespace Hebb.Images;

/// <summary>The header of a PBM, PGM, PPM or PAM file.</summary>
/// <remarks>Source: the manual pages pbm(5), pgm(5), ppm(5) and pam(5) of Netpbm.</remarks>
sealed record PnmHeader(char Kind, int Width, int Height, int Channels, int Max, int PixelsAt)
{
    const int LargestMost = 65535, LongestLine = 256;

    /// <summary>Whether values are written as text.</summary>
    public bool IsText => Kind is '1' or '2' or '3';

    /// <summary>Whether a value is one bit, 1 for black.</summary>
    public bool IsBits => Kind is '1' or '4';

    /// <summary>Reads the header.</summary>
    public static PnmHeader Read(ReadOnlySpan<byte> bytes, string source)
    {
        var file = new FileBytes(bytes, source) { Position = 2 };
        char kind = (char)bytes[1];
        if (kind == '7') return Pam(ref file);
        int width = Number(ref file, "the width"), height = Number(ref file, "the height"), most = kind is '1' or '4' ? 1 : Number(ref file, "the largest value");
        Check(file, width, height, most);

        // One byte of white space ends the header of binary files; what follows is a pixel whatever it looks like.
        if (kind is not ('1' or '2' or '3')) _ = file.Byte("the end of the header");
        return new PnmHeader(kind, width, height, kind is '3' or '6' ? 3 : 1, most, file.Position);
    }

    /// <summary>The next number of a text, which white space and comments (# to the line's end) may stand before.</summary>
    public static int Number(ref FileBytes file, string what)
    {
        Skip(ref file, what);
        int start = file.Position, value = 0;
        while (file.Left > 0 && file.All[file.Position] is >= (byte)'0' and <= (byte)'9')
        {
            value = (value * 10) + (file.All[file.Position] - '0');
            if (value > 100_000_000) throw file.Wrong(start, $"{what} is larger than 100000000");
            file.Position++;
        }

        if (file.Position == start) throw file.Wrong(start, $"{what} should be a number");
        return value;
    }

    /// <summary>Passes over white space and comments.</summary>
    public static void Skip(ref FileBytes file, string what)
    {
        while (true)
        {
            byte next = file.Byte(what);
            if (next == '#')
            {
                while (file.Byte(what) is not ((byte)'\n' or (byte)'\r'))
                {
                    // The comment goes on.
                }
            }
            else if (next is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or 11 or 12))
            {
                file.Position--;
                return;
            }
        }
    }

    static void Check(FileBytes file, int width, int height, int most)
    {
        if (width < 1 || height < 1) throw file.Wrong(file.Position, $"the image must have at least one pixel each way; {width} × {height} came");
        if (most is < 1 or > LargestMost) throw file.Wrong(file.Position, $"the largest value is 1 to 65535; {most} came");
    }

    static PnmHeader Pam(ref FileBytes file)
    {
        int width = 0, height = 0, depth = 0, most = 0;
        while (true)
        {
            int start = file.Position, end = file.All[start..].IndexOf((byte)'\n');
            if (end is < 0 or > LongestLine) throw file.Wrong(start, "the header should end with the line ENDHDR");
            string line = Encoding.ASCII.GetString(file.Take(end, "the header")).Trim();
            file.Position++;
            if (line.Length == 0 || line[0] == '#') continue;
            if (line == "ENDHDR") break;
            int space = line.IndexOfAny([' ', '\t']);
            string name = space < 0 ? line : line[..space];
            if (name == "TUPLTYPE") continue;
            if (space < 0 || !int.TryParse(line.AsSpan(space).Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int value) || value > 100_000_000)
                throw file.Wrong(start, $"{name} should be followed by a number");
            switch (name)
            {
                case "WIDTH": width = value; break;
                case "HEIGHT": height = value; break;
                case "DEPTH": depth = value; break;
                case "MAXVAL": most = value; break;
                default: throw file.Wrong(start, $"the header has no line {name}");
            }
        }

        Check(file, width, height, most);
        if (depth is < 1 or > 4) throw file.Wrong(file.Position, $"images have 1 to 4 channels; {depth} came");
        return new PnmHeader('7', width, height, depth, most, file.Position);
    }
}
