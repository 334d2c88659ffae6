using System.Numerics;
using System.Runtime.InteropServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// The ways through one row of connectionist temporal classification. Its places are the labels with a blank before, between and behind: place s is a blank if s
/// is even and label ⌊s/2⌋ if it is odd. From one frame to the next a way stays, goes one place on, or skips the blank between two different labels.
/// </summary>
/// <remarks>
/// Graves, Fernández, Gomez and Schmidhuber: Connectionist temporal classification (ICML 2006). All sums of probabilities are kept as logarithms in double
/// precision, so that a thousand frames neither vanish nor need scaling. Impossible is −10³⁰⁰ instead of −∞, so that differences are never NaN and no case needs a
/// branch. Lanes are neighbouring places; every array has two impossible places on either side and is filled up with such to whole vectors, so there is no
/// remainder. The scalar twin in the tests adds up every way one by one.
/// </remarks>
/// <param name="logs">The row's first log-probability.</param>
/// <param name="step">The distance from a frame to the next.</param>
/// <param name="frames">The number of frames.</param>
/// <param name="labels">The row's labels.</param>
/// <param name="count">The number of labels.</param>
/// <param name="blank">The class of the blank.</param>
internal readonly unsafe struct CtcLattice<T>(T* logs, nint step, int frames, long* labels, int count, int blank)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    const double Impossible = -1e300;
    const int Margin = 2;

    readonly int places = (2 * count) + 1;
    readonly int width = (((2 * count) + Vector<double>.Count) / Vector<double>.Count * Vector<double>.Count) + (2 * Margin);

    /// <summary>The negative logarithm of the sum over all ways.</summary>
    /// <param name="occupancy">Where the probability of each class at each frame goes, laid out as the log-probabilities and 0 before; or null.</param>
    public double Run(T* occupancy)
    {
        if (frames == 0) return count == 0 ? 0 : double.PositiveInfinity;
        // Without a pass back, two frames of the forward one are enough. Behind them: log-probabilities, skips, and two rows for the way back.
        int kept = occupancy is null ? 2 : frames;
        double* memory = (double*)NativeMemory.Alloc(((nuint)kept + 4) * (nuint)width, sizeof(double));
        try
        {
            new Span<double>(memory, 2 * width).Fill(Impossible);
            double* forward = memory + Margin, own = forward + ((nint)kept * width), skips = own + width;
            new Span<double>(own - Margin, 4 * width).Fill(Impossible);
            for (int s = 3; s < places; s += 2) skips[s] = labels[s >> 1] == labels[(s >> 1) - 1] ? Impossible : 0;
            Read(own, 0);
            for (int s = 0; s < Math.Min(places, 2); s++) forward[s] = own[s];
            for (int t = 1; t < frames; t++)
            {
                Read(own, t);
                Advance(forward + ((nint)((t - 1) % kept) * width), forward + ((nint)(t % kept) * width), own, skips);
            }

            double* last = forward + ((nint)((frames - 1) % kept) * width);
            double one = last[places - 1], other = places == 1 ? Impossible : last[places - 2], max = Math.Max(one, other);
            double total = max + Math.Log(Math.Exp(one - max) + Math.Exp(other - max));
            if (total < Impossible / 2) return double.PositiveInfinity;
            if (occupancy is not null) Occupy(forward, own, skips, total, occupancy);
            return -total;
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    void Advance(double* before, double* now, double* own, double* skips)
    {
        Edges(now);
        for (int s = 0; s < places; s += Vector<double>.Count)
        {
            Vector<double> sum = LogSum(Vector.Load(before + s), Vector.Load(before + s - 1), Vector.Load(before + s - 2) + Vector.Load(skips + s));
            (sum + Vector.Load(own + s)).Store(now + s);
        }
    }

    // Back from the last frame. What comes behind a place does not contain the place's own probability; what lies before it does.
    void Occupy(double* forward, double* own, double* skips, double total, T* occupancy)
    {
        double* behind = skips + width, next = behind + width;
        behind[places - 1] = 0;
        if (places > 1) behind[places - 2] = 0;
        var whole = new Vector<double>(total);
        for (int t = frames - 1; t >= 0; t--)
        {
            if (t < frames - 1)
            {
                Read(own, t + 1);
                for (int s = 0; s < places; s += Vector<double>.Count) (Vector.Load(behind + s) + Vector.Load(own + s)).Store(next + s);
                for (int s = 0; s < places; s += Vector<double>.Count)
                    LogSum(Vector.Load(next + s), Vector.Load(next + s + 1), Vector.Load(next + s + 2) + Vector.Load(skips + s + 2)).Store(behind + s);
            }

            double* before = forward + ((nint)t * width);
            for (int s = 0; s < places; s += Vector<double>.Count) Vector.Exp(Vector.Load(before + s) + Vector.Load(behind + s) - whole).Store(next + s);
            Collect(next, occupancy + (t * step));
            // The shares stood where the next frame's sums will: only their margin must be impossible again.
            Edges(next);
        }
    }

    void Collect(double* shares, T* row)
    {
        double blanks = shares[0];
        for (int i = 0; i < count; i++)
        {
            blanks += shares[(2 * i) + 2];
            row[labels[i]] += T.CreateTruncating(shares[(2 * i) + 1]);
        }

        row[blank] = T.CreateTruncating(blanks);
    }

    // A probability of 0 is as impossible as a place that is not there; a NaN stays one.
    void Read(double* own, int t)
    {
        T* frame = logs + (t * step);
        double none = Possible(double.CreateTruncating(frame[blank]));
        own[0] = none;
        for (int i = 0; i < count; i++)
        {
            own[(2 * i) + 1] = Possible(double.CreateTruncating(frame[labels[i]]));
            own[(2 * i) + 2] = none;
        }
    }

    void Edges(double* row)
    {
        row[-2] = row[-1] = Impossible;
        new Span<double>(row + places, width - Margin - places).Fill(Impossible);
    }

    static double Possible(double log) => log < Impossible ? Impossible : log;

    static Vector<double> LogSum(Vector<double> a, Vector<double> b, Vector<double> c)
    {
        // The largest needs no exponential: its own is 1.
        Vector<double> larger = Vector.Max(a, b), min = Vector.Min(a, b), max = Vector.Max(larger, c), middle = Vector.Min(larger, c);
        return max + Vector.Log(Vector<double>.One + Vector.Exp(middle - max) + Vector.Exp(min - max));
    }
}
