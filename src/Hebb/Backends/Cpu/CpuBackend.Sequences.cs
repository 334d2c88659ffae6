using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <content>Sequences.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override (TensorData Losses, TensorData? Occupancy) Ctc(
        TensorData logProbabilities, TensorData labels, ReadOnlySpan<int> frameCounts, ReadOnlySpan<int> labelCounts, int blank, bool wantsOccupancy)
    {
        (logProbabilities, labels) = (Dense(logProbabilities), Dense(labels));
        return logProbabilities.DType == DType.Float32
            ? Ctc<float>(logProbabilities, labels, frameCounts, labelCounts, blank, wantsOccupancy)
            : Ctc<double>(logProbabilities, labels, frameCounts, labelCounts, blank, wantsOccupancy);
    }

    static (TensorData Losses, TensorData? Occupancy) Ctc<T>(
        TensorData logs, TensorData labels, ReadOnlySpan<int> frameCounts, ReadOnlySpan<int> labelCounts, int blank, bool wantsOccupancy)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int rows = logs.Shape[1], classes = logs.Shape[2];
        TensorData losses = TensorData.Allocate([rows], logs.DType, Instance), occupancy = wantsOccupancy ? Instance.Zeros(logs.Shape, logs.DType) : losses;
        using var logLease = logs.Open<T>();
        using var labelLease = labels.Open<long>();
        using var lossLease = losses.Open<T>();
        using var occupancyLease = occupancy.Open<T>();
        Span<int> starts = rows <= 256 ? stackalloc int[rows] : new int[rows];
        for (int row = 1; row < rows; row++) starts[row] = starts[row - 1] + labelCounts[row - 1];
        fixed (T* x = logLease, y = lossLease, o = occupancyLease)
        fixed (long* l = labelLease)
        fixed (int* frames = frameCounts, counts = labelCounts, first = starts)
        {
            var job = new CtcJob<T>
            {
                X = x,
                Losses = y,
                Occupancy = wantsOccupancy ? o : null,
                Labels = l,
                FrameCounts = frames,
                LabelCounts = counts,
                Starts = first,
                Rows = rows,
                Classes = classes,
                Blank = blank,
            };
            WorkerPool.Run(ref job, rows);
        }

        return (losses, wantsOccupancy ? occupancy : null);
    }

    // A row is one part: rows write to places of their own.
    struct CtcJob<T> : IJob
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public T* X, Losses, Occupancy;
        public long* Labels;
        public int* FrameCounts, LabelCounts, Starts;
        public int Rows, Classes, Blank;

        public readonly void Run(int part)
        {
            var lattice = new CtcLattice<T>(X + ((nint)part * Classes), (nint)Rows * Classes, FrameCounts[part], Labels + Starts[part], LabelCounts[part], Blank);
            Losses[part] = T.CreateTruncating(lattice.Run(Occupancy is null ? null : Occupancy + ((nint)part * Classes)));
        }
    }
}
