namespace Hebb.Images;

/// <summary>Unpacks the numbers of a frame, compressed by Lempel, Ziv and Welch's method with codes of up to 12 bits.</summary>
/// <remarks>Source: T. Welch: A technique for high-performance data compression, IEEE Computer, 1984; CompuServe, GIF 89a, appendix F.</remarks>
static class GifLzw
{
    const int MaxCodes = 4096, MaxBits = 12;

    /// <summary>A number for each pixel of the frame in the file's order. No more than the frame takes are unpacked.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> bytes, GifFrame frame, string source)
    {
        var file = new FileBytes(bytes, source) { Position = frame.DataAt };
        int minimum = file.Byte("the code length");
        if (minimum > MaxBits) throw file.Wrong(frame.DataAt, $"codes have up to 12 bits at first; {minimum} came");
        var numbers = new byte[frame.Width * frame.Height];

        // A word is the word of another code and one number more.
        Span<short> before = new short[MaxCodes];
        Span<byte> last = new byte[MaxCodes];
        Span<byte> first = new byte[MaxCodes];
        Span<short> lengths = new short[MaxCodes];
        int clear = 1 << minimum, end = clear + 1, next = end + 1, bits = minimum + 1, previous = -1;
        for (int i = 0; i < clear; i++) (last[i], first[i], lengths[i]) = ((byte)i, (byte)i, 1);
        int done = 0, block = 0;
        uint reservoir = 0;
        int count = 0;
        while (done < numbers.Length)
        {
            while (count < bits)
            {
                if (block == 0 && (block = file.Byte("compressed pixels")) == 0) throw file.Wrong(file.Position, $"the compressed pixels end after {done} of {numbers.Length}", "The file is damaged, or cut short.");
                reservoir |= (uint)file.Byte("compressed pixels") << count;
                count += 8;
                block--;
            }

            int code = (int)(reservoir & ((1u << bits) - 1));
            reservoir >>= bits;
            count -= bits;
            if (code == clear)
            {
                (next, bits, previous) = (end + 1, minimum + 1, -1);
                continue;
            }

            if (code == end) throw file.Wrong(file.Position, $"the compressed pixels end after {done} of {numbers.Length}", "The file is damaged, or cut short.");
            if (code > next || (code == next && previous < 0) || code >= MaxCodes) throw file.Wrong(file.Position, $"the code {code} comes before it has a meaning; {next} is the next to get one");
            if (previous >= 0 && next < MaxCodes)
            {
                (before[next], last[next], first[next]) = ((short)previous, first[code == next ? previous : code], first[previous]);
                lengths[next] = (short)(lengths[previous] + 1);
                next++;
            }
            else if (code >= next)
            {
                throw file.Wrong(file.Position, $"the code {code} comes before it has a meaning");
            }

            // Codes of 0 and 1 bits at first are too short for the two special ones, so they grow at once, before the first word is made.
            if (next >= 1 << bits && bits < MaxBits) bits++;

            // Words are known from their end: written backwards, and cut where the frame is full.
            for (int at = done + lengths[code] - 1, word = code; at >= done; at--, word = before[word])
            {
                if (at < numbers.Length) numbers[at] = last[word];
            }

            done += lengths[code];
            previous = code;
        }

        return numbers;
    }
}
