namespace Hebb.Formats;

/// <summary>Looks at a table's bytes: which separator it has, and where a row or a value stands, for error messages.</summary>
/// <param name="stream">The table.</param>
/// <param name="separator">What stands between values.</param>
sealed class CsvPositions(FileStream stream, char separator)
{
    const int HeadLength = 1 << 20;

    /// <summary>The separator that stands most often in the first row, outside quotation marks.</summary>
    public static char Separator(FileStream stream)
    {
        var head = new byte[(int)Math.Min(HeadLength, stream.Length)];
        stream.Position = 0;
        stream.ReadExactly(head);
        int commas = 0, semicolons = 0, tabs = 0;
        bool isQuoted = false, isBlank = true;
        foreach (byte b in head)
        {
            if (b == '"') isQuoted = !isQuoted;
            else if (b is (byte)'\n' or (byte)'\r' && !isQuoted && !isBlank) break;
            else if (!isQuoted) Count(b);
            isBlank &= b is (byte)'\n' or (byte)'\r' or (byte)' ';
        }

        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';

        void Count(byte b)
        {
            if (b == ',') commas++;
            else if (b == ';') semicolons++;
            else if (b == '\t') tabs++;
        }
    }

    /// <summary>The first byte of a value.</summary>
    /// <param name="line">The line on which the row begins, counted from 1.</param>
    /// <param name="column">The column, counted from 0.</param>
    public long Of(int line, int column)
    {
        stream.Position = 0;
        using var buffered = new BufferedStream(new WindowStream(stream, 0, stream.Length));
        long at = 0;
        int b = buffered.ReadByte();
        bool isQuoted = false;
        while (line > 1 && b >= 0)
        {
            int was = b;
            Next();
            if (was == '\n' || (was == '\r' && b != '\n')) line--;
        }

        for (; column > 0 && b >= 0; Next())
        {
            if (b == '"') isQuoted = !isQuoted;
            else if (b == separator && !isQuoted) column--;
        }

        return at;

        void Next()
        {
            b = buffered.ReadByte();
            at++;
        }
    }
}
