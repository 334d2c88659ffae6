namespace Hebb.Images;

/// <summary>The coefficients after the first of progressive blocks: their first bits, and one more bit of each.</summary>
/// <remarks>Source: ITU-T T.81, G.1.2.2 and G.1.2.3.</remarks>
static class JpegProgression
{
    /// <summary>The upper bits of coefficients that were zero so far.</summary>
    /// <param name="bits">The scan.</param>
    /// <param name="block">The block's coefficients.</param>
    /// <param name="table">Their code.</param>
    /// <param name="from">The first, in zigzag order.</param>
    /// <param name="to">The last.</param>
    /// <param name="low">How many lower bits come later.</param>
    /// <param name="endRun">How many blocks from this one on have no coefficient.</param>
    public static void First(ref JpegBits bits, Span<short> block, JpegHuffmanTable table, int from, int to, int low, ref int endRun)
    {
        if (endRun > 0)
        {
            endRun--;
            return;
        }

        endRun = bits.Band(block, table, from, to, low);
    }

    /// <summary>One more bit of the coefficients that are not zero, and those that become ±1 now.</summary>
    /// <inheritdoc cref="First"/>
    public static void Refine(ref JpegBits bits, Span<short> block, JpegHuffmanTable table, int from, int to, int low, ref int endRun)
    {
        int one = 1 << low, k = from;
        if (endRun == 0)
        {
            for (; k <= to; k++)
            {
                int symbol = bits.Symbol(table), run = symbol >> 4, value = 0;
                if ((symbol & 15) == 0)
                {
                    if (run < 15)
                    {
                        endRun = (1 << run) + (run == 0 ? 0 : bits.Bits(run));
                        break;
                    }
                }
                else
                {
                    value = bits.Bit() != 0 ? one : -one;
                }

                k = Pass(ref bits, block, k, to, run, one);
                if (value != 0 && k <= to) block[JpegZigzag.Natural[k]] = (short)value;
            }
        }

        if (endRun == 0) return;
        Pass(ref bits, block, k, to, 64, one);
        endRun--;
    }

    // Walks over so many zeros and gives every coefficient on the way its bit.
    static int Pass(ref JpegBits bits, Span<short> block, int k, int to, int zeros, int one)
    {
        for (; k <= to; k++)
        {
            ref short coefficient = ref block[JpegZigzag.Natural[k]];
            if (coefficient == 0)
            {
                if (zeros-- == 0) break;
            }
            else if (bits.Bit() != 0 && (coefficient & one) == 0)
            {
                coefficient += (short)(coefficient > 0 ? one : -one);
            }
        }

        return k;
    }
}
