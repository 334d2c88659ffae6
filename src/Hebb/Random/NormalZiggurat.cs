namespace Hebb;

/// <summary>
/// The tables of the normal ziggurat with 256 layers of equal area: the layers' edges x, the density there, and the integer below which a draw is inside
/// without a further look. Layer 255 is the widest rectangle, layer 0 the base strip with the tail.
/// </summary>
/// <remarks>
/// G. Marsaglia and W. W. Tsang: The ziggurat method for generating random variables (Journal of Statistical Software 5(8), 2000). The tables are computed in
/// the very steps that made NumPy's, so that the rounding errors are the same too; the tests compare every bit with NumPy's.
/// </remarks>
static class NormalZiggurat
{
    public const int Layers = 256;

    /// <summary>Where the tail begins.</summary>
    public const double TailStart = 3.6541528853610087963519472518;
    public const double TailStartInverse = 1 / TailStart;
    const double Area = 0.0049286732339746519;
    const double Scale = 1L << 52;

    /// <summary>A 52-bit draw times this is a place along the layer.</summary>
    public static readonly double[] Width = new double[Layers];

    /// <summary>exp(−x²/2) at each layer's edge.</summary>
    public static readonly double[] Density = new double[Layers];

    /// <summary>52-bit draws below this are inside the layer above too.</summary>
    public static readonly ulong[] Inside = new ulong[Layers];

    static NormalZiggurat()
    {
        double[] edge = new double[Layers];
        edge[^1] = TailStart;
        Density[^1] = Math.Exp(-0.5 * TailStart * TailStart);
        for (int i = Layers - 2; i > 0; i--)
        {
            edge[i] = Math.Sqrt(-2.0 * Math.Log(Density[i + 1] + (Area / edge[i + 1])));
            Density[i] = Math.Exp(-0.5 * edge[i] * edge[i]);

            // The mathematical library that made NumPy's tables rounded this single value the other way, and all edges above follow from it.
            if (i == MisroundedLayer)
                Density[i] = MisroundedDensity;
        }

        Density[0] = 1;
        Width[0] = Area / Density[^1] / Scale;
        Inside[0] = (ulong)Math.Round(TailStart * Density[^1] / Area * Scale);
        for (int i = 1; i < Layers; i++)
        {
            Width[i] = edge[i] / Scale;
            Inside[i] = (ulong)Math.Round(edge[i - 1] / edge[i] * Scale);
        }
    }

    const int MisroundedLayer = 38;
    const double MisroundedDensity = 0.6773880362187735;
}
