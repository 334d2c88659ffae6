using System.Text;
using Hebb.Plots.Svg;

namespace Hebb.Vision.Reading.Output;

/// <summary>The text as HTML: a line for each line; characters of which the reader is not sure are marked, and say what else they may be when pointed at or reached with the keyboard.</summary>
static class TextHtml
{
    public const string Css = """
        .read{list-style:none;counter-reset:line;margin:0 0 24px;padding:18px 22px;background:var(--soft);border-radius:8px;font:20px/2 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;overflow-x:auto}
        .read li{counter-increment:line;white-space:pre}
        .read li::before{content:counter(line);display:inline-block;width:2.2em;color:var(--muted);font-size:13px;user-select:none}
        .read mark{position:relative;color:inherit;background:#e69f0055;border-bottom:2px dashed #b97c00;cursor:help}
        .read mark.doubt{background:#d53c0048;border-bottom:3px solid #d53c00}
        .read mark:focus{outline:2px solid var(--link)}
        .read mark:focus::after{content:attr(title);position:absolute;left:0;top:100%;z-index:1;padding:2px 10px;border-radius:6px;background:var(--ink);color:var(--paper);font:14px/1.6 sans-serif;white-space:nowrap}
        .read i{font-style:normal;border-bottom:1px dotted var(--muted)}
        .key{font-size:14px;color:var(--muted)}
        .key mark{color:inherit;background:#e69f0055;border-bottom:2px dashed #b97c00}
        .key mark.doubt{background:#d53c0048;border-bottom:3px solid #d53c00}
        .key i{font-style:normal;border-bottom:1px dotted var(--muted)}

        """;

    public static string Of(PageText page)
    {
        var html = new StringBuilder("<ol class=\"read\">\n");
        foreach (TextLine line in page.Lines)
        {
            html.Append("<li>");
            for (int i = 0; i < line.Words.Count; i++)
            {
                if (i > 0) html.Append(' ');
                Append(html, line.Words[i]);
            }

            html.Append("</li>\n");
        }

        html.Append("</ol>\n<p class=\"key\"><mark>Orange</mark>: less than 90 % sure. <mark class=\"doubt\">Red</mark>: less than 60 % sure. ");
        return html.Append("<i>Dotted</i>: the word was read as a whole. Point at a marked character, or reach it with the Tab key, to see what else it may be.</p>\n").ToString();
    }

    static void Append(StringBuilder html, TextWord word)
    {
        if (word.WholeWord) html.Append("<i>");
        foreach (TextCharacter one in word.Characters)
        {
            string shown = SvgCanvas.Escape(one.Character.ToString());
            Certainty certainty = CertaintySteps.Of(one.Confidence);
            if (certainty == Certainty.Sure) html.Append(shown);
            else html.Append("<mark").Append(certainty == Certainty.Doubtful ? " class=\"doubt\"" : string.Empty).Append(" tabindex=\"0\" title=\"").Append(SvgCanvas.Escape(Says(one))).Append("\">").Append(shown).Append("</mark>");
        }

        if (word.WholeWord) html.Append("</i>");
    }

    static string Says(TextCharacter one) => $"{one.Character}, {PageReport.Percent(one.Confidence)} sure" + (one.Alternatives.Count == 0 ? string.Empty : $"; the shape alone: {PageReport.Choices(one)}");
}
