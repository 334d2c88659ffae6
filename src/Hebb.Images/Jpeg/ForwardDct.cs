namespace Hebb.Images;

/// <summary>The cosine transform of a block: c(u,v) = ¼ a(u) a(v) Σ s(x,y) cos((2x+1)uπ/16) cos((2y+1)vπ/16), with a(0) = 1/√2 and 1 elsewhere.</summary>
/// <remarks>The sums of mirrored samples are shared, so that a row takes 32 products instead of 64. Source: ITU-T T.81, A.3.3.</remarks>
static class ForwardDct
{
    static readonly float[] Cosines = MakeCosines();

    /// <summary>Transforms in place.</summary>
    /// <param name="block">64 samples around 0, row by row; gets the coefficients.</param>
    public static void Block(Span<float> block)
    {
        for (int y = 0; y < 8; y++) Line(block[(8 * y)..], 1);
        for (int x = 0; x < 8; x++) Line(block[x..], 8);
    }

    static void Line(Span<float> line, int step)
    {
        float a0 = line[0], a1 = line[step], a2 = line[2 * step], a3 = line[3 * step], a4 = line[4 * step], a5 = line[5 * step], a6 = line[6 * step], a7 = line[7 * step];
        float s0 = a0 + a7, s1 = a1 + a6, s2 = a2 + a5, s3 = a3 + a4, d0 = a0 - a7, d1 = a1 - a6, d2 = a2 - a5, d3 = a3 - a4;
        for (int u = 0; u < 8; u += 2)
        {
            ReadOnlySpan<float> even = Cosines.AsSpan(4 * u, 4), odd = Cosines.AsSpan(4 * (u + 1), 4);
            line[u * step] = (s0 * even[0]) + (s1 * even[1]) + (s2 * even[2]) + (s3 * even[3]);
            line[(u + 1) * step] = (d0 * odd[0]) + (d1 * odd[1]) + (d2 * odd[2]) + (d3 * odd[3]);
        }
    }

    static float[] MakeCosines()
    {
        var cosines = new float[32];
        for (int u = 0; u < 8; u++)
        {
            for (int x = 0; x < 4; x++) cosines[(4 * u) + x] = (float)(0.5 * (u == 0 ? Math.Sqrt(0.5) : 1) * Math.Cos(((2 * x) + 1) * u * Math.PI / 16));
        }

        return cosines;
    }
}
