using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Lines;
using Hebb.Vision.Reading.Page;

namespace Hebb.Tests;

public sealed class LineMaskTests
{
    [Fact]
    public void PiecesStandWhereTheyStoodAndTheBaselineWithThem()
    {
        InkPiece[] pieces = [Piece(20, 100, 10, 4, 200), Piece(15, 103, 12, 6, 90)];
        var baseline = new LineCurve(30, 0.1, 0.001);
        LineMask line = LineMask.Of(pieces, baseline)!;
        Assert.Equal((100, 15, 9, 15), (line.Left, line.Top, line.Mask.Width, line.Mask.Height));
        Assert.Equal(200, line.Mask.Ink[(5 * 9) + 3]);
        Assert.Equal(90, line.Mask.Ink[3]);
        Assert.Equal(0, line.Mask.Ink[0]);
        Assert.Equal(baseline.At(107) - 15, line.Baseline.At(7), 1e-9);
        Assert.Null(LineMask.Of([], baseline));
    }

    static InkPiece Piece(int top, int left, int height, int width, byte ink)
    {
        var mask = new InkMask(width, height, new byte[width * height]);
        Array.Fill(mask.Ink, ink);
        return new InkPiece(new LetterBox(top, left, top + height, left + width), mask, width * height);
    }
}
