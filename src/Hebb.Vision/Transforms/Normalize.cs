using System.Numerics;
using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>(x − mean) / std for each channel, so that values have the mean 0 and the standard deviation 1 over a data set.</summary>
public sealed class Normalize : Transform
{
    readonly float[] means;
    readonly float[] deviations;
    readonly GeometricPass pass;

    /// <summary>Sets the channels' means and standard deviations.</summary>
    /// <param name="means">One for each channel, or one for all.</param>
    /// <param name="deviations">As many, all above 0.</param>
    /// <exception cref="ArgumentException">There are none, or not as many of both, or a deviation is not above 0.</exception>
    public Normalize(ReadOnlySpan<float> means, ReadOnlySpan<float> deviations)
    {
        if (means.IsEmpty || means.Length != deviations.Length) throw new ArgumentException($"Normalize takes as many means as standard deviations, one for each channel; {means.Length} and {deviations.Length} came.", nameof(deviations));
        foreach (float deviation in deviations)
        {
            if (!(deviation > 0)) throw new ArgumentException($"Normalize divides by the standard deviations, so they must be above 0; {deviation} came.", nameof(deviations));
        }

        this.means = means.ToArray();
        this.deviations = deviations.ToArray();
        pass = new GeometricPass([], toFloat: false, this);
    }

    /// <summary>The means and deviations of ImageNet's training images, with which most published networks were trained.</summary>
    public static Normalize ImageNet { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>The means and deviations of CIFAR-10's training images.</summary>
    public static Normalize Cifar10 { get; } = new([0.4914f, 0.4822f, 0.4465f], [0.2470f, 0.2435f, 0.2616f]);

    /// <summary>The channels' means.</summary>
    public ReadOnlySpan<float> Means => means;

    /// <summary>The channels' standard deviations.</summary>
    public ReadOnlySpan<float> StandardDeviations => deviations;

    /// <inheritdoc/>
    protected internal override Tensor Run(Tensor batch, ReadOnlySpan<Generator> generators) => pass.Run(nameof(Normalize), batch, generators);

    internal void Require(int channels)
    {
        if (means.Length != 1 && means.Length != channels)
            throw new ShapeException($"Normalize has means and deviations of {means.Length} channels; the images have {channels}.", "Give one for each channel, or a single one for all.");
    }

    // Lanes: as many floats as a vector has. Remainder: the same two operations, one by one.
    internal void Change(Span<float> plane, int channel)
    {
        int place = means.Length == 1 ? 0 : channel;
        float mean = means[place], deviation = deviations[place];
        var centre = new Vector<float>(mean);
        var width = new Vector<float>(deviation);
        int i = 0;
        for (; i <= plane.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Span<float> part = plane.Slice(i, Vector<float>.Count);
            ((new Vector<float>(part) - centre) / width).CopyTo(part);
        }

        for (; i < plane.Length; i++) plane[i] = (plane[i] - mean) / deviation;
    }
}
