using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hebb.Vision.Reading.Output;

/// <summary>A page as JSON.</summary>
static class PageJson
{
    const int Decimals = 4;

    public static JsonWriterOptions Options(bool indented) => new() { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(PageText page, bool indented)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options(indented)))
        {
            json.WriteStartObject();
            Write(json, page);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the page's members into an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, PageText page)
    {
        json.WriteString("text", page.Text);
        json.WriteNumber("confidence", Rounded(page.Confidence));
        json.WriteNumber("quarterTurns", page.QuarterTurns);
        json.WriteStartArray("remarks");
        foreach (string remark in page.Remarks) json.WriteStringValue(remark);
        json.WriteEndArray();
        json.WriteStartArray("lines");
        foreach (TextLine line in page.Lines) Write(json, line);
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, TextLine line)
    {
        json.WriteStartObject();
        json.WriteString("text", line.Text);
        Write(json, line.Box);
        json.WriteStartArray("words");
        foreach (TextWord word in line.Words)
        {
            json.WriteStartObject();
            json.WriteString("text", word.Text);
            Write(json, word.Box);
            json.WriteNumber("confidence", Rounded(word.Confidence));
            json.WriteBoolean("wholeWord", word.WholeWord);
            json.WriteStartArray("characters");
            foreach (TextCharacter one in word.Characters) json.WriteRawValue((json.Options.Indented ? "\n" + new string(' ', 2 * json.CurrentDepth) : string.Empty) + OneLine(one));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A character is a line, however the rest is laid out: of a page there are hundreds.
    static string OneLine(TextCharacter one)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options(indented: false)))
        {
            json.WriteStartObject();
            json.WriteString("text", [one.Character]);
            Write(json, one.Box);
            json.WriteNumber("confidence", Rounded(one.Confidence));
            json.WriteStartArray("alternatives");
            foreach ((char character, double probability) in one.Alternatives)
            {
                json.WriteStartObject();
                json.WriteString("text", [character]);
                json.WriteNumber("probability", Rounded(probability));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    static void Write(Utf8JsonWriter json, LetterBox box)
    {
        json.WritePropertyName("box");
        json.WriteRawValue($"[{box.Top},{box.Left},{box.Bottom},{box.Right}]");
    }

    static double Rounded(double value) => double.IsFinite(value) ? Math.Round(value, Decimals) : 0;
}
