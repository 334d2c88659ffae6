using Hebb.Cli.Images;
using Hebb.Images;
using Hebb.Vision.Reading;

namespace Hebb.Cli.Display;

/// <summary>The text of a page, as it stands there, for a reader or a pipe.</summary>
sealed class OneText(Terminal terminal) : IPageView
{
    public void Begins(PageSource source)
    {
    }

    public void Read(PageSource source, Image image, PageText page, TimeSpan time)
    {
        // Past the console, which would break long lines.
        if (page.Text.Length > 0) terminal.Out.Profile.Out.Writer.WriteLine(page.Text.ReplaceLineEndings(terminal.Out.Profile.Out.Writer.NewLine));
        foreach (string remark in page.Remarks) PageRemark.Write(terminal, remark);
    }

    public void Failed(PageSource source, Exception problem) => _ = Failure.Report(problem, terminal, debug: false);

    public void Ends()
    {
    }
}
