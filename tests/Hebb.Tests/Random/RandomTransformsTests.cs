namespace Hebb.Tests;

/// <summary>Each filling kernel against its scalar twin, bit for bit, at lengths around the lane counts and the chunk.</summary>
public sealed class RandomTransformsTests
{
    const ulong Seed = 12345;

    public static TheoryData<int> Lengths => [0, 1, 3, 7, 8, 9, 15, 16, 17, 511, 512, 513, 1023, 1024, 1025, 4099];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void UniformFloatsAreTheScalarTwins(int length)
    {
        uint[] words = Words(length);
        float[] values = new float[length];
        new Generator(Seed).Uniform(values, -1.5f, 2.25f);
        Assert.Equal(words[..length].Select(w => ((w >> 8) * (3.75f / 16777216f)) + -1.5f), values);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void UniformDoublesAreTheScalarTwins(int length)
    {
        double[] values = new double[length];
        new Generator(Seed).Uniform(values, -1.5, 2.25);
        Assert.Equal(LongWords(length).Select(w => ((w >> 12) / 4503599627370496.0 * 3.75) + -1.5), values);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void BernoulliIsTheScalarTwin(int length)
    {
        uint[] words = Words(length);
        float[] floats = new float[length];
        double[] doubles = new double[length];
        new Generator(Seed).Bernoulli(floats, 0.3);
        new Generator(Seed).Bernoulli(doubles, 0.3);
        double[] expected = [.. words[..length].Select(w => w < 0.3 * 4294967296.0 ? 1.0 : 0.0)];
        Assert.Equal(expected, floats.Select(v => (double)v));
        Assert.Equal(expected, doubles);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void NormalFloatsAreTheScalarTwins(int length)
    {
        int groups = (length + 15) / 16;
        uint[] words = Words(16 * groups);
        float[] expected = new float[16 * groups], values = new float[length];
        for (int i = 0; i < expected.Length; i++)
        {
            if (i % 16 < 8)
                (expected[i], expected[i + 8]) = BoxMuller(words[i], words[i + 8], 0.5f, 3f);
        }

        new Generator(Seed).Normal(values, 0.5f, 3f);
        Assert.Equal(expected[..length], values);
    }

    // The twin in doubles computes the same quantities with the platform's logarithm, sine and cosine.
    [Theory]
    [MemberData(nameof(Lengths))]
    public void NormalDoublesAgreeWithTheMathematicalLibrary(int length)
    {
        int groups = (length + 7) / 8;
        ulong[] words = LongWords(8 * groups);
        double[] values = new double[length];
        new Generator(Seed).Normal(values, 0.5, 3);
        for (int i = 0; i < length; i++)
        {
            int first = (i / 8 * 8) + (i % 4);
            ulong angle = words[first + 4];
            double u = 1 - ((words[first] >> 12) / 4503599627370496.0), r = Math.Sqrt(-2 * Math.Log(u));
            double a = ((((angle << 2) >> 12) / 4503599627370496.0) - 0.5) * (Math.PI / 2);
            double cos = Math.Cos(a) * (angle >> 63 == 1 ? -1 : 1), sin = Math.Sin(a);
            bool exchange = ((angle >> 62) & 1) == 1, second = i % 8 >= 4;
            Assert.Equal(0.5 + (3 * r * (exchange == second ? cos : sin)), values[i], 1e-14 * 16);
        }
    }

    [Fact]
    public void NormalFloatsAgreeWithTheMathematicalLibrary()
    {
        uint[] words = Words(1 << 16);
        for (int i = 0; i < words.Length; i += 2)
        {
            double r = Math.Sqrt(-2 * Math.Log(((float)words[i] + 0.5f) / 4294967296f)), a = (int)(words[i + 1] << 2) * (Math.PI / 4 / 2147483648.0);
            double cos = Math.Cos(a) * (words[i + 1] >> 31 == 1 ? -1 : 1), sin = Math.Sin(a);
            bool exchange = ((words[i + 1] >> 30) & 1) == 1;
            (float x, float y) = BoxMuller(words[i], words[i + 1], 0, 1);
            Assert.Equal(r * (exchange ? sin : cos), x, 2e-6);
            Assert.Equal(r * (exchange ? cos : sin), y, 2e-6);
        }
    }

    static (float X, float Y) BoxMuller(uint radius, uint angle, float mean, float std)
    {
        float u = ((radius >> 16) * 65536f) + (radius & 0xFFFF);
        u = (u + 0.5f) * (1f / 4294967296f);
        float r = MathF.Sqrt(Log(u) * -2f) * std;
        float a = (int)(angle << 2) * (MathF.PI / 4 / 2147483648f), aa = a * a;
        float sin = aa * (1f / 362880);
        foreach (float term in (float[])[-1f / 5040, 1f / 120, -1f / 6])
            sin = (sin + term) * aa;
        sin = (sin * a) + a;
        float cos = aa * (-1f / 3628800);
        foreach (float term in (float[])[1f / 40320, -1f / 720, 1f / 24, -0.5f])
            cos = (cos + term) * aa;
        cos += 1;
        if (angle >> 31 == 1)
            cos = -cos;
        bool exchange = ((angle >> 30) & 1) == 1;
        return (((exchange ? sin : cos) * r) + mean, ((exchange ? cos : sin) * r) + mean);
    }

    static float Log(float x)
    {
        int bits = BitConverter.SingleToInt32Bits(x), e = (bits - 0x3F3504F3) >> 23;
        float m = BitConverter.Int32BitsToSingle(bits - (e << 23)), s = (m - 1) / (m + 1), ss = s * s;
        float series = ss * (1f / 9);
        foreach (float term in (float[])[1f / 7, 1f / 5])
            series = (series + term) * ss;
        series += 1f / 3;
        s += s;
        return (e * 0.693147181f) + ((series * ss * s) + s);
    }

    static uint[] Words(int count)
    {
        uint[] words = new uint[(count + 3) / 4 * 4];
        Philox.FillOne(words, Seed, 0, 0);
        return words;
    }

    static ulong[] LongWords(int count)
    {
        uint[] words = Words(2 * count);
        return [.. Enumerable.Range(0, count).Select(i => words[2 * i] | ((ulong)words[(2 * i) + 1] << 32))];
    }
}
