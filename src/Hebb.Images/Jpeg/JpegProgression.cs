namespace Hebb.Images;

/// <summary>The AC coefficients of progressive blocks: their first scan, and the scans that refine them by successive approximation.</summary>
/// <remarks>Source: ITU-T T.81, G.1.2.2 and G.1.2.3.</remarks>
static class JpegProgression
{
    /// <summary>The first scan of a band.</summary>
    /// <param name="bits">The scan.</param>
    /// <param name="block">The block's coefficients.</param>
    /// <param name="table">The Huffman table.</param>
    /// <param name="spectralStart">The first coefficient of the band, in zigzag order (Ss).</param>
    /// <param name="spectralEnd">The last (Se).</param>
    /// <param name="approximationLow">How many lower bits come later (Al).</param>
    /// <param name="eobRun">How many blocks from this one on have no coefficient in the band.</param>
    public static void First(ref JpegBitReader bits, Span<short> block, JpegHuffmanTable table, int spectralStart, int spectralEnd, int approximationLow, ref int eobRun)
    {
        if (eobRun > 0)
        {
            eobRun--;
            return;
        }

        eobRun = bits.Band(block, table, spectralStart, spectralEnd, approximationLow);
    }

    /// <summary>A refinement scan: one more bit of the coefficients that are not zero, and those that become ±1 now.</summary>
    /// <inheritdoc cref="First"/>
    public static void Refine(ref JpegBitReader bits, Span<short> block, JpegHuffmanTable table, int spectralStart, int spectralEnd, int approximationLow, ref int eobRun)
    {
        int one = 1 << approximationLow, k = spectralStart;
        if (eobRun == 0)
        {
            for (; k <= spectralEnd; k++)
            {
                int symbol = bits.Decode(table), run = symbol >> 4, value = 0;
                if ((symbol & 15) == 0)
                {
                    if (run < 15)
                    {
                        eobRun = (1 << run) + (run == 0 ? 0 : bits.Receive(run));
                        break;
                    }
                }
                else
                {
                    value = bits.NextBit() != 0 ? one : -one;
                }

                k = Pass(ref bits, block, k, spectralEnd, run, one);
                if (value != 0 && k <= spectralEnd) block[JpegZigzag.Natural[k]] = (short)value;
            }
        }

        if (eobRun == 0) return;
        Pass(ref bits, block, k, spectralEnd, 64, one);
        eobRun--;
    }

    // Walks over so many zeros and gives every coefficient on the way its bit.
    static int Pass(ref JpegBitReader bits, Span<short> block, int k, int spectralEnd, int zeros, int one)
    {
        for (; k <= spectralEnd; k++)
        {
            ref short coefficient = ref block[JpegZigzag.Natural[k]];
            if (coefficient == 0)
            {
                if (zeros-- == 0) break;
            }
            else if (bits.NextBit() != 0 && (coefficient & one) == 0)
            {
                coefficient += (short)(coefficient > 0 ? one : -one);
            }
        }

        return k;
    }
}
