using System.Globalization;
using System.Text;
using Hebb.Plots.Images;
using Hebb.Plots.Reports;
using Hebb.Plots.Svg;

namespace Hebb.Plots;

/// <content>Grids in a page: images that flow, so that they fill a wide screen and can be seen on a phone.</content>
public sealed partial class ImageGrid
{
    // Tiles may grow so much where there is room; on a phone they shrink to no less than this, or are fewer in a row.
    const double MaxGrowth = 1.6, Gap = 8, MinOnPhone = 100;

    // Small images are shown as the squares that they are, larger ones smoothly.
    const int SmallImage = 64;

    internal override string ToHtml()
    {
        Sheet sheet = Arrange();
        double own = sheet.Tile.Width * Pixel(sheet), room = (PageRoom.Wide - (Gap * (sheet.Columns - 1))) / sheet.Columns;
        double width = Math.Min(room, own * MaxGrowth);
        (double Low, double High) shared = SharedEnds();
        var html = new StringBuilder("<div class=\"pic\">");
        if (Title.Length > 0) html.Append("<p class=\"name\">").Append(SvgCanvas.Escape(Title)).Append("</p>");
        html.Append("<div class=\"tiles").Append(group == 2 ? " pairs" : string.Empty).Append("\" role=\"group\" aria-label=\"").Append(SvgCanvas.Escape(Description)).Append("\" style=\"");
        html.Append(CultureInfo.InvariantCulture, $"--c:{sheet.Columns};--p:{OnPhone(sheet.Columns, own)};--w:{NumberText.Coordinate(width)}px\">\n");
        foreach (ImageTile tile in tiles) Append(html, tile, EndsOf(tile, shared), tile.Width / sheet.Tile.Width);
        return html.Append("</div></div>\n").ToString();
    }

    // A row of a phone holds a whole part of a row of the grid, so that what belongs together stays in line, unless so little would fit that the phone were half empty.
    int OnPhone(int columns, double own)
    {
        int fit = Math.Clamp((int)((PageRoom.Narrow + Gap) / (Math.Min(own, MinOnPhone) + Gap)), 1, columns);
        if (Columns == 0 && group == 1) return fit;
        int part = fit;
        while (columns % part != 0 || part % group != 0)
        {
            if (--part == 0) break;
        }

        return 2 * part >= fit ? part : Math.Max(group, fit / group * group);
    }

    void Append(StringBuilder html, ImageTile tile, (double Low, double High) ends, double part)
    {
        html.Append("<div class=\"tile").Append(tile.IsRight == false ? " wrong" : tile.IsRight == true ? " right" : string.Empty).Append("\">");
        byte[]? dark = tile.PngOnDark(ends, MapOf(tile));
        if (dark is not null) html.Append("<picture><source media=\"screen and (prefers-color-scheme:dark)\" srcset=\"").Append(Address(dark)).Append("\">");
        html.Append(CultureInfo.InvariantCulture, $"<img alt=\"{SvgCanvas.Escape(tile.Caption)}\" width=\"{tile.Width}\" height=\"{tile.Height}\"");
        if (part < 1) html.Append(CultureInfo.InvariantCulture, $" style=\"width:{NumberText.Coordinate(100 * part)}%\"");
        if (Math.Max(tile.Width, tile.Height) < SmallImage) html.Append(" class=\"px\"");
        html.Append(" src=\"").Append(Address(tile.Png(ends, MapOf(tile)))).Append("\">");
        if (dark is not null) html.Append("</picture>");
        if (tile.Caption.Length > 0) html.Append("<span>").Append(SvgCanvas.Escape(tile.Caption)).Append("</span>");
        html.Append("</div>\n");
    }

    static string Address(byte[] png) => "data:image/png;base64," + Convert.ToBase64String(png);
}
