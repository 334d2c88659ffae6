using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>y = x · Wᵀ + b on the last axis, in one kernel.</summary>
        /// <param name="weight">W, shape [out, in].</param>
        /// <param name="bias">b, shape [out], or null.</param>
        /// <returns>Shape [.., out] for x of shape [.., in].</returns>
        /// <exception cref="ShapeException">The last axis of x is not the weight's last, or the bias has another length.</exception>
        /// <exception cref="DTypeException">The types differ or are not Float32 or Float64.</exception>
        public Tensor Linear(Tensor weight, Tensor? bias = null) => LinearFused(x, weight, bias, Activation.None);
    }

    /// <summary>Checks, multiplies and records; with <paramref name="activation"/> the activation happens in the product's last step.</summary>
    internal static Tensor LinearFused(Tensor x, Tensor weight, Tensor? bias, Activation activation)
    {
        CheckLinear(x, weight, bias);
        Tensor rows = x.Rank == 2 ? x : x.Reshape(-1, x.Shape[-1]);
        Tensor y = new(rows.Backend.Linear(rows.Data, weight.Data, bias?.Data, activation));
        MultiplyAdds.Add(y.Count, weight.Shape.Axes[1]);
        if (Tracks(rows, weight) || bias is { IsTracked: true }) y.From(new LinearGradient(rows, weight, bias, activation == Activation.Relu ? y : null));
        return x.Rank == 2 ? y : y.Reshape([.. x.Shape.Axes[..^1], weight.Shape[0]]);
    }

    static void CheckLinear(Tensor x, Tensor weight, Tensor? bias)
    {
        if (weight.Rank != 2) throw new ShapeException($"The weight of Linear must have shape [out, in]; it has {weight.Shape}.");
        int inputs = weight.Shape.Axes[1], outputs = weight.Shape.Axes[0];
        if (x.Rank == 0 || x.Shape.Axes[^1] != inputs)
        {
            throw new ShapeException(
                $"Linear({inputs} → {outputs}) got an input of shape {x.Shape}: its last axis must be {inputs}.",
                x.Rank > 2 && x.Count == x.Shape[0] * inputs ? "Put a Flatten() before it?" : "Check the size of the layer before it.");
        }

        if (bias is not null && (bias.Rank != 1 || bias.Shape.Axes[0] != outputs))
            throw new ShapeException($"The bias of Linear({inputs} → {outputs}) must have shape [{outputs}]; it has {bias.Shape}.");
        if (x.DType != weight.DType || bias is not null && bias.DType != x.DType || x.DType is not (DType.Float32 or DType.Float64))
        {
            throw new DTypeException(
                $"Linear({inputs} → {outputs}) computes in Float32 or Float64, the same everywhere; the input is {x.DType}, the weight {weight.DType}{(bias is null ? string.Empty : $", the bias {bias.DType}")}.",
                $"Convert the input: x.To(DType.{weight.DType}).");
        }
    }

    // dX = dY · W, dW = dYᵀ · X, db = the column sums of dY; behind a fused ReLU, dY counts where y > 0.
    sealed class LinearGradient(Tensor x, Tensor weight, Tensor? bias, Tensor? activated) : Node((ReadOnlySpan<Tensor?>)[x, weight, bias])
    {
        SavedTensor x = new(x), weight = new(weight), activated = activated is null ? default : new(activated);

        public override string Name => activated.IsHeld ? "LinearRelu" : "Linear";

        public override void Backward(Tensor dy)
        {
            if (activated.IsHeld) dy = MaskPositive(dy, activated.For(this));
            if (NeedsGradient(0)) AddGradient(0, dy.MatMul(weight.For(this)));
            if (NeedsGradient(1)) AddGradient(1, dy.T.MatMul(x.For(this)));
            if (NeedsGradient(2)) AddGradient(2, dy.Sum(0));
        }

        protected override void Release() => x = weight = activated = default;
    }
}
