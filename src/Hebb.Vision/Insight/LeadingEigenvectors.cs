namespace Hebb.Vision.Insight;

/// <summary>
/// The largest eigenvalues of a symmetric matrix without negative ones: small matrices whole by <see cref="JacobiEigen"/>, large ones by power iteration of a block of
/// vectors, which is made orthogonal and turned into the best eigenvectors within it (Rayleigh and Ritz) after every few products.
/// </summary>
static class LeadingEigenvectors
{
    const int SmallSize = 128;
    const int Spare = 12;
    const int MaxRounds = 150;
    const int ProductsPerRound = 4;

    /// <summary>The k largest eigenvalues, largest first, and as rows of [k, n] their eigenvectors of length 1.</summary>
    public static (double[] Values, Tensor Vectors) Of(Tensor matrix, int k)
    {
        int n = matrix.Shape[0], block = k + Spare;
        if (n <= SmallSize || block >= n / 2) return Whole(matrix, k);
        Tensor q = Orthogonal(Tensor.Randn([block, n], generator: new Generator(1), dtype: DType.Float64));
        for (int round = 0; round < MaxRounds; round++)
        {
            for (int i = 1; i < ProductsPerRound; i++) q = Orthogonal(q.MatMul(matrix));
            Tensor product = q.MatMul(matrix);
            (double[] values, double[] turn) = JacobiEigen.Of(product.MatMul(q.Permute(1, 0)).ToArray<double>(), block);
            Tensor turned = Tensor.Wrap(turn, [block, block]);
            q = turned.MatMul(q);
            product = turned.MatMul(product);
            // ‖A·v − λ·v‖ bounds how far λ is from a true eigenvalue.
            double worst = Enumerable.Range(0, k).Max(i => (product.Select(0, i) - (q.Select(0, i) * values[i])).Norm().Item());
            if (worst <= 1e-10 * Math.Max(values[0], 1e-300)) return (values[..k], q.Narrow(0, 0, k).Clone());
            q = Orthogonal(product);
        }

        // Many eigenvalues of nearly the same size: power iteration cannot tell them apart in time.
        return Whole(matrix, k);
    }

    static (double[] Values, Tensor Vectors) Whole(Tensor matrix, int k)
    {
        int n = matrix.Shape[0];
        (double[] values, double[] vectors) = JacobiEigen.Of(matrix.ToArray<double>(), n);
        return (values[..k], Tensor.From(vectors[..(k * n)], [k, n]));
    }

    // Gram and Schmidt, twice: once loses orthogonality where vectors are nearly parallel. A row that vanishes (the rank is smaller than the block) stays 0.
    static Tensor Orthogonal(Tensor rows)
    {
        int count = rows.Shape[0], n = rows.Shape[1];
        double[] q = rows.ToArray<double>();
        for (int i = 0; i < count; i++)
        {
            Span<double> own = q.AsSpan(i * n, n);
            double before = Math.Sqrt(Dot(own, own));
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                {
                    ReadOnlySpan<double> other = q.AsSpan(j * n, n);
                    double share = Dot(own, other);
                    for (int c = 0; c < n; c++) own[c] -= share * other[c];
                }
            }

            double length = Math.Sqrt(Dot(own, own));
            double factor = length > 1e-13 * before && length > 0 ? 1 / length : 0;
            for (int c = 0; c < n; c++) own[c] *= factor;
        }

        return Tensor.Wrap(q, rows.Shape);
    }

    static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => System.Numerics.Tensors.TensorPrimitives.Dot(a, b);
}
