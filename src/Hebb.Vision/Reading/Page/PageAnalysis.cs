using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>From a photograph to its writing: ink, pieces, lines.</summary>
static class PageAnalysis
{
    // Pixels: of the first look, which finds the size of the writing, and the most that are worked on.
    const int FirstSide = 1300, MostSource = 16_000_000, MostWork = 6_000_000;

    // Pixels: the pen and the letters that the work is done with.
    const double Pen = 4.5, LeastPen = 2.8, MostPen = 6.5, LeastBody = 30;

    /// <summary>Analyses a photograph.</summary>
    /// <param name="image">1 to 4 channels.</param>
    /// <param name="quarterTurns">How often it is turned by 90° to the left before.</param>
    public static PageLayout Analyze(Image image, int quarterTurns = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        int turns = quarterTurns & 3, factor = 1;
        while ((long)(image.Width / factor) * (image.Height / factor) > MostSource) factor++;
        Image source = GreyScale.Reduce(image, factor).Rotate90(-turns);
        int first = Math.Max(1, (int)Math.Round(Math.Max(source.Width, source.Height) / (double)FirstSide));
        Image page = BoxReduction.Reduce(source, first);
        InkPolarity polarity = PolarityEstimate.Detect(page);
        int radius = Math.Clamp(Math.Min(page.Width, page.Height) / 16, 8, 40);
        WritingSize? size = WritingSize.Of(InkMap.Of(page, radius, 0.8, polarity));
        (int fullWidth, int fullHeight) = turns % 2 == 0 ? (image.Width, image.Height) : (image.Height, image.Width);
        if (size is null) return Empty(page, (double)factor * first, fullWidth, fullHeight, polarity, turns);

        double scale = Scale(size, source, first);
        page = scale < 1 ? BoxReduction.Reduce(source, (int)Math.Round(1 / scale))
            : scale > 1 ? source.Resize((int)(source.Width * scale), (int)(source.Height * scale), Interpolation.Bicubic) : source;
        double ratio = scale * first;
        InkMap map = InkMap.Of(page, (int)Math.Ceiling(3 * size.StrokeWidth * ratio), 0.7, polarity);
        size = WritingSize.Of(map);
        if (size is null) return Empty(page, factor / scale, fullWidth, fullHeight, polarity, turns);
        byte[] ink = SoftInk.Of(map, size);
        List<InkPiece> pieces = PieceFinder.Find(ink, page.Width, page.Height, 0.5 * size.StrokeWidth * size.StrokeWidth);
        List<PageLine> lines = LineGrouping.Group(pieces, size.BodyHeight, size.StrokeWidth, page.Width);
        var geometry = new PageGeometry(factor / scale, fullWidth, fullHeight, turns, new Straightening(0, 0, 0, 0));
        return new PageLayout(Only(lines, page.Width, page.Height), lines, geometry.ToImage, polarity, turns);
    }

    // Of the work against the source: whole reductions, or an enlargement.
    static double Scale(WritingSize first, Image source, int reduction)
    {
        double pen = first.StrokeWidth * reduction, body = first.BodyHeight * reduction;
        double most = Math.Sqrt(MostWork / ((double)source.Width * source.Height));
        if (pen < LeastPen || body < LeastBody) return Math.Max(1, Math.Min(Math.Min(3, most), Math.Max(Math.Min(LeastPen / pen, 2), LeastBody / body)));
        int factor = 1;
        while ((pen / factor > MostPen || factor < 1 / most) && body / (factor + 1) >= LeastBody) factor++;
        while (factor < 1 / most) factor++;
        return 1.0 / factor;
    }

    static PageLayout Empty(Image page, double scale, int width, int height, InkPolarity polarity, int turns) =>
        new(new InkMask(page.Width, page.Height, new byte[page.Width * page.Height]), [], new PageGeometry(scale, width, height, turns, new Straightening(0, 0, 0, 0)).ToImage, polarity, turns);

    // The ink of the lines, without that which belongs to none.
    static InkMask Only(IReadOnlyList<PageLine> lines, int width, int height)
    {
        var ink = new byte[width * height];
        foreach (InkPiece piece in lines.SelectMany(line => line.Pieces))
        {
            for (int y = 0; y < piece.Box.Height; y++)
            {
                for (int x = 0; x < piece.Box.Width; x++)
                {
                    int to = ((piece.Box.Top + y) * width) + piece.Box.Left + x;
                    ink[to] = Math.Max(ink[to], piece.Mask.Ink[(y * piece.Box.Width) + x]);
                }
            }
        }

        return new InkMask(width, height, ink);
    }
}
