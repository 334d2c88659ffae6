using System.Text;
using System.Text.Json;
using Hebb.Cli.Images;
using Hebb.Images;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Output;

namespace Hebb.Cli.Display;

/// <summary>One JSON document for all pages: { "pages": [ … ] }, in the order in which they were named. A page that could not be read has an error instead of a text.</summary>
sealed class JsonPages : IPageView
{
    readonly Terminal terminal;
    readonly MemoryStream stream = new();
    readonly Utf8JsonWriter json;

    public JsonPages(Terminal terminal)
    {
        this.terminal = terminal;
        json = new Utf8JsonWriter(stream, PageJson.Options(indented: true));
        json.WriteStartObject();
        json.WriteStartArray("pages");
    }

    public void Begins(PageSource source)
    {
    }

    public void Read(PageSource source, Image image, PageText page, TimeSpan time)
    {
        json.WriteStartObject();
        json.WriteString("file", source.Name);
        json.WriteNumber("width", image.Width);
        json.WriteNumber("height", image.Height);
        json.WriteNumber("milliseconds", Math.Round(time.TotalMilliseconds, 1));
        PageJson.Write(json, page);
        json.WriteEndObject();
        foreach (string remark in page.Remarks) PageRemark.Write(terminal, remark, source.Name);
    }

    public void Failed(PageSource source, Exception problem)
    {
        json.WriteStartObject();
        json.WriteString("file", source.Name);
        json.WriteString("error", problem.Message);
        json.WriteEndObject();
        _ = Failure.Report(problem, terminal, debug: false);
    }

    public void Ends()
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Dispose();
        terminal.Out.Profile.Out.Writer.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }
}
