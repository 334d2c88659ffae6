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
        (int fullWidth, int fullHeight) = turns % 2 == 0 ? (image.Width, image.Height) : (image.Height, image.Width);
        int first = Math.Max(1, (int)Math.Round(Math.Max(source.Width, source.Height) / (double)FirstSide));
        Image page = BoxReduction.Reduce(source, first);
        PaperRegion? paper = PaperRegion.Find(page);
        InkPolarity polarity = PolarityEstimate.Detect(page, paper);
        int radius = Math.Clamp(Math.Min(page.Width, page.Height) / 16, 8, 40);
        var geometry = new PageGeometry((double)factor * first, fullWidth, fullHeight, turns, Straightening.None);
        Image smooth = Denoising.Gaussian(page, 0.8), background = Illumination.Background(smooth, radius, polarity);
        InkMap map = InkMap.Of(smooth, background, radius, polarity, paper: null);
        WritingSize? size = WritingSize.Of(paper is null ? map : map.Within(paper));
        if (paper is not null && (size is null || WritingSize.Alike(map.Beside(paper), size) > Math.Max(1, WritingSize.Alike(map.Within(paper), size) / 8)))
        {
            // What is dark holds writing too: it is a shadow.
            paper = null;
            polarity = PolarityEstimate.Detect(page, paper);
            size = WritingSize.Of(InkMap.Of(smooth, radius, 0, polarity, paper));
        }

        if (size is null) return Empty(page, geometry, polarity);

        double scale = Scale(size, source, first), ratio = scale * first;
        page = scale < 1 ? BoxReduction.Reduce(source, (int)Math.Round(1 / scale))
            : scale > 1 ? source.Resize((int)(source.Width * scale), (int)(source.Height * scale), Interpolation.Bicubic) : source;
        geometry = geometry with { Scale = factor / scale };
        map = InkMap.Of(page, (int)Math.Ceiling(3 * size.StrokeWidth * ratio), 0.7, polarity, paper);
        size = WritingSize.Of(map, size.Contrast);
        if (size is null) return Empty(page, geometry, polarity);
        var ink = new InkMask(page.Width, page.Height, SoftInk.Of(map, size, out byte[] dark));
        List<PageLine> lines = Lines(ink, size);
        var evidence = WritingEvidence.Of(map, size, dark, lines);
        if (!evidence.IsWriting) return Empty(page, geometry, polarity) with { Evidence = evidence };
        if (PageSlope.Of(lines, ink, size.BodyHeight) is (Straightening straightening, int width, int height))
        {
            geometry = geometry with { Straightening = straightening };
            ink = straightening.Apply(ink.Ink, ink.Width, ink.Height, width, height);
            lines = Lines(ink, size);
        }

        return new PageLayout(Only(lines, ink.Width, ink.Height), lines, geometry.ToImage, polarity, turns) { Geometry = geometry, Evidence = evidence };
    }

    static List<PageLine> Lines(InkMask ink, WritingSize size)
    {
        List<InkPiece> pieces = PieceFinder.Find(ink, size);
        return LineGrouping.Group(pieces, size.BodyHeight, size.StrokeWidth);
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

    static PageLayout Empty(Image page, PageGeometry geometry, InkPolarity polarity) =>
        new(new InkMask(page.Width, page.Height, new byte[page.Width * page.Height]), [], geometry.ToImage, polarity, geometry.QuarterTurns) { Geometry = geometry };

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
