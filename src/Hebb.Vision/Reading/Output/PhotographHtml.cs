using System.Globalization;
using System.Text;
using Hebb.Images;
using Hebb.Plots.Svg;

namespace Hebb.Vision.Reading.Output;

/// <summary>The photograph as a drawing in a page: its boxes lie over it, sharp at every size, and say what was read when pointed at.</summary>
static class PhotographHtml
{
    public const string Css = """
        .photo svg{display:block;width:100%;height:auto;border-radius:6px}
        .photo rect{fill:transparent;vector-effect:non-scaling-stroke;stroke-width:1.5}
        .photo .line{stroke:#6e747c;stroke-dasharray:2 4;stroke-width:1}
        .photo .s0{stroke:#0072b2}
        .photo .s1{stroke:#e69f00;stroke-width:2}
        .photo .s2{stroke:#d53c00;stroke-width:2.5}
        .photo .s0:hover,.photo .s1:hover,.photo .s2:hover{fill:#0072b230}

        """;

    const int Quality = 80;

    public static string Of(PageText page, Image image)
    {
        string bytes = Convert.ToBase64String(PageReport.Shrunk(image.WithoutOpacity().ToRgb()).Encode("jpg", Quality));
        int found = page.Letters.Boxes.Count();
        var html = new StringBuilder("<figure class=\"photo\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {image.Width} {image.Height}\" role=\"img\" aria-label=\"The photograph with {page.Lines.Count} lines and the boxes of {found} characters.\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<image width=\"{image.Width}\" height=\"{image.Height}\" href=\"data:image/jpeg;base64,{bytes}\"/>\n");
        foreach (TextLine line in page.Lines)
        {
            Append(html, line.Box, "line", line.Text);
            foreach (TextWord word in line.Words)
            {
                if (word.WholeWord) Append(html, word.Box, Class(word.Confidence), $"{word.Text}, read as a whole, {PageReport.Percent(word.Confidence)} sure");
                else foreach (TextCharacter one in word.Characters) Append(html, one.Box, Class(one.Confidence), $"{one.Character}, {PageReport.Percent(one.Confidence)} sure");
            }
        }

        html.Append("</svg>\n<figcaption>Boxes: blue where the reader is at least 90 % sure, orange and thicker below that, red and thickest below 60 %. Dotted: lines.</figcaption>\n</figure>\n");
        return html.ToString();
    }

    static string Class(double confidence) => $"s{(int)CertaintySteps.Of(confidence)}";

    static void Append(StringBuilder html, LetterBox box, string kind, string title) => html.Append(
        CultureInfo.InvariantCulture,
        $"<rect class=\"{kind}\" x=\"{box.Left}\" y=\"{box.Top}\" width=\"{Math.Max(0, box.Width)}\" height=\"{Math.Max(0, box.Height)}\"><title>{SvgCanvas.Escape(title)}</title></rect>\n");
}
