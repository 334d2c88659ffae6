namespace Hebb.Vision.Transforms.Kernels;

/// <summary>
/// Where a pixel (x, y) of the result comes from: ((Ax + By + C) / (Gx + Hy + 1), (Dx + Ey + F) / (Gx + Hy + 1)), all counted in pixels from the centre of the first one.
/// With G = H = 0 it is affine.
/// </summary>
readonly record struct Projection(double A, double B, double C, double D, double E, double F, double G = 0, double H = 0)
{
    /// <summary>
    /// The inverse of: shear and turn about a centre, scale, then shift. Angles in radians; a positive turn is clockwise to the eye, because y points down.
    /// </summary>
    public static Projection Affine(double centreX, double centreY, double turn, double shiftX, double shiftY, double scale, double shearX, double shearY)
    {
        // Forward: scale · R(turn − shearY …) as torchvision composes it; its inverse in closed form.
        double a = Math.Cos(turn - shearY) / Math.Cos(shearY), b = (-Math.Cos(turn - shearY) * Math.Tan(shearX) / Math.Cos(shearY)) - Math.Sin(turn);
        double c = Math.Sin(turn - shearY) / Math.Cos(shearY), d = (-Math.Sin(turn - shearY) * Math.Tan(shearX) / Math.Cos(shearY)) + Math.Cos(turn);
        double m0 = d / scale, m1 = -b / scale, m3 = -c / scale, m4 = a / scale;
        double x = -centreX - shiftX, y = -centreY - shiftY;
        return new Projection(m0, m1, centreX + (m0 * x) + (m1 * y), m3, m4, centreY + (m3 * x) + (m4 * y));
    }

    /// <summary>The projection that takes the four corner points of the result to those of the source.</summary>
    /// <param name="from">x and y of four points of the source.</param>
    /// <param name="to">x and y of where they lie in the result; no three on a line.</param>
    public static Projection Between(ReadOnlySpan<double> from, ReadOnlySpan<double> to)
    {
        // Two linear equations a point for the eight coefficients, solved by elimination with pivoting.
        var m = new double[8, 9];
        for (int i = 0; i < 4; i++)
        {
            double x = to[2 * i], y = to[(2 * i) + 1];
            for (int k = 0; k < 2; k++)
            {
                double target = from[(2 * i) + k];
                int row = (2 * i) + k, at = 3 * k;
                (m[row, at], m[row, at + 1], m[row, at + 2]) = (x, y, 1);
                (m[row, 6], m[row, 7], m[row, 8]) = (-target * x, -target * y, target);
            }
        }

        for (int column = 0; column < 8; column++)
        {
            int pivot = column;
            for (int row = column + 1; row < 8; row++)
            {
                if (Math.Abs(m[row, column]) > Math.Abs(m[pivot, column])) pivot = row;
            }

            for (int k = 0; k < 9; k++) (m[column, k], m[pivot, k]) = (m[pivot, k], m[column, k]);
            for (int row = 0; row < 8; row++)
            {
                if (row == column) continue;
                double factor = m[row, column] / m[column, column];
                for (int k = column; k < 9; k++) m[row, k] -= factor * m[column, k];
            }
        }

        Span<double> c = stackalloc double[8];
        for (int i = 0; i < 8; i++) c[i] = m[i, 8] / m[i, i];
        return new Projection(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]);
    }
}
