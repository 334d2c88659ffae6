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

    /// <summary>Ink of the page in the place and size of the image.</summary>
    public InkMask ToImageInk(InkMask page)
    {
        bool isOnSide = QuarterTurns % 2 != 0;
        (int width, int height) = isOnSide ? (Height, Width) : (Width, Height);
        var ink = new byte[width * height];
        for (int y = 0, i = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, i++)
            {
                (double u, double v) = QuarterTurns switch
                {
                    1 => (y + 0.5, Height - x - 0.5),
                    2 => (Width - x - 0.5, Height - y - 0.5),
                    3 => (Width - y - 0.5, x + 0.5),
                    _ => (x + 0.5, y + 0.5),
                };
                (u, v) = Straightening.ToPage(u / Scale, v / Scale);
                ink[i] = PlaneSampling.Bilinear(page.Ink, page.Width, page.Height, u - 0.5, v - 0.5);
            }
        }

        return new InkMask(width, height, ink);
    }
}
