using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    /// <summary>
    /// The steps of a long short-term memory in one direction. With a = gₜ + W · hₜ₋₁ + b cut into four gates, i, f, o = sigmoid and c̃ = tanh (in the order i, f, c̃, o):
    /// cₜ = f · cₜ₋₁ + i · c̃, hₜ = o · tanh cₜ.
    /// </summary>
    /// <param name="inputs">g, shape [steps, n, 4h]: the inputs' products, made for all steps at once.</param>
    /// <param name="hidden">The first hidden state, shape [n, h].</param>
    /// <param name="cell">The first cell state, shape [n, h].</param>
    /// <param name="weight">W, shape [4h, h].</param>
    /// <param name="bias">b, shape [4h], or null.</param>
    /// <param name="reverse">Whether the steps run from the last position to the first.</param>
    /// <returns>All states, shape [2, steps, n, h]: the hidden ones, then the cells.</returns>
    /// <remarks>Hochreiter and Schmidhuber: Long short-term memory (Neural Computation 9, 1997), with the forget gate of Gers, Schmidhuber and Cummins (2000).</remarks>
    internal static Tensor LstmSequence(Tensor inputs, Tensor hidden, Tensor cell, Tensor weight, Tensor? bias, bool reverse)
    {
        bool isTracked = Tracks(inputs, hidden) || Tracks(cell, weight) || bias is { IsTracked: true };
        int steps = inputs.Shape[0], n = inputs.Shape[1], size = weight.Shape[1];
        Tensor y = Tensor.Uninitialized([2, steps, n, size], inputs.DType, inputs.Backend);
        // Gate by gate, so that each lies in one piece.
        Tensor gates = Tensor.Uninitialized([steps, 4, n, size], inputs.DType, inputs.Backend);
        using (Autograd.Pause())
        {
            Tensor states = y.Select(0, 0), cells = y.Select(0, 1), before = hidden, cellBefore = cell;
            for (int step = 0; step < steps; step++)
            {
                using MemoryScope scope = Memory.Scope();
                int position = PositionOf(step, steps, reverse);
                Tensor sum = inputs.Select(0, position) + before.Linear(weight, bias), here = gates.Select(0, position);
                for (int gate = 0; gate < 4; gate++)
                {
                    Tensor part = Gate(sum, gate, size);
                    here.Select(0, gate).CopyFrom(gate == 2 ? part.Tanh() : part.Sigmoid());
                }

                Tensor now = (here.Select(0, 1) * cellBefore) + (here.Select(0, 0) * here.Select(0, 2));
                cellBefore = cells.Select(0, position).CopyFrom(now);
                before = states.Select(0, position).CopyFrom(here.Select(0, 3) * now.Tanh());
            }
        }

        return isTracked ? y.From(new LstmSequenceGradient(inputs, hidden, cell, weight, bias, y, gates, reverse)) : y;
    }

    // From the last step to the first, with dh and dc of the next step added:
    // dc += dh · o · (1 − tanh²c); do = dh · tanh c, di = dc · c̃, df = dc · cₜ₋₁, dc̃ = dc · i, each times its function's slope, make da; back go da · W and dc · f.
    sealed class LstmSequenceGradient(Tensor inputs, Tensor hidden, Tensor cell, Tensor weight, Tensor? bias, Tensor y, Tensor gates, bool reverse)
        : Node(inputs, hidden, cell, weight, bias)
    {
        SavedTensor hidden = new(hidden), cell = new(cell), weight = new(weight), y = new(y), gates = new(gates);

        public override bool IsTwiceDifferentiable => false;

        public override void Backward(Tensor dy)
        {
            Tensor all = y.For(this), states = all.Select(0, 0), cells = all.Select(0, 1), active = gates.For(this), w = weight.For(this), firstCell = cell.For(this);
            Backend backend = all.Backend;
            int steps = states.Shape[0], size = states.Shape[2];
            Tensor da = Tensor.Uninitialized(InputShape(0), all.DType, backend);
            Tensor back = Tensor.Zeros(InputShape(1), all.DType), backCell = Tensor.Zeros(InputShape(2), all.DType);
            for (int step = steps - 1; step >= 0; step--)
            {
                using MemoryScope scope = Memory.Scope();
                int position = PositionOf(step, steps, reverse);
                Tensor here = active.Select(0, position), i = here.Select(0, 0), f = here.Select(0, 1), fresh = here.Select(0, 2), o = here.Select(0, 3);
                Tensor before = step == 0 ? firstCell : cells.Select(0, PositionOf(step - 1, steps, reverse));
                Tensor squashed = cells.Select(0, position).Tanh(), dh = dy.Select(0, 0).Select(0, position) + back;
                Tensor dc = dy.Select(0, 1).Select(0, position) + backCell + RunGradient(UnaryFunction<TanhFormula>.Instance, dh * o, squashed);
                Tensor to = da.Select(0, position);
                Gate(to, 0, size).CopyFrom(RunGradient(UnaryFunction<SigmoidFormula>.Instance, dc * fresh, i));
                Gate(to, 1, size).CopyFrom(RunGradient(UnaryFunction<SigmoidFormula>.Instance, dc * before, f));
                Gate(to, 2, size).CopyFrom(RunGradient(UnaryFunction<TanhFormula>.Instance, dc * i, fresh));
                Gate(to, 3, size).CopyFrom(RunGradient(UnaryFunction<SigmoidFormula>.Instance, dh * squashed, o));
                back.CopyFrom(to.MatMul(w));
                backCell.CopyFrom(dc * f);
            }

            if (NeedsGradient(3)) AddGradient(3, Rows(da).T.MatMul(Rows(StatesBefore(hidden.For(this), states, reverse))));
            if (NeedsGradient(4)) AddGradient(4, da.Sum([0, 1]));
            if (NeedsGradient(1)) AddGradient(1, back);
            if (NeedsGradient(2)) AddGradient(2, backCell);
            if (NeedsGradient(0)) AddGradient(0, da);
        }

        protected override void Release() => hidden = cell = weight = y = gates = default;
    }
}
