using System.Globalization;
using System.Text.Json;

namespace Hebb.Tracking;

/// <summary>Configurations as JSON text.</summary>
static class ConfigurationText
{
    /// <summary>The text itself, if it is a JSON object.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string Require(string configuration)
    {
        try
        {
            using var document = JsonDocument.Parse(configuration);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return configuration;
            throw new ArgumentException($"The configuration of a run is a JSON object, such as {{\"epochs\": 3}}; it got a JSON {document.RootElement.ValueKind.ToString().ToLowerInvariant()}.", nameof(configuration));
        }
        catch (JsonException problem)
        {
            throw new ArgumentException($"The configuration of a run is a JSON object, such as {{\"epochs\": 3}}; it got text that is no JSON: {problem.Message}", nameof(configuration), problem);
        }
    }

    /// <summary>The settings in a configuration, nested ones by their path; arrays stay whole.</summary>
    public static List<KeyValuePair<string, string>> Flatten(string configuration)
    {
        var settings = new List<KeyValuePair<string, string>>();
        try
        {
            using var document = JsonDocument.Parse(configuration);
            Collect(document.RootElement, string.Empty, settings);
        }
        catch (JsonException)
        {
            // Another program wrote it; it is shown as it is.
            settings.Add(new("configuration", configuration));
        }

        return settings;
    }

    public static string Of(ulong seed) => seed.ToString(CultureInfo.InvariantCulture);

    // No deeper than JsonDocument goes: 64.
    static void Collect(JsonElement element, string path, List<KeyValuePair<string, string>> settings)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            settings.Add(new(path, element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText()));
            return;
        }

        foreach (JsonProperty property in element.EnumerateObject()) Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", settings);
    }
}
