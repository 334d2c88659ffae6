using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    /// <summary>
    /// The steps of a gated recurrent unit in one direction. With u = W · hₜ₋₁ + b, both u and gₜ cut into three (in the order r, z, n):
    /// r = sigmoid(g_r + u_r), z = sigmoid(g_z + u_z), n = tanh(g_n + r · u_n), hₜ = (1 − z) · n + z · hₜ₋₁.
    /// </summary>
    /// <param name="inputs">g, shape [steps, n, 3h]: the inputs' products, made for all steps at once.</param>
    /// <param name="hidden">The first state, shape [n, h].</param>
    /// <param name="weight">W, shape [3h, h].</param>
    /// <param name="bias">b, shape [3h], or null.</param>
    /// <param name="reverse">Whether the steps run from the last position to the first.</param>
    /// <returns>All states, shape [steps, n, h].</returns>
    /// <remarks>Cho et al.: Learning phrase representations using RNN encoder-decoder (EMNLP 2014); r stands behind the product, as in PyTorch.</remarks>
    internal static Tensor GruSequence(Tensor inputs, Tensor hidden, Tensor weight, Tensor? bias, bool reverse)
    {
        bool isTracked = Tracks(inputs, hidden) || weight.IsTracked || bias is { IsTracked: true };
        int steps = inputs.Shape[0], n = inputs.Shape[1], size = weight.Shape[1];
        Tensor y = Tensor.Uninitialized([steps, n, size], inputs.DType, inputs.Backend);
        // r, z, n and u_n, each in one piece.
        Tensor gates = Tensor.Uninitialized([steps, 4, n, size], inputs.DType, inputs.Backend);
        using (Autograd.Pause())
        {
            Tensor before = hidden;
            for (int step = 0; step < steps; step++)
            {
                using MemoryScope scope = Memory.Scope();
                int position = PositionOf(step, steps, reverse);
                Tensor g = inputs.Select(0, position), u = before.Linear(weight, bias), here = gates.Select(0, position);
                Tensor r = here.Select(0, 0).CopyFrom((Gate(g, 0, size) + Gate(u, 0, size)).Sigmoid());
                Tensor z = here.Select(0, 1).CopyFrom((Gate(g, 1, size) + Gate(u, 1, size)).Sigmoid());
                Tensor inner = here.Select(0, 3).CopyFrom(Gate(u, 2, size));
                Tensor fresh = here.Select(0, 2).CopyFrom((Gate(g, 2, size) + (r * inner)).Tanh());
                before = y.Select(0, position).CopyFrom(fresh + (z * (before - fresh)));
            }
        }

        return isTracked ? y.From(new GruSequenceGradient(inputs, hidden, weight, bias, y, gates, reverse)) : y;
    }

    // From the last step to the first, with dh of the next step added: dn = dh · (1 − z) · (1 − n²), dr = dn · u_n · r(1 − r), dz = dh · (hₜ₋₁ − n) · z(1 − z).
    // The input gets (dr, dz, dn), the state's product du = (dr, dz, dn · r); back go dh · z and du · W.
    sealed class GruSequenceGradient(Tensor inputs, Tensor hidden, Tensor weight, Tensor? bias, Tensor y, Tensor gates, bool reverse) : Node(inputs, hidden, weight, bias)
    {
        SavedTensor hidden = new(hidden), weight = new(weight), y = new(y), gates = new(gates);

        public override bool IsTwiceDifferentiable => false;

        public override void Backward(Tensor dy)
        {
            Tensor states = y.For(this), active = gates.For(this), w = weight.For(this), first = hidden.For(this);
            Backend backend = states.Backend;
            int steps = states.Shape[0], size = states.Shape[2];
            Tensor dg = Tensor.Uninitialized(InputShape(0), states.DType, backend), du = Tensor.Uninitialized(InputShape(0), states.DType, backend);
            Tensor back = Tensor.Zeros(InputShape(1), states.DType);
            for (int step = steps - 1; step >= 0; step--)
            {
                using MemoryScope scope = Memory.Scope();
                int position = PositionOf(step, steps, reverse);
                Tensor here = active.Select(0, position), r = here.Select(0, 0), z = here.Select(0, 1), fresh = here.Select(0, 2), inner = here.Select(0, 3);
                Tensor before = step == 0 ? first : states.Select(0, PositionOf(step - 1, steps, reverse));
                Tensor dh = dy.Select(0, position) + back, kept = dh * z;
                Tensor dn = RunGradient(UnaryFunction<TanhFormula>.Instance, dh - kept, fresh);
                Tensor dr = RunGradient(UnaryFunction<SigmoidFormula>.Instance, dn * inner, r);
                Tensor dz = RunGradient(UnaryFunction<SigmoidFormula>.Instance, dh * (before - fresh), z);
                Tensor toInput = dg.Select(0, position), toState = du.Select(0, position);
                Gate(toInput, 0, size).CopyFrom(dr);
                Gate(toInput, 1, size).CopyFrom(dz);
                Gate(toInput, 2, size).CopyFrom(dn);
                Gate(toState, 0, size).CopyFrom(dr);
                Gate(toState, 1, size).CopyFrom(dz);
                Gate(toState, 2, size).CopyFrom(dn * r);
                back.CopyFrom(kept + toState.MatMul(w));
            }

            if (NeedsGradient(2)) AddGradient(2, Rows(du).T.MatMul(Rows(StatesBefore(first, states, reverse))));
            if (NeedsGradient(3)) AddGradient(3, du.Sum([0, 1]));
            if (NeedsGradient(1)) AddGradient(1, back);
            if (NeedsGradient(0)) AddGradient(0, dg);
        }

        protected override void Release() => hidden = weight = y = gates = default;
    }
}
