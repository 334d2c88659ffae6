namespace Hebb.Nn;

/// <content>Orthogonal matrices.</content>
public static partial class Init
{
    /// <summary>
    /// A random orthogonal matrix times a gain: of shape [out, in·k…], its rows, or, if there are fewer, its columns, are at right angles with length gain.
    /// Uniform over all such matrices: the Q of a normal matrix with the signs of R's diagonal taken out.
    /// </summary>
    /// <param name="x">Filled in place; at least two axes, all but the first seen as one.</param>
    /// <param name="gain">The length of the rows or columns.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> unless given.</param>
    /// <returns>x.</returns>
    /// <remarks>Saxe, McClelland and Ganguli: Exact solutions to the nonlinear dynamics of learning in deep linear neural networks (ICLR 2014).</remarks>
    /// <exception cref="ShapeException">x has fewer than two axes, or gaps.</exception>
    public static Tensor Orthogonal(Tensor x, double gain = 1, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 2) throw new ShapeException($"Orthogonal needs at least two axes; this tensor has shape {x.Shape}.");
        Begin(x, nameof(Orthogonal));
        if (x.Count == 0) return x;
        int rows = x.Shape[0], columns = x.Count / rows, count = Math.Min(rows, columns), length = Math.Max(rows, columns);
        var vectors = new double[count * length];
        (generator ?? Generator.Default).Normal(vectors, 0.0, 1.0);
        Orthonormalize(vectors, count, length);
        var values = new double[x.Count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < length; j++) values[rows <= columns ? (i * columns) + j : (j * columns) + i] = gain * vectors[(i * length) + j];
        }

        return Write(x, values);
    }

    // Modified Gram-Schmidt, each vector twice: the second pass takes out what rounding left in the first ("twice is enough", Kahan and Parlett). Dividing by
    // a positive length is what makes the diagonal of R positive.
    static void Orthonormalize(double[] vectors, int count, int length)
    {
        for (int i = 0; i < count; i++)
        {
            Span<double> own = vectors.AsSpan(i * length, length);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int k = 0; k < i; k++)
                {
                    ReadOnlySpan<double> other = vectors.AsSpan(k * length, length);
                    double along = 0;
                    for (int j = 0; j < own.Length; j++) along += own[j] * other[j];
                    for (int j = 0; j < own.Length; j++) own[j] -= along * other[j];
                }
            }

            double square = 0;
            foreach (double v in own) square += v * v;
            double scale = 1 / Math.Sqrt(square);
            for (int j = 0; j < own.Length; j++) own[j] *= scale;
        }
    }
}
