namespace Hebb.Nn;

/// <summary>
/// Initial values: each method fills a tensor in place and returns it, with PyTorch's rules. Fan-in and fan-out are the numbers of inputs and outputs of one unit:
/// for a weight [out, in, k…], in · k… and out · k….
/// </summary>
public static partial class Init
{
    /// <summary>Uniform numbers in [low, high).</summary>
    /// <param name="x">Filled in place; contiguous, Float32 or Float64.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> unless given.</param>
    /// <returns>x.</returns>
    /// <exception cref="ShapeException">x has gaps.</exception>
    public static Tensor Uniform(Tensor x, double low = 0, double high = 1, Generator? generator = null)
    {
        Begin(x, nameof(Uniform));
        x.Backend.FillUniform(x.Data, generator ?? Generator.Default, low, high);
        return x;
    }

    /// <summary>Normal numbers.</summary>
    /// <param name="x">Filled in place; contiguous, Float32 or Float64.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="std">Their standard deviation.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> unless given.</param>
    /// <returns>x.</returns>
    /// <exception cref="ShapeException">x has gaps.</exception>
    public static Tensor Normal(Tensor x, double mean = 0, double std = 1, Generator? generator = null)
    {
        Begin(x, nameof(Normal));
        x.Backend.FillNormal(x.Data, generator ?? Generator.Default, mean, std);
        return x;
    }

    /// <summary>Normal numbers that lie between two bounds: what falls outside is drawn again.</summary>
    /// <param name="x">Filled in place; contiguous, Float32 or Float64.</param>
    /// <param name="mean">The mean of the normal distribution before the cut.</param>
    /// <param name="std">Its standard deviation.</param>
    /// <param name="low">The lower bound, in the unit of the values.</param>
    /// <param name="high">The upper bound.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> unless given.</param>
    /// <returns>x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are so far out in one tail that hardly a draw falls between them.</exception>
    /// <exception cref="ShapeException">x has gaps.</exception>
    public static Tensor TruncatedNormal(Tensor x, double mean = 0, double std = 1, double low = -2, double high = 2, Generator? generator = null)
    {
        const double Far = 4;
        if (!(low < high) || !(std > 0) || low > mean + (Far * std) || high < mean - (Far * std))
            throw new ArgumentOutOfRangeException(nameof(low), low, $"TruncatedNormal(mean {mean}, std {std}) needs std above 0 and bounds low < high that reach to within {Far} standard deviations of the mean; they are {low} and {high}.");
        Begin(x, nameof(TruncatedNormal));
        generator ??= Generator.Default;
        var values = new double[x.Count];
        var one = new double[256];
        int used = one.Length;
        for (int i = 0; i < values.Length; i++)
        {
            double value;
            do
            {
                if (used == one.Length)
                {
                    generator.Normal(one, mean, std);
                    used = 0;
                }

                value = one[used++];
            }
            while (value < low || value > high);
            values[i] = value;
        }

        return Write(x, values);
    }

    /// <summary>One value everywhere.</summary>
    /// <param name="x">Filled in place.</param>
    /// <param name="value">The value.</param>
    /// <returns>x.</returns>
    public static Tensor Constant(Tensor x, double value)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var noGrad = Autograd.Pause();
        x.BeginChange(nameof(Constant));
        x.Backend.Fill(x.Data, value);
        return x;
    }

    /// <summary>0 everywhere.</summary>
    /// <param name="x">Filled in place.</param>
    /// <returns>x.</returns>
    public static Tensor Zeros(Tensor x) => Constant(x, 0);

    /// <summary>1 everywhere.</summary>
    /// <param name="x">Filled in place.</param>
    /// <returns>x.</returns>
    public static Tensor Ones(Tensor x) => Constant(x, 1);

    /// <summary>The identity matrix: 1 on the diagonal, 0 elsewhere.</summary>
    /// <param name="x">Filled in place; a matrix.</param>
    /// <returns>x.</returns>
    /// <exception cref="ShapeException">x is no matrix.</exception>
    public static Tensor Eye(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 2) throw new ShapeException($"Eye fills a matrix; this tensor has shape {x.Shape}.");
        using var noGrad = Autograd.Pause();
        x.BeginChange(nameof(Eye));
        x.Backend.Copy(Tensor.Eye(x.Shape[0], x.Shape[1], x.DType).Data, x.Data);
        return x;
    }

    static void Begin(Tensor x, string name)
    {
        ArgumentNullException.ThrowIfNull(x);
        x.CheckApart(name);
        if (!x.IsContiguous) throw new ShapeException($"{name} fills tensors without gaps; this view of shape {x.Shape} has strides [{string.Join(", ", x.Strides.ToArray())}].", "Fill the tensor that it views.");
        using var noGrad = Autograd.Pause();
        x.BeginChange(name);
    }

    static Tensor Write(Tensor x, double[] values)
    {
        x.Backend.Copy(Tensor.Wrap(values, x.Shape).Data, x.Data);
        return x;
    }
}
