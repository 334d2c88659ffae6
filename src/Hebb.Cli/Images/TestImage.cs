namespace Hebb.Cli.Images;

/// <summary>An image that shows what a transform does: a colour circle, a scale of greys, fine lines and a corner that differs from the others.</summary>
static class TestImage
{
    const int Side = 96;

    public static Tensor Make()
    {
        var values = new float[3 * Side * Side];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                (float r, float g, float b) = At(x, y);
                int place = (y * Side) + x;
                (values[place], values[(Side * Side) + place], values[(2 * Side * Side) + place]) = (r, g, b);
            }
        }

        return Tensor.Wrap(values, [3, Side, Side]);
    }

    static (float R, float G, float B) At(int x, int y)
    {
        double dx = x - 47.5, dy = y - 42.5, radius = Math.Sqrt((dx * dx) + (dy * dy));
        if (radius < 34)
        {
            double turn = Math.Atan2(dy, dx), strength = radius / 34;
            return (Wave(turn, 0), Wave(turn, 1), Wave(turn, 2));

            float Wave(double angle, int third) => (float)(1 - (strength * (0.5 - (0.5 * Math.Cos(angle - (third * 2 * Math.PI / 3))))));
        }

        if (y >= 82)
        {
            float gray = x / 12 / 7f;
            return (gray, gray, gray);
        }

        if (x < 14 && y < 14) return (0.8f, 0.2f, 0.2f);
        if (x >= 82 && y < 14) return x % 4 < 2 ? (0, 0, 0) : (1, 1, 1);
        float shade = (x / 8 + y / 8) % 2 == 0 ? 0.55f : 0.7f;
        return (shade * 0.8f, shade * 0.9f, shade);
    }
}
