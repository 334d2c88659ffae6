using Hebb.Vision.Reading.Text;

namespace Hebb.Tests;

/// <summary>Which gaps are spaces.</summary>
public sealed class GapModelTests
{
    [Fact]
    public void TwoGroupsOfGapsAreLettersAndWords()
    {
        GapModel model = GapModel.Fit([0.1, 0.15, 0.2, 0.12, 0.9, 0.14, 0.18, 1.1, 0.1, 0.05, 0.8])[0].Model;
        Assert.True(model.LogOdds(0.2) < -2);
        Assert.True(model.LogOdds(0.8) > 2);
    }

    [Fact]
    public void WidelySpacedLettersAreNoWords()
    {
        GapModel model = GapModel.Fit([0.5, 0.55, 0.6, 0.5, 1.6, 0.52, 0.58, 1.7, 0.5, 0.61, 1.5, 0.55, 0.57])[0].Model;
        Assert.True(model.LogOdds(0.6) < 0);
        Assert.True(model.LogOdds(1.5) > 0);
    }

    [Fact]
    public void OneGroupCanBeSeenInTwoWays()
    {
        var models = GapModel.Fit([0.4, 0.45, 0.5, 0.42, 0.38, 0.47]);
        Assert.Contains(models, one => one.Model.LogOdds(0.45) > 0);
        Assert.Contains(models, one => one.Model.LogOdds(0.45) < 0);
    }

    [Fact]
    public void ALineMayBeWiderThanItsPage()
    {
        var model = new GapModel(Math.Log(0.55), Math.Log(1.2), 0.2, 0.2);
        GapModel wide = model.Adapt([0.45, 0.5, 0.4, 0.48, 1.5, 0.46, 0.5, 1.4]);
        Assert.True(wide.LogOdds(0.5) < model.LogOdds(0.5));
    }

    [Fact]
    public void OddsGrowWithTheGap()
    {
        foreach ((GapModel model, _) in GapModel.Fit([0.1, 0.9, 0.2, 0.15, 1.2, 0.3]))
        {
            for (double gap = -0.5; gap < 3; gap += 0.1) Assert.True(model.LogOdds(gap + 0.1) >= model.LogOdds(gap));
        }
    }

    [Fact]
    public void APageWithoutGapsHasAModel() => Assert.True(Assert.Single(GapModel.Fit([])).Model.LogOdds(1.5) > 0);
}
