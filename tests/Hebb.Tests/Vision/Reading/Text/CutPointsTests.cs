using Hebb.Vision.Reading.Text;

namespace Hebb.Tests;

/// <summary>Where touching letters are cut.</summary>
public sealed class CutPointsTests
{
    [Fact]
    public void TwoRingsAreCutWhereTheyTouch()
    {
        Cut[] cuts = CutPoints.Find(new InkDrawing(84, 44, 4).Ellipse(22, 22, 19, 19).Ellipse(62, 22, 19, 19).Mask, 40, 4);
        Assert.Contains(cuts, cut => Math.Abs(cut.Column - 42) <= 3);
    }

    [Fact]
    public void AnUprightAndASlantedStrokeAreCutAlongTheSlant()
    {
        // Two strokes that lean to the right and are joined at the foot: an upright cut would cross one of them.
        Cut[] cuts = CutPoints.Find(new InkDrawing(44, 44, 4).Line(4, 40, 24, 4).Line(18, 40, 38, 4).Line(4, 40, 18, 40).Mask, 40, 4);
        Assert.Contains(cuts, cut => cut.Slant > 0 && cut.Column is > 14 and < 30);
    }

    [Fact]
    public void CutsKeepTheirOrderInEveryRow()
    {
        Cut[] cuts = CutPoints.Find(new InkDrawing(204, 44, 4).Line(4, 40, 24, 4).Line(24, 4, 44, 40).Line(44, 40, 84, 40).Ellipse(104, 22, 19, 19).Line(123, 22, 150, 8).Line(150, 8, 190, 40).Mask, 40, 4);
        Assert.NotEmpty(cuts);
        for (int i = 1; i < cuts.Length; i++)
        {
            for (int row = 0; row < 44; row++) Assert.True(cuts[i].At(row, 44) > cuts[i - 1].At(row, 44));
        }
    }

    [Fact]
    public void ANarrowPieceIsNotCut() => Assert.Empty(CutPoints.Find(new InkDrawing(8, 44, 4).Line(4, 4, 4, 40).Mask, 40, 4));
}
