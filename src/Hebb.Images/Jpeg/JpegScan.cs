using Hebb.Formats;

namespace Hebb.Images;

/// <summary>One scan: its header, and the walk over its blocks.</summary>
/// <remarks>Source: ITU-T T.81, B.2.3, A.2 and annex G.</remarks>
sealed class JpegScan
{
    const int MaxBlocksInMcu = 10;

    readonly JpegFrame frame;
    readonly JpegComponent[] components;
    readonly JpegHuffmanTable?[] dc;
    readonly JpegHuffmanTable?[] ac;
    readonly int[] predictors;
    readonly int spectralStart, spectralEnd, approximationHigh, approximationLow;
    readonly short[] block = new short[64];
    int eobRun;
    int watchFrom;
    JpegComponent? watched;
    int watchedAt;

    /// <summary>Reads the header of a scan.</summary>
    /// <param name="file">Stands at the segment's content.</param>
    /// <param name="frame">The image's frame.</param>
    /// <param name="dcTables">The four Huffman tables of DC coefficients.</param>
    /// <param name="acTables">The four Huffman tables of AC coefficients.</param>
    public JpegScan(ref FileBytes file, JpegFrame frame, JpegHuffmanTable?[] dcTables, JpegHuffmanTable?[] acTables)
    {
        this.frame = frame;
        int offset = file.Position, count = file.Byte("the scan header"), blocks = 0;
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
            blocks += component.HorizontalSampling * component.VerticalSampling;
        }

