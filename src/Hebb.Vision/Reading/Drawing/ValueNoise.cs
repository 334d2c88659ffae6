namespace Hebb.Vision.Reading.Drawing;

/// <summary>Smooth random values over a plane, −1 to 1: paper, wood, clouds. A value depends on the seed and the place alone.</summary>
/// <param name="seed">Which plane.</param>
sealed class ValueNoise(uint seed)
{
    /// <summary>One layer: independent values at the whole numbers, smooth between them.</summary>
    public double At(double x, double y)
    {
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        double right = Smooth(x - left), down = Smooth(y - top);
        double above = Mix(Corner(left, top), Corner(left + 1, top), right), below = Mix(Corner(left, top + 1), Corner(left + 1, top + 1), right);
        return Mix(above, below, down);
    }

    /// <summary>Layers upon each other, each half as strong and twice as fine as the one before.</summary>
    public double Fractal(double x, double y, int layers)
    {
        double sum = 0, strength = 1, all = 0;
        for (int i = 0; i < layers; i++)
        {
            sum += strength * At(x, y);
            all += strength;
            (x, y, strength) = ((2 * x) + 17.3, (2 * y) - 9.1, strength / 2);
        }

        return sum / all;
    }

    // A 32-bit finaliser (that of MurmurHash3) over the seed and the two numbers.
    double Corner(int x, int y)
    {
        uint z = seed ^ ((uint)x * 0x9E3779B1u) ^ ((uint)y * 0x85EBCA77u);
        z = (z ^ (z >> 16)) * 0x85EBCA6Bu;
        z = (z ^ (z >> 13)) * 0xC2B2AE35u;
        z ^= z >> 16;
        return (z / 2147483647.5) - 1;
    }

    static double Smooth(double t) => t * t * (3 - (2 * t));

    static double Mix(double a, double b, double t) => a + ((b - a) * t);
}
