using System.Text;
using System.Text.Json;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Configuration;

/// <summary>The JSON schema of a configuration, draft 2020-12: for editors, and for programs that write configurations.</summary>
static class ConfigSchema
{
    public static string Text()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "The configuration of a training with hebb");
            json.WriteString("type", "object");
            json.WriteBoolean("additionalProperties", value: false);
            json.WriteStartObject("properties");
            json.WriteStartObject("$schema");
            json.WriteString("type", "string");
            json.WriteEndObject();
            foreach (Setting setting in TrainingSetting.All) Write(json, setting);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    static void Write(Utf8JsonWriter json, Setting setting)
    {
        json.WriteStartObject(setting.Name);
        json.WriteString("description", setting.Description);
        json.WriteString("type", setting.JsonType);
        Bound(json, "minimum", setting.Min);
        if (setting.Max <= int.MaxValue) Bound(json, "maximum", setting.Max);
        Bound(json, "exclusiveMinimum", setting.Above);
        Bound(json, "exclusiveMaximum", setting.Below);
        if (setting.Words.Count > 0)
        {
            json.WriteStartArray("enum");
            foreach (string word in setting.Words) json.WriteStringValue(word);
            json.WriteEndArray();
        }

        if (setting is LayersSetting)
        {
            json.WriteStartObject("items");
            json.WriteString("type", "object");
            json.WriteStartArray("required");
            json.WriteStringValue("layer");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    static void Bound(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }
}
