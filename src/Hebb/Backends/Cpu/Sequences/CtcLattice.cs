using System.Numerics;
using System.Runtime.InteropServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// The ways through one row of connectionist temporal classification. Its places are the labels with a blank before, between and behind: place s is a blank if s
/// is even and label ⌊s/2⌋ if it is odd. From one frame to the next a way stays, goes one place on, or skips the blank between two different labels.
/// </summary>
/// <remarks>
/// Graves, Fernández, Gomez and Schmidhuber: Connectionist temporal classification (ICML 2006). All sums of probabilities are kept as logarithms in double
/// precision, so that a thousand frames neither vanish nor need scaling. The scalar twin in the tests adds up every way one by one.
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
    readonly int places = (2 * count) + 1;

    /// <summary>The negative logarithm of the sum over all ways.</summary>
    /// <param name="occupancy">Where the probability of each class at each frame goes, laid out as the log-probabilities and 0 before; or null.</param>
    public double Run(T* occupancy)
    {
        if (frames == 0) return count == 0 ? 0 : double.PositiveInfinity;
        // Without a second pass back, two frames of the forward one are enough.
        int kept = occupancy is null ? 2 : frames;
        double* forward = (double*)NativeMemory.Alloc((nuint)kept * (nuint)places, sizeof(double));
        try
        {
            Begin(forward);
            for (int t = 1; t < frames; t++) Advance(forward + ((nint)((t - 1) % kept) * places), forward + ((nint)(t % kept) * places), t);
            double* last = forward + ((nint)((frames - 1) % kept) * places);
            double total = places == 1 ? last[0] : Sum(last[places - 1], last[places - 2]);
            if (occupancy is not null && double.IsFinite(total)) Occupy(forward, total, occupancy);
            return -total;
        }
        finally
        {
            NativeMemory.Free(forward);
        }
    }

    void Begin(double* now)
    {
        new Span<double>(now, places).Fill(double.NegativeInfinity);
        now[0] = Log(0, 0);
        if (places > 1) now[1] = Log(0, 1);
    }

    void Advance(double* before, double* now, int t)
    {
        for (int s = 0; s < places; s++)
        {
            double one = s > 0 ? before[s - 1] : double.NegativeInfinity, two = Skips(s) ? before[s - 2] : double.NegativeInfinity;
            now[s] = Sum(before[s], one, two) + Log(t, s);
        }
    }

    // Back from the last frame. What comes behind a place does not contain the place's own probability; what lies before it does.
    void Occupy(double* forward, double total, T* occupancy)
    {
        double* behind = (double*)NativeMemory.Alloc((nuint)places * 2, sizeof(double));
        try
        {
            double* next = behind + places;
            for (int t = frames - 1; t >= 0; t--)
            {
                if (t == frames - 1)
                {
                    new Span<double>(behind, places).Fill(double.NegativeInfinity);
                    behind[places - 1] = 0;
                    if (places > 1) behind[places - 2] = 0;
                }
                else
                {
                    for (int s = 0; s < places; s++) next[s] = behind[s] + Log(t + 1, s);
                    for (int s = 0; s < places; s++)
                    {
                        double one = s + 1 < places ? next[s + 1] : double.NegativeInfinity, two = s + 2 < places && Skips(s + 2) ? next[s + 2] : double.NegativeInfinity;
                        behind[s] = Sum(next[s], one, two);
                    }
                }

                double* before = forward + ((nint)t * places);
                T* row = occupancy + (t * step);
                double blanks = 0;
                for (int s = 0; s < places; s++)
                {
                    double share = Math.Exp(before[s] + behind[s] - total);
                    if ((s & 1) == 0) blanks += share;
                    else row[labels[s >> 1]] += T.CreateTruncating(share);
                }

                row[blank] = T.CreateTruncating(blanks);
            }
        }
        finally
        {
            NativeMemory.Free(behind);
        }
    }

    bool Skips(int s) => s >= 3 && (s & 1) == 1 && labels[s >> 1] != labels[(s >> 1) - 1];

    double Log(int t, int s) => double.CreateTruncating(logs[(t * step) + ((s & 1) == 0 ? blank : (nint)labels[s >> 1])]);

    static double Sum(double a, double b)
    {
        double most = Math.Max(a, b);
        return double.IsNegativeInfinity(most) ? most : most + Math.Log(Math.Exp(a - most) + Math.Exp(b - most));
    }

    static double Sum(double a, double b, double c)
    {
        if (double.IsNegativeInfinity(c)) return double.IsNegativeInfinity(b) ? a : Sum(a, b);
        double most = Math.Max(Math.Max(a, b), c);
        return most + Math.Log(Math.Exp(a - most) + Math.Exp(b - most) + Math.Exp(c - most));
    }
}
