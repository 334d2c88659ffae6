using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    /// <summary>
    /// The steps of a plain recurrent layer in one direction: hₜ = f(gₜ + W · hₜ₋₁ + b), where gₜ is what the input contributes.
    /// </summary>
    /// <param name="inputs">g, shape [steps, n, h]: the inputs' products, made for all steps at once.</param>
    /// <param name="hidden">The first state, shape [n, h].</param>
    /// <param name="weight">W, shape [h, h].</param>
    /// <param name="bias">b, shape [h], or null.</param>
    /// <param name="relu">Whether f is max(x, 0) instead of tanh.</param>
    /// <param name="reverse">Whether the steps run from the last position to the first.</param>
    /// <returns>All states, shape [steps, n, h].</returns>
    /// <remarks>Elman: Finding structure in time (Cognitive Science 14, 1990).</remarks>
    internal static Tensor RnnSequence(Tensor inputs, Tensor hidden, Tensor weight, Tensor? bias, bool relu, bool reverse)
    {
        bool isTracked = Tracks(inputs, hidden) || weight.IsTracked || bias is { IsTracked: true };
        int steps = inputs.Shape[0];
        Tensor y = Tensor.Uninitialized(inputs.Shape, inputs.DType, inputs.Backend);
        using (Autograd.Pause())
        {
            Tensor before = hidden;
            for (int step = 0; step < steps; step++)
            {
                using MemoryScope scope = Memory.Scope();
                int position = PositionOf(step, steps, reverse);
                Tensor sum = inputs.Select(0, position) + before.Linear(weight, bias);
                before = y.Select(0, position).CopyFrom(relu ? sum.Relu() : sum.Tanh());
            }
        }

        return isTracked ? y.From(new RnnSequenceGradient(inputs, hidden, weight, bias, y, relu, reverse)) : y;
    }

    // From the last step to the first: da = (dhₜ + what the next step gave back) · f', of which the state before gets da · W. The weight's gradient is one product.
    sealed class RnnSequenceGradient(Tensor inputs, Tensor hidden, Tensor weight, Tensor? bias, Tensor y, bool relu, bool reverse) : Node(inputs, hidden, weight, bias)
    {
        SavedTensor hidden = new(hidden), weight = new(weight), y = new(y);

        public override bool IsTwiceDifferentiable => false;

        public override void Backward(Tensor dy)
        {
            Tensor states = y.For(this), w = weight.For(this);
            UnaryFunction f = relu ? UnaryFunction<ReluFormula>.Instance : UnaryFunction<TanhFormula>.Instance;
            int steps = states.Shape[0];
            Tensor da = Tensor.Uninitialized(states.Shape, states.DType, states.Backend);
            Tensor back = Tensor.Zeros(InputShape(1), states.DType);
            for (int step = steps - 1; step >= 0; step--)
            {
                using MemoryScope scope = Memory.Scope();
                int position = PositionOf(step, steps, reverse);
                Tensor here = da.Select(0, position).CopyFrom(RunGradient(f, dy.Select(0, position) + back, states.Select(0, position)));
                back.CopyFrom(here.MatMul(w));
            }

            if (NeedsGradient(2)) AddGradient(2, Rows(da).T.MatMul(Rows(StatesBefore(hidden.For(this), states, reverse))));
            if (NeedsGradient(3)) AddGradient(3, da.Sum([0, 1]));
            if (NeedsGradient(1)) AddGradient(1, back);
            if (NeedsGradient(0)) AddGradient(0, da);
        }

        protected override void Release() => hidden = weight = y = default;
    }
}
