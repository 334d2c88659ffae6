namespace Hebb.Nn;

/// <summary>
/// The rectified linear unit with a learned slope below 0: x above 0, else a · x. State: weight [count]. He et al.: Delving deep into rectifiers (ICCV 2015).
/// </summary>
public sealed class PReLU : Module
{
    /// <summary>Makes the module.</summary>
    /// <param name="count">One slope for everything (1), or one for each channel (axis 1).</param>
    /// <param name="initial">The slopes at the beginning.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public PReLU(int count = 1, double initial = 0.25)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Weight = AddParameter("weight", Tensor.Full([count], initial));
    }

    /// <summary>The slopes, shape [count].</summary>
    public Parameter Weight { get; }

    /// <summary>x above 0, else a · x.</summary>
    /// <param name="x">Any shape; with one slope for each channel, axis 1 has as many.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">The channels of x are not as many as the slopes.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.PRelu(Weight.Tensor);

    /// <inheritdoc/>
    protected override string Describe() => $"num_parameters={Weight.Count}";
}
