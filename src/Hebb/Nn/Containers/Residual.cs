using Hebb.Backends;

namespace Hebb.Nn;

/// <summary>
/// A body with a way around it: y = body(x) + shortcut(x), where the shortcut is x itself unless one is given. State names begin with "body" and "shortcut".
/// In a <see cref="Sequential"/> before a <see cref="ReLU"/>, sum and activation are one kernel.
/// </summary>
/// <remarks>He, Zhang, Ren and Sun: Deep residual learning for image recognition (CVPR 2016).</remarks>
/// <example><code>
/// new Sequential(new Residual([new Conv2d(16, 16, 3, padding: 1), new BatchNorm2d(16)]), new ReLU())
/// </code></example>
public sealed class Residual : Module
{
    /// <summary>Joins the two ways.</summary>
    /// <param name="body">What is learned.</param>
    /// <param name="shortcut">Makes x fit the body's output, often a 1×1 convolution; null for x itself.</param>
    public Residual(Module body, Module? shortcut = null)
    {
        Body = Add("body", body);
        if (shortcut is not null) Shortcut = Add("shortcut", shortcut);
    }

    /// <summary>Makes the body of several modules, one after the other.</summary>
    /// <param name="body">The chain that is learned.</param>
    /// <param name="shortcut">Makes x fit the body's output, often a 1×1 convolution; null for x itself.</param>
    public Residual(Sequential body, Module? shortcut = null)
        : this((Module)body, shortcut)
    {
    }

    /// <summary>What is learned.</summary>
    public Module Body { get; }

    /// <summary>The way around the body; null for x itself.</summary>
    public Module? Shortcut { get; }

    /// <summary>body(x) + shortcut(x).</summary>
    /// <param name="x">The input of both ways.</param>
    /// <returns>The shape of the body's output.</returns>
    /// <exception cref="ShapeException">The two ways end in different shapes.</exception>
    public override Tensor Forward(Tensor x)
    {
        if (IsHooked()) return Hooked(x);
        (Tensor y, Tensor around) = Ways(x);
        return y + around;
    }

    /// <summary>The same with the activation in the same kernel, for the fusion table.</summary>
    internal Tensor Forward(Tensor x, Activation activation)
    {
        (Tensor y, Tensor around) = Ways(x);
        return activation == Activation.Relu ? Ops.AddRelu(y, around) : y + around;
    }

    (Tensor Body, Tensor Around) Ways(Tensor x)
    {
        Tensor y = Body.Call(x), around = Shortcut?.Call(x) ?? x;
        if (y.Shape == around.Shape) return (y, around);
        throw new ShapeException(
            $"Residual adds two ways of one shape; for an input of shape {x.Shape} the body gives {y.Shape} and the {(Shortcut is null ? "input itself has" : "shortcut gives")} {around.Shape}.",
            Shortcut is null ? "Give a shortcut that makes the input fit: a 1×1 Conv2d with the body's stride, or a Linear." : "Give the shortcut the body's output channels and stride.");
    }
}
