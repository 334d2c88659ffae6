namespace Hebb;

public static partial class Ops
{
    /// <summary>The position in a sequence of a step of a recurrent layer, which may run from the end to the beginning.</summary>
    static int PositionOf(int step, int steps, bool reverse) => reverse ? steps - 1 - step : step;

    /// <summary>The state that each step began with, [steps, n, h]: the first state and all results but the last, in the order of the indices.</summary>
    static Tensor StatesBefore(Tensor first, Tensor states, bool reverse)
    {
        int steps = states.Shape[0];
        Tensor start = first.Unsqueeze(0);
        if (steps == 1) return start;
        return reverse ? Tensor.Cat([states.Narrow(0, 1, steps - 1), start]) : Tensor.Cat([start, states.Narrow(0, 0, steps - 1)]);
    }

    /// <summary>One of the equal parts of the last axis: a gate.</summary>
    static Tensor Gate(Tensor gates, int index, int size) => gates.Narrow(-1, index * size, size);

    /// <summary>A sequence as the rows of a matrix.</summary>
    static Tensor Rows(Tensor sequence) => sequence.Reshape(-1, sequence.Shape[-1]);
}
