namespace Hebb.Nn;

/// <summary>A softmax over the channels of every pixel.</summary>
public sealed class Softmax2d : Module
{
    /// <summary>eˣ / Σ eˣ along the channels.</summary>
    /// <param name="x">Shape [n, c, h, w] or [c, h, w].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x is no image.</exception>
    public override Tensor Forward(Tensor x)
    {
        if (IsHooked()) return Hooked(x);
        return x.Rank is 3 or 4
            ? x.Softmax(-3)
            : throw new ShapeException($"Softmax2d takes images of shape [n, channels, h, w] or [channels, h, w]; it got {x.Shape}.", "Softmax(axis) works along any axis.");
    }
}
