using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The upper triangle of the last two axes; below it stand zeros.</summary>
        /// <param name="diagonal">The lowest diagonal that is kept: 0 is the main one, positive ones lie above it.</param>
        /// <exception cref="ShapeException">x has fewer than two axes.</exception>
        public Tensor Triu(int diagonal = 0) => TriangularPart("Triu", x, diagonal, upper: true);

        /// <summary>The lower triangle of the last two axes; above it stand zeros.</summary>
        /// <param name="diagonal">The highest diagonal that is kept: 0 is the main one, positive ones lie above it.</param>
        /// <exception cref="ShapeException">x has fewer than two axes.</exception>
        public Tensor Tril(int diagonal = 0) => TriangularPart("Tril", x, diagonal, upper: false);
    }

    static Tensor TriangularPart(string operation, Tensor x, int diagonal, bool upper)
    {
        if (x.Rank < 2) throw new ShapeException($"{operation} needs at least two axes; it got shape {x.Shape}.", "Use Unsqueeze to make a matrix.");
        Tensor rows = Tensor.Arange(x.Shape[-2]).Unsqueeze(1), columns = Tensor.Arange(x.Shape[-1]), edge = rows + diagonal;
        return x.MaskedFill(upper ? columns < edge : columns > edge, 0);
    }
}
