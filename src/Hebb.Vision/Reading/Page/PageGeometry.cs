namespace Hebb.Vision.Reading.Page;

/// <summary>Where the pixels of the straightened page lie in the image that came in.</summary>
/// <param name="Scale">Pixels of the image for one of the page.</param>
/// <param name="Width">Columns of the image, after its turns.</param>
/// <param name="Height">Rows of the image, after its turns.</param>
/// <param name="QuarterTurns">How often the image was turned by 90° to the left.</param>
/// <param name="Straightening">What lies between the turned image and the page, both in pixels of the page.</param>
sealed record PageGeometry(double Scale, int Width, int Height, int QuarterTurns, Straightening Straightening)
{
    /// <summary>Turns a box on the page into one of the image.</summary>
    public LetterBox ToImage(LetterBox box)
    {
        double left = double.PositiveInfinity, top = left, right = double.NegativeInfinity, bottom = right;
        foreach ((double x, double y) in ((double X, double Y)[])[(box.Left, box.Top), (box.Right, box.Top), (box.Left, box.Bottom), (box.Right, box.Bottom)])
        {
            (double u, double v) = Straightening.ToSource(x, y);
            (left, right) = (Math.Min(left, u), Math.Max(right, u));
            (top, bottom) = (Math.Min(top, v), Math.Max(bottom, v));
        }

        int x0 = Math.Clamp((int)Math.Floor(left * Scale), 0, Width - 1), y0 = Math.Clamp((int)Math.Floor(top * Scale), 0, Height - 1);
        int x1 = Math.Clamp((int)Math.Ceiling(right * Scale), x0 + 1, Width), y1 = Math.Clamp((int)Math.Ceiling(bottom * Scale), y0 + 1, Height);
        return QuarterTurns switch
        {
            // The image was turned to the left: its right side is the page's top.
            1 => new LetterBox(x0, Height - y1, x1, Height - y0),
            2 => new LetterBox(Height - y1, Width - x1, Height - y0, Width - x0),
            3 => new LetterBox(Width - x1, y0, Width - x0, y1),
            _ => new LetterBox(y0, x0, y1, x1),
        };
    }
}
