namespace Hebb.Nn;

/// <content>The rules that look at the number of inputs and outputs.</content>
public static partial class Init
{
    /// <summary>The factor that keeps the size of activations after a function: 1, 5/3, √2, √(2/(1 + a²)), 3/4.</summary>
    /// <param name="nonlinearity">The function.</param>
    /// <param name="slope">a of <see cref="Nonlinearity.LeakyRelu"/>; 0.01 unless given. Others ignore it.</param>
    public static double CalculateGain(Nonlinearity nonlinearity, double slope = 0.01) => nonlinearity switch
    {
        Nonlinearity.Tanh => 5.0 / 3,
        Nonlinearity.Relu => Math.Sqrt(2),
        Nonlinearity.LeakyRelu => Math.Sqrt(2 / (1 + (slope * slope))),
        Nonlinearity.Selu => 0.75,
        _ => 1,
    };

    /// <summary>Fan-in and fan-out of a weight: the number of inputs and of outputs of one unit, times the window's size in a convolution.</summary>
    /// <param name="shape">[out, in] or [out, in, k…].</param>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public static (int FanIn, int FanOut) Fans(Shape shape)
    {
        if (shape.Rank < 2) throw new ShapeException($"Fan-in and fan-out need a weight of shape [out, in, ..]; this one has {shape}.", "Fill a bias with Zeros or Uniform.");
        int window = 1;
        for (int i = 2; i < shape.Rank; i++) window *= shape[i];
        return (shape[1] * window, shape[0] * window);
    }

    /// <summary>Uniform in ±gain·√(6/(fanIn + fanOut)).</summary>
    /// <param name="x">Filled in place; shape [out, in, ..].</param>
    /// <param name="gain">See <see cref="CalculateGain"/>.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> unless given.</param>
    /// <returns>x.</returns>
    /// <remarks>Glorot and Bengio: Understanding the difficulty of training deep feedforward neural networks (AISTATS 2010).</remarks>
    /// <exception cref="ShapeException">x has fewer than two axes, or gaps.</exception>
    public static Tensor XavierUniform(Tensor x, double gain = 1, Generator? generator = null)
    {
        double bound = Math.Sqrt(3) * XavierStd(x, gain);
        return Uniform(x, -bound, bound, generator);
    }

    /// <summary>Normal with mean 0 and standard deviation gain·√(2/(fanIn + fanOut)).</summary>
    /// <param name="x">Filled in place; shape [out, in, ..].</param>
    /// <param name="gain">See <see cref="CalculateGain"/>.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> unless given.</param>
    /// <returns>x.</returns>
    /// <remarks>Glorot and Bengio (AISTATS 2010).</remarks>
    /// <exception cref="ShapeException">x has fewer than two axes, or gaps.</exception>
    public static Tensor XavierNormal(Tensor x, double gain = 1, Generator? generator = null) => Normal(x, 0, XavierStd(x, gain), generator);

    /// <summary>Uniform in ±gain·√(3/fan).</summary>
    /// <param name="x">Filled in place; shape [out, in, ..].</param>
    /// <param name="slope">a of <see cref="Nonlinearity.LeakyRelu"/>; others ignore it.</param>
    /// <param name="mode">Which fan.</param>
    /// <param name="nonlinearity">The function after the layer.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> unless given.</param>
    /// <returns>x.</returns>
    /// <remarks>He, Zhang, Ren and Sun: Delving deep into rectifiers (ICCV 2015).</remarks>
    /// <exception cref="ShapeException">x has fewer than two axes, or gaps.</exception>
    public static Tensor KaimingUniform(
        Tensor x, double slope = 0, FanMode mode = FanMode.FanIn, Nonlinearity nonlinearity = Nonlinearity.LeakyRelu, Generator? generator = null)
    {
        double bound = Math.Sqrt(3) * KaimingStd(x, slope, mode, nonlinearity);
        return Uniform(x, -bound, bound, generator);
    }

    /// <summary>Normal with mean 0 and standard deviation gain/√fan.</summary>
    /// <param name="x">Filled in place; shape [out, in, ..].</param>
    /// <param name="slope">a of <see cref="Nonlinearity.LeakyRelu"/>; others ignore it.</param>
    /// <param name="mode">Which fan.</param>
    /// <param name="nonlinearity">The function after the layer.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> unless given.</param>
    /// <returns>x.</returns>
    /// <remarks>He, Zhang, Ren and Sun (ICCV 2015).</remarks>
    /// <exception cref="ShapeException">x has fewer than two axes, or gaps.</exception>
    public static Tensor KaimingNormal(
        Tensor x, double slope = 0, FanMode mode = FanMode.FanIn, Nonlinearity nonlinearity = Nonlinearity.LeakyRelu, Generator? generator = null) =>
        Normal(x, 0, KaimingStd(x, slope, mode, nonlinearity), generator);

    static double XavierStd(Tensor x, double gain)
    {
        ArgumentNullException.ThrowIfNull(x);
        (int fanIn, int fanOut) = Fans(x.Shape);
        return gain * Math.Sqrt(2.0 / ((long)fanIn + fanOut));
    }

    static double KaimingStd(Tensor x, double slope, FanMode mode, Nonlinearity nonlinearity)
    {
        ArgumentNullException.ThrowIfNull(x);
        (int fanIn, int fanOut) = Fans(x.Shape);
        return CalculateGain(nonlinearity, slope) / Math.Sqrt(mode == FanMode.FanIn ? fanIn : fanOut);
    }
}
