namespace Hebb.Vision.Transforms.Kernels;

/// <summary>Draws from Beta(α, α).</summary>
static class Beta
{
    // X / (X + Y) for two gamma variables, from their logarithms: for a small α both are far below the smallest number.
    public static double Draw(double alpha, Generator generator) => 1 / (1 + Math.Exp(LogGamma(alpha, generator) - LogGamma(alpha, generator)));

    // G. Marsaglia, W. Tsang: A simple method for generating gamma variables (2000); below 1, Gamma(α) = Gamma(α + 1) · U^(1/α).
    static double LogGamma(double alpha, Generator generator)
    {
        double d = (alpha < 1 ? alpha + 1 : alpha) - (1 / 3.0), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal(generator), root = 1 + (c * x), v = root * root * root;
            if (root <= 0 || Math.Log(1 - generator.NextDouble()) >= (x * x / 2) + (d * (1 - v + Math.Log(v)))) continue;
            double value = Math.Log(d * v);
            return alpha < 1 ? value + (Math.Log(1 - generator.NextDouble()) / alpha) : value;
        }
    }

    static double Normal(Generator generator) => Math.Sqrt(-2 * Math.Log(1 - generator.NextDouble())) * Math.Cos(2 * Math.PI * generator.NextDouble());
}
