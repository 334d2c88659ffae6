namespace Hebb.Plots.Reports;

/// <summary>How wide a figure may be in a report, in pixels: on a desk and on a phone. The style sheet shows the one or the other.</summary>
static class PageRoom
{
    /// <summary>What a page 1080 wide leaves between its margins.</summary>
    public const double Wide = 1032;

    /// <summary>What a phone 390 wide leaves.</summary>
    public const double Narrow = 358;

    /// <summary>Figures that are narrower than this are laid out as on a phone: legends below, short names.</summary>
    public const double Small = 480;
}
