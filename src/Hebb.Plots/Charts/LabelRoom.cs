using Hebb.Plots.Reports;

namespace Hebb.Plots.Charts;

/// <summary>How much of a drawing's width the names beside it may take.</summary>
static class LabelRoom
{
    const double Max = 160, Share = 0.26;

    public static double In(double width) => width >= PageRoom.Small ? Max : Math.Min(Max, width * Share);
}
