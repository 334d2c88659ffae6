using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    /// <summary>Normalises channels over the batch (groups 0) or groups of channels of each sample; see <see cref="Backend.ChannelNorm"/>. Checked already.</summary>
    static Tensor ChannelNorm(Tensor x, Tensor mean, Tensor variance, Tensor? weight, Tensor? bias, Normalization by)
    {
        Tensor y = new(x.Backend.ChannelNorm(x.Data, new(mean.Data, variance.Data), weight?.Data, bias?.Data, by));
        bool isTracked = Autograd.IsRecording && (x.Node ?? weight?.Node ?? bias?.Node) is not null;
        return isTracked ? y.From(new ChannelNormGradient(x, weight, bias, mean, variance, by)) : y;
    }

    /// <summary>Checks [n, channels, ..] and what belongs to it: one value for each channel, of the input's type.</summary>
    static int CheckChannels(string operation, Tensor x, params ReadOnlySpan<(string Name, Tensor? Value)> perChannel)
    {
        CheckFloating(operation, x);
        if (x.Rank < 2) throw new ShapeException($"{operation} takes an input of shape [n, channels, ..]; it got {x.Shape}.", "Unsqueeze(0) adds the axis of a batch.");
        int channels = x.Shape.Axes[1];
        foreach ((string name, Tensor? value) in perChannel)
        {
            if (value is null) continue;
            if (value.Rank != 1 || value.Count != channels)
                throw new ShapeException($"{operation} got an input of shape {x.Shape}, which has {channels} channels, but a {name} of shape {value.Shape}.", $"The {name} must have shape [{channels}]; or was the layer made for {value.Count} channels?");
            if (value.DType != x.DType && !name.StartsWith("running", StringComparison.Ordinal))
                throw new DTypeException($"{operation} got an input of {x.DType} and a {name} of {value.DType}.", $"Convert the input: x.To(DType.{value.DType}).");
        }

        return channels;
    }

    static Tensor Statistics(int count) => Tensor.Uninitialized(count, DType.Float64);

    // dx = (g − mean(g) − x̂ · mean(g · x̂))/σ with g = dy · weight; dweight = Σ dy · x̂; dbias = Σ dy. A fused kernel, or, where the pass is recorded, operations.
    sealed class ChannelNormGradient(Tensor x, Tensor? weight, Tensor? bias, Tensor mean, Tensor variance, Normalization by)
        : Node((ReadOnlySpan<Tensor?>)[x, weight, bias])
    {
        readonly bool hasWeight = weight is not null, hasBias = bias is not null;
        SavedTensor x = new(x), mean = new(mean), variance = new(variance), weight = weight is null ? default : new(weight), bias = bias is null ? default : new(bias);

        public override string Name => by.Groups == 0 ? "BatchNorm" : "GroupNorm";

        public override void Backward(Tensor dy)
        {
            Tensor value = x.For(this);
            Tensor? factor = hasWeight ? weight.For(this) : null, shift = hasBias ? bias.For(this) : null;
            if (Autograd.IsRecording)
            {
                Recorded(dy, value, factor, shift);
                return;
            }

            (TensorData? dx, TensorData dw, TensorData db) = dy.Backend.ChannelNormGradient(dy.Data, value.Data, new(mean.For(this).Data, variance.For(this).Data), factor?.Data, shift?.Data, by, NeedsGradient(0));
            if (dx is { } known) AddGradient(0, new Tensor(known));
            if (NeedsGradient(1)) AddGradient(1, new Tensor(dw));
            if (NeedsGradient(2)) AddGradient(2, new Tensor(db));
        }

        protected override void Release() => x = mean = variance = weight = bias = default;

        void Recorded(Tensor dy, Tensor value, Tensor? factor, Tensor? shift)
        {
            int n = value.Shape.Axes[0], channels = value.Shape.Axes[1], inner = n * channels == 0 ? 0 : value.Count / (n * channels);
            Shape planes = [n, channels, inner], pieces = by.Groups == 0 ? planes : [n, by.Groups, channels / by.Groups * inner];
            int[] axes = by.Groups == 0 ? [0, 2] : [2];
            Tensor xs = value.Reshape(pieces), inverse, hat;
            if (by.Measures)
            {
                Tensor offset = xs - xs.Mean(axes, keepDims: true);
                inverse = (offset.Square().Mean(axes, keepDims: true) + by.Eps).Rsqrt();
                hat = offset * inverse;
            }
            else
            {
                inverse = (variance.For(this).To(value.DType).Reshape(1, channels, 1) + by.Eps).Rsqrt();
                hat = (xs - mean.For(this).To(value.DType).Reshape(1, channels, 1)) * inverse;
            }

            Tensor hats = hat.Reshape(planes), weights = (factor ?? Tensor.Ones(channels, value.DType)).Reshape(1, channels, 1);
            dy = dy.Reshape(planes);
            if (by.Activation == Activation.Relu)
            {
                Tensor y = hats * weights;
                if (shift is not null) y += shift.Reshape(1, channels, 1);
                dy *= (y.Detach() > 0).To(dy.DType);
            }

            if (NeedsGradient(0))
            {
                Tensor g = (dy * weights).Reshape(pieces);
                Tensor inside = by.Measures ? g - g.Mean(axes, keepDims: true) - (hat * (g * hat).Mean(axes, keepDims: true)) : g;
                AddGradient(0, (inverse * inside).Reshape(InputShape(0)));
            }

            if (NeedsGradient(1)) AddGradient(1, (dy * hats).Sum([0, 2]));
            if (NeedsGradient(2)) AddGradient(2, dy.Sum([0, 2]));
        }
    }
}
