using Hebb.Formats;

namespace Hebb.Vision.Images;

/// <summary>One scan: its header, and the walk over its blocks.</summary>
/// <remarks>Source: ITU-T T.81, B.2.3, A.2 and annex G.</remarks>
sealed class JpegScan
{
    const int MostBlocksInUnit = 10;

    readonly JpegFrame frame;
    readonly JpegComponent[] components;
    readonly JpegHuffmanTable?[] dc;
    readonly JpegHuffmanTable?[] ac;
    readonly int[] predictors;
    readonly int from, to, high, low;
    readonly short[] block = new short[64];
    int endRun;

    /// <summary>Reads the header of a scan.</summary>
    /// <param name="file">Stands at the segment's content.</param>
    /// <param name="frame">The picture's frame.</param>
    /// <param name="dcTables">The four codes of first coefficients.</param>
    /// <param name="acTables">The four codes of the others.</param>
    public JpegScan(ref FileBytes file, JpegFrame frame, JpegHuffmanTable?[] dcTables, JpegHuffmanTable?[] acTables)
    {
        this.frame = frame;
        int offset = file.Position, count = file.Byte("the scan header"), units = 0;
        if (count < 1 || count > frame.Components.Length) throw file.Wrong(offset, $"a scan has 1 to {frame.Components.Length} components; {count} came");
        components = new JpegComponent[count];
        dc = new JpegHuffmanTable?[count];
        ac = new JpegHuffmanTable?[count];
        predictors = new int[count];
        var tables = new byte[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> part = file.Take(2, "a component of the scan");
            int id = part[0];
            JpegComponent component = Array.Find(frame.Components, c => c.Id == id) ?? throw file.Wrong(file.Position - 2, $"the frame has no component {id}");
            if (Array.IndexOf(components, component) >= 0) throw file.Wrong(file.Position - 2, $"component {id} comes twice in one scan");
            components[i] = component;
            tables[i] = part[1];
            units += component.Across * component.Down;
        }

        if (count > 1 && units > MostBlocksInUnit) throw file.Wrong(offset, $"a unit of a scan has at most {MostBlocksInUnit} blocks; {units} came");
        from = file.Byte("the scan header");
        to = file.Byte("the scan header");
        int approximation = file.Byte("the scan header");
        (high, low) = (approximation >> 4, approximation & 15);
        if (!frame.IsProgressive) (from, to, high, low) = (0, 63, 0, 0);
        else if (from > to || to > 63 || (from == 0 && to != 0) || (from > 0 && count > 1) || low > 13 || (high != 0 && high != low + 1))
            throw file.Wrong(file.Position - 3, $"a progressive scan of coefficients {from} to {to}, bits {high} to {low}, of {count} components is not possible");
        for (int i = 0; i < count; i++)
        {
            int dcIndex = tables[i] >> 4, acIndex = tables[i] & 15;
            if (dcIndex > 3 || acIndex > 3) throw file.Wrong(offset + 2 + (2 * i), $"Huffman tables are numbered 0 to 3; {dcIndex} and {acIndex} came");
            dc[i] = dcTables[dcIndex];
            ac[i] = acTables[acIndex];
            if (from == 0 && high == 0 && dc[i] is null) throw file.Wrong(offset, $"the scan needs the Huffman table DC {dcIndex}, which did not come before");
            if (to > 0 && ac[i] is null) throw file.Wrong(offset, $"the scan needs the Huffman table AC {acIndex}, which did not come before");
        }
    }

    /// <summary>The scan's components.</summary>
    public IReadOnlyList<JpegComponent> Components => components;

    /// <summary>Decodes the scan.</summary>
    /// <param name="file">Stands behind the header; afterwards at the next marker or before it.</param>
    /// <param name="interval">Units from one restart marker to the next, or 0.</param>
    public void Decode(ref FileBytes file, int interval)
    {
        var bits = new JpegBits(file.All, file.Position, file.Source);
        bool isAlone = components.Length == 1;
        JpegComponent only = components[0];
        int across = isAlone ? (only.Width + 7) / 8 : only.BlocksAcross / only.Across, down = isAlone ? (only.Height + 7) / 8 : only.BlocksDown / only.Down;
        int untilRestart = interval, restart = 0;
        for (int y = 0; y < down; y++)
        {
            for (int x = 0; x < across; x++)
            {
                if (interval > 0 && untilRestart-- == 0)
                {
                    bits.Restart(restart++ & 7);
                    untilRestart = interval - 1;
                    endRun = 0;
                    Array.Clear(predictors);
                }

                if (isAlone) Block(ref bits, 0, x, y);
                else Unit(ref bits, x, y);
                if (bits.IsOverrun) throw CutShort(ref bits, file, ((long)y * across) + x, (long)across * down);
            }
        }

        file.Position = bits.Position;
    }

    static FormatErrorException CutShort(ref JpegBits bits, FileBytes file, long done, long all)
    {
        bool isEnd = bits.Position + 1 >= file.All.Length;
        string what = isEnd ? "the file ends" : $"the marker FF {file.All[bits.Position + 1]:X2} comes";
        return bits.Wrong(bits.Position, $"{what} after {done} of the scan's {all} units", "It is cut short or damaged: download or copy it again.");
    }

    void Unit(ref JpegBits bits, int x, int y)
    {
        for (int i = 0; i < components.Length; i++)
        {
            JpegComponent c = components[i];
            for (int v = 0; v < c.Down; v++)
            {
                for (int h = 0; h < c.Across; h++) Block(ref bits, i, (x * c.Across) + h, (y * c.Down) + v);
            }
        }
    }

    void Block(ref JpegBits bits, int index, int x, int y)
    {
        JpegComponent c = components[index];
        if (!frame.IsProgressive)
        {
            block.AsSpan().Clear();
            int last = bits.Block(block, dc[index]!, ac[index]!, ref predictors[index]);
            InverseDct.Block(block, c.Steps!, last, c.Samples.AsSpan((y * 8 * c.Stride) + (x * 8)), c.Stride);
            return;
        }

        Span<short> coefficients = c.Coefficients.AsSpan(((y * c.BlocksAcross) + x) * 64, 64);
        if (from > 0)
        {
            if (high == 0) JpegProgression.First(ref bits, coefficients, ac[index]!, from, to, low, ref endRun);
            else JpegProgression.Refine(ref bits, coefficients, ac[index]!, from, to, low, ref endRun);
        }
        else if (high == 0)
        {
            predictors[index] += bits.Value(bits.Symbol(dc[index]!));
            coefficients[0] = (short)(predictors[index] << low);
        }
        else if (bits.Bit() != 0)
        {
            coefficients[0] |= (short)(1 << low);
        }
    }
}
