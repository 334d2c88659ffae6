using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Layer normalisation: y = (x − μ)/√(σ² + ε) · weight + bias with mean and biased variance over the last axes.</summary>
        /// <param name="normalizedShape">The lengths of these axes, as they stand at the end of x's shape.</param>
        /// <param name="weight">Of the normalised shape, or null for ones.</param>
        /// <param name="bias">Of the normalised shape, or null for zeros.</param>
        /// <param name="eps">ε.</param>
        /// <returns>The shape of x.</returns>
        /// <exception cref="ShapeException">The shape of x does not end in the normalised shape, or weight or bias have another.</exception>
        /// <exception cref="DTypeException">x is not Float32 or Float64, or the weight is of another type.</exception>
        /// <remarks>Ba, Kiros and Hinton: Layer normalization (2016).</remarks>
        public Tensor LayerNorm(Shape normalizedShape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
        {
            CheckLayerNorm(x, normalizedShape, weight, bias);
            int length = normalizedShape.Count, rows = length == 0 ? 0 : x.Count / length;
            Tensor mean = Statistics(rows), variance = Statistics(rows);
            Tensor? factors = weight ?? (bias is null ? null : Tensor.Ones(normalizedShape, x.DType));
            Tensor y = new(x.Backend.LayerNorm(x.Data, length, new(mean.Data, variance.Data), factors?.Data, bias?.Data, eps));
            bool isTracked = Autograd.IsRecording && (x.Node ?? weight?.Node ?? bias?.Node) is not null;
            return isTracked ? y.From(new LayerNormGradient(x, weight, bias, mean, variance, length, eps)) : y;
        }
    }

    static void CheckLayerNorm(Tensor x, Shape normalized, Tensor? weight, Tensor? bias)
    {
        CheckFloating("LayerNorm", x);
        if (normalized.Rank == 0 || x.Rank < normalized.Rank || !x.Shape.Axes[^normalized.Rank..].SequenceEqual(normalized.Axes))
            throw new ShapeException($"LayerNorm({normalized}) got an input of shape {x.Shape}: its last axes must be {normalized}.", "Check the size of the layer before it, or permute the axes that are to be normalised to the end.");
        foreach ((string name, Tensor? value) in ((string, Tensor?)[])[("weight", weight), ("bias", bias)])
        {
            if (value is null) continue;
            if (value.Shape != normalized) throw new ShapeException($"The {name} of LayerNorm({normalized}) must have that shape; it has {value.Shape}.");
            if (value.DType != x.DType) throw new DTypeException($"LayerNorm got an input of {x.DType} and a {name} of {value.DType}.", $"Convert the input: x.To(DType.{value.DType}).");
        }
    }

    // As for channels, but weight and bias differ along what is normalised: dx = (g − mean(g) − x̂ · mean(g · x̂))/σ with g = dy · weight.
    sealed class LayerNormGradient(Tensor x, Tensor? weight, Tensor? bias, Tensor mean, Tensor variance, int length, double eps) : Node((ReadOnlySpan<Tensor?>)[x, weight, bias])
    {
        readonly bool hasWeight = weight is not null;
        SavedTensor x = new(x), mean = new(mean), variance = new(variance), weight = weight is null ? default : new(weight);

        public override void Backward(Tensor dy)
        {
            Tensor value = x.For(this);
            Tensor? factor = hasWeight ? weight.For(this) : null;
            if (Autograd.IsRecording)
            {
                Recorded(dy, value, factor);
                return;
            }

            (TensorData? dx, TensorData? dw, TensorData? db) = dy.Backend.LayerNormGradient(dy.Data, value.Data, length, new(mean.For(this).Data, variance.For(this).Data), factor?.Data, eps, (NeedsGradient(0), NeedsGradient(1) || NeedsGradient(2)));
            if (dx is { } known) AddGradient(0, new Tensor(known));
            if (NeedsGradient(1)) AddGradient(1, Tensor.Of(dw)!.Reshape(InputShape(1)));
            if (NeedsGradient(2)) AddGradient(2, Tensor.Of(db)!.Reshape(InputShape(2)));
        }

        protected override void Release() => x = mean = variance = weight = default;

        void Recorded(Tensor dy, Tensor value, Tensor? factor)
        {
            Tensor xs = value.Reshape(-1, length), g = dy.Reshape(-1, length);
            Tensor offset = xs - xs.Mean(1, keepDims: true), inverse = (offset.Square().Mean(1, keepDims: true) + eps).Rsqrt(), hat = offset * inverse;
            if (NeedsGradient(1)) AddGradient(1, (g * hat).Sum(0).Reshape(InputShape(1)));
            if (NeedsGradient(2)) AddGradient(2, g.Sum(0).Reshape(InputShape(2)));
            if (!NeedsGradient(0)) return;
            if (factor is not null) g *= factor.Reshape(length);
            AddGradient(0, (inverse * (g - g.Mean(1, keepDims: true) - (hat * (g * hat).Mean(1, keepDims: true)))).Reshape(InputShape(0)));
        }
    }
}
