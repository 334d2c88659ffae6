namespace Hebb.Nn;

/// <summary>
/// What normalisation by channel shares. State: weight and bias [features] if it is affine; running_mean, running_var and num_batches_tracked if it keeps running
/// statistics, under PyTorch's names.
/// </summary>
public abstract class ChannelNorm : Module
{
    private protected ChannelNorm(int numFeatures, double eps, bool affine, bool trackRunningStats)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numFeatures, 1);
        (NumFeatures, Eps, TracksRunningStats) = (numFeatures, eps, trackRunningStats);
        if (affine)
        {
            Weight = AddParameter("weight", Tensor.Ones(numFeatures));
            Bias = AddParameter("bias", Tensor.Zeros(numFeatures));
        }

        if (!trackRunningStats) return;
        AddBuffer("running_mean", Tensor.Zeros(numFeatures));
        AddBuffer("running_var", Tensor.Ones(numFeatures));
        AddBuffer("num_batches_tracked", Tensor.Zeros([], DType.Int64));
    }

    /// <summary>The number of channels.</summary>
    public int NumFeatures { get; }

    /// <summary>ε, added to the variance.</summary>
    public double Eps { get; }

    /// <summary>Whether running statistics are kept; if not, evaluation uses the batch's too.</summary>
    public bool TracksRunningStats { get; }

    /// <summary>Shape [features], ones at first; null without affine.</summary>
    public Parameter? Weight { get; }

    /// <summary>Shape [features], zeros at first; null without affine.</summary>
    public Parameter? Bias { get; }

    /// <summary>The running mean, or null.</summary>
    public Tensor? RunningMean => TracksRunningStats ? Buffer("running_mean") : null;

    /// <summary>The running variance, or null.</summary>
    public Tensor? RunningVariance => TracksRunningStats ? Buffer("running_var") : null;
}