        if (count > 1 && blocks > MaxBlocksInMcu) throw file.Wrong(offset, $"an MCU has at most {MaxBlocksInMcu} blocks; {blocks} came");
        spectralStart = file.Byte("the scan header");
        spectralEnd = file.Byte("the scan header");
        int approximation = file.Byte("the scan header");
        (approximationHigh, approximationLow) = (approximation >> 4, approximation & 15);
        if (!frame.IsProgressive) (spectralStart, spectralEnd, approximationHigh, approximationLow) = (0, 63, 0, 0);
        else if (spectralStart > spectralEnd || spectralEnd > 63 || (spectralStart == 0 && spectralEnd != 0) || (spectralStart > 0 && count > 1) || approximationLow > 13 || (approximationHigh != 0 && approximationHigh != approximationLow + 1))
            throw file.Wrong(file.Position - 3, $"a progressive scan of coefficients {spectralStart} to {spectralEnd}, bits {approximationHigh} to {approximationLow}, of {count} components is not possible");
        for (int i = 0; i < count; i++)
        {
            int dcIndex = tables[i] >> 4, acIndex = tables[i] & 15;
            if (dcIndex > 3 || acIndex > 3) throw file.Wrong(offset + 2 + (2 * i), $"Huffman tables are numbered 0 to 3; {dcIndex} and {acIndex} came");
            dc[i] = dcTables[dcIndex] ?? Standard(dcIndex, isDc: true);
            ac[i] = acTables[acIndex] ?? Standard(acIndex, isDc: false);
            if (spectralStart == 0 && approximationHigh == 0 && dc[i] is null) throw file.Wrong(offset, $"the scan needs the Huffman table DC {dcIndex}, which did not come before");
            if (spectralEnd > 0 && ac[i] is null) throw file.Wrong(offset, $"the scan needs the Huffman table AC {acIndex}, which did not come before");
        }
    }

    /// <summary>The scan's components.</summary>
    public IReadOnlyList<JpegComponent> Components => components;

    /// <summary>Decodes the scan.</summary>
    /// <param name="file">Stands behind the header; afterwards at the next marker or before it.</param>
    /// <param name="restartInterval">MCUs from one restart marker to the next, or 0.</param>
    /// <remarks>
    /// Damage between two restart markers costs the MCUs between them, as in libjpeg: those of a sequential image become grey, those of a progressive one stay as earlier
    /// scans left them. A progressive scan may also end early, at a marker. A file that ends in a scan is cut short, and refused.
    /// </remarks>
    public void Decode(ref FileBytes file, int restartInterval)
    {
        var bits = new JpegBitReader(file.All, file.Position, file.Source);
        bool isAlone = components.Length == 1;
        JpegComponent only = components[0];
        int across = isAlone ? (only.Width + 7) / 8 : only.BlocksAcross / only.HorizontalSampling, down = isAlone ? (only.Height + 7) / 8 : only.BlocksDown / only.VerticalSampling;
        long all = (long)across * down, length = restartInterval > 0 ? restartInterval : all, good = 0, wanted = Wanted(all, restartInterval), reached = wanted;
        FormatErrorException? damage = null;
        int restart = 0;
        for (long start = 0; start < all; start += length)
        {
            if (start > 0)
            {
                int lost = bits.Restart(restart & 7, (all - start - 1) / length);
                long came = start;
                start = lost < 0 ? all : start + (lost * length);
                for (long mcu = came; mcu < start; mcu++) Conceal(isAlone, (int)(mcu % across), (int)(mcu / across));
                if (lost != 0) reached = Math.Min(reached, came);
                if (lost < 0) damage ??= CutShort(ref bits, file, came, all);
                if (start >= all) break;
                restart += lost + 1;
                eobRun = 0;
                Array.Clear(predictors);
            }

            // A block takes at most 63 codes of 31 bits, twice the bytes if all are FF; close to the end of the coded bits each one is kept, because the last may run over it.
            const int LongestBlock = 512;
            if (frame.IsProgressive) watchFrom = bits.NextMarker() - LongestBlock;
            watched = null;
            long done = start, end = Math.Min(wanted, start + length);
            try
            {
                for (; done < end; done++)
                {
                    if (isAlone) Block(ref bits, 0, (int)(done % across), (int)(done / across));
                    else Mcu(ref bits, (int)(done % across), (int)(done / across));
                    if (bits.IsOverrun) throw CutShort(ref bits, file, done, all);
                }

                good++;
            }
            catch (FormatErrorException problem) when (MayGoOn(ref bits, file, restartInterval))
            {
                damage ??= problem;
                reached = Math.Min(reached, done);
                if (watched is not null) block.CopyTo(watched.Coefficients.AsSpan(watchedAt));
                for (; done < end; done++) Conceal(isAlone, (int)(done % across), (int)(done / across));
            }
            catch (FormatErrorException) when (IsAtEnd(ref bits, file))
            {
                throw CutShort(ref bits, file, done, all);
            }
        }

        if (good == 0 && damage is not null && !frame.IsProgressive) throw damage;
        if (frame.IsProgressive) Note(reached);
        file.Position = wanted < all ? bits.NextMarker() : bits.Position;
    }

    // How many MCUs can be read: those whose coefficients came completely in the scans that this one refines. Restart markers bring the reader back into step by themselves.
    long Wanted(long all, int restartInterval) => frame.IsProgressive && approximationHigh > 0 && spectralStart > 0 && restartInterval == 0 ? Math.Min(all, components[0].Reached[spectralStart..(spectralEnd + 1)].Min()) : all;

    // Without restart markers nobody knows where to go on, but a progressive scan that a marker ends leaves an image that is only less sharp.
    bool MayGoOn(ref JpegBitReader bits, FileBytes file, int restartInterval)
    {
        return !IsAtEnd(ref bits, file) && (restartInterval > 0 || (frame.IsProgressive && bits.IsPadded));
    }

    // Which bits of which coefficients the scan brought, and how far.
    void Note(long reached)
    {
        foreach (JpegComponent component in components)
        {
            component.MissingBits.AsSpan(spectralStart..(spectralEnd + 1)).Fill((byte)approximationLow);
            component.Reached.AsSpan(spectralStart..(spectralEnd + 1)).Fill(reached);
        }
    }

    // An MCU that did not come: grey in a sequential image.
    void Conceal(bool isAlone, int x, int y)
    {
        if (frame.IsProgressive) return;
        block.AsSpan().Clear();
        foreach (JpegComponent c in components)
        {
            (int horizontal, int vertical) = isAlone ? (1, 1) : (c.HorizontalSampling, c.VerticalSampling);
            for (int v = 0; v < vertical; v++)
            {
                for (int h = 0; h < horizontal; h++) InverseDct.Block(block, c.QuantisationTable!, 0, c.Samples.AsSpan((((y * vertical) + v) * 8 * c.Stride) + (((x * horizontal) + h) * 8)), c.Stride);
            }
        }
    }

    // Motion-JPEG frames leave the tables out and mean those of the standard: 0 for luminance, 1 for chrominance. Progressive files have no such custom.
    JpegHuffmanTable? Standard(int index, bool isDc)
    {
        if (frame.IsProgressive || index > 1) return null;
        ReadOnlySpan<byte> table = (index, isDc) switch
        {
            (0, true) => JpegStandardTables.LuminanceDc,
            (0, false) => JpegStandardTables.LuminanceAc,
            (_, true) => JpegStandardTables.ChrominanceDc,
            _ => JpegStandardTables.ChrominanceAc,
        };
        return JpegHuffmanTable.Make(table[..16], table[16..]);
    }

    static bool IsAtEnd(ref JpegBitReader bits, FileBytes file) => bits.Position + 1 >= file.All.Length;

    static FormatErrorException CutShort(ref JpegBitReader bits, FileBytes file, long done, long all)
    {
        bool isEnd = IsAtEnd(ref bits, file);
        string what = isEnd ? "the file ends" : $"the marker FF {file.All[bits.Position + 1]:X2} comes";
        return bits.Wrong(bits.Position, $"{what} after {done} of the scan's {all} MCUs", isEnd ? "It is cut short: download or copy it again." : "It is cut short or damaged: download or copy it again.");
    }

    void Mcu(ref JpegBitReader bits, int x, int y)
    {
        for (int i = 0; i < components.Length; i++)
        {
            JpegComponent c = components[i];
            for (int v = 0; v < c.VerticalSampling; v++)
            {
                for (int h = 0; h < c.HorizontalSampling; h++) Block(ref bits, i, (x * c.HorizontalSampling) + h, (y * c.VerticalSampling) + v);
            }
        }
    }

    void Block(ref JpegBitReader bits, int index, int x, int y)
    {
        JpegComponent c = components[index];
        if (!frame.IsProgressive)
        {
            block.AsSpan().Clear();
            int last = bits.SequentialBlock(block, dc[index]!, ac[index]!, ref predictors[index]);
            InverseDct.Block(block, c.QuantisationTable!, last, c.Samples.AsSpan((y * 8 * c.Stride) + (x * 8)), c.Stride);
            return;
        }

        int at = ((y * c.BlocksAcross) + x) * 64;
        Span<short> coefficients = c.Coefficients.AsSpan(at, 64);
        if (bits.Position >= watchFrom)
        {
            (watched, watchedAt) = (c, at);
            coefficients.CopyTo(block);
        }

        if (spectralStart > 0)
        {
            if (approximationHigh == 0) JpegProgression.First(ref bits, coefficients, ac[index]!, spectralStart, spectralEnd, approximationLow, ref eobRun);
            else JpegProgression.Refine(ref bits, coefficients, ac[index]!, spectralStart, spectralEnd, approximationLow, ref eobRun);
        }
        else if (approximationHigh == 0)
        {
            predictors[index] += bits.ReceiveExtend(bits.Decode(dc[index]!));
            coefficients[0] = (short)(predictors[index] << approximationLow);
        }
        else if (bits.NextBit() != 0)
        {
            coefficients[0] |= (short)(1 << approximationLow);
        }
    }
}
