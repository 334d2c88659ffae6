using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hebb.Formats;

/// <summary>Reads JSON files that a person may have written: comments, trailing commas and a byte order mark are welcome; everything else that is no JSON is told with its place.</summary>
static class JsonFile
{
    const int LongestFile = 16 << 20, Deepest = 64;
    const string LikelyMend = "A comma, a bracket or a quotation mark may be missing there or before.";

    /// <summary>Reads a file. What comes back is plain JSON, without comments and trailing commas, so that every part of it can be read again.</summary>
    /// <exception cref="HebbException">It is not there, too long, or no JSON.</exception>
    public static JsonDocument Read(string path)
    {
        if (Directory.Exists(path)) throw new HebbException($"'{path}' is a folder; a JSON file was expected.");
        if (new FileInfo(path) is not { Exists: true } file) throw new HebbException($"There is no file '{path}'.");
        if (file.Length > LongestFile) throw new HebbException($"{path} has {file.Length:N0} bytes; a file like this has at most {LongestFile:N0}.", "Is it another file?");
        string text = Text(path);
        if (string.IsNullOrWhiteSpace(text)) throw new HebbException($"{path} is empty; JSON was expected.");
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Deepest, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return JsonDocument.Parse(Plain(document.RootElement));
        }
        catch (JsonException problem)
        {
            (int line, int column, int at) = Place(text, problem);
            throw new HebbException($"{path}, line {line}, column {column}: this is no JSON: {Reason(text, at, problem)}", Mend(text, at), problem);
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            throw new HebbException($"{path}: a text holds half of a character (\\uD800 to \\uDFFF come in pairs).", "Write the character itself.", problem);
        }
    }

    /// <summary>Where in a document a value is of the wrong kind: ", at input.mean"; nothing for the whole.</summary>
    public static string At(JsonException problem) => problem.Path is { Length: > 2 } path ? $", at {Printable.Line(path[2..])}" : string.Empty;

    /// <summary>A value in a few letters.</summary>
    public static string Short(JsonElement value)
    {
        const int Max = 40;
        string text = Printable.Line(value.GetRawText());
        return text.Length <= Max ? text : text[..Max] + "…";
    }

    // UTF-8, or what a byte order mark names: some editors write UTF-16.
    static string Text(string path)
    {
        byte[] bytes = InputFile.ReadAllBytes(path, LongestFile);
        try
        {
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
            using var reader = new StreamReader(new MemoryStream(bytes), strict, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException problem)
        {
            throw new HebbException($"{path} is no text in UTF-8.", "Save it as UTF-8, or is it another file?", problem);
        }
    }

    static byte[] Plain(JsonElement root)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) root.WriteTo(json);
        return stream.ToArray();
    }

    // The parser counts bytes; a reader counts characters.
    static (int Line, int Column, int At) Place(string text, JsonException problem)
    {
        int line = (int)(problem.LineNumber ?? 0), start = 0;
        for (int i = 0; i < line && text.IndexOf('\n', start) is >= 0 and int end; i++) start = end + 1;
        int at = start;
        for (long bytes = problem.BytePositionInLine ?? 0; bytes > 0 && at < text.Length; at++) bytes -= text[at] < 0x80 ? 1 : text[at] < 0x800 || char.IsSurrogate(text[at]) ? 2 : 3;
        return (line + 1, at - start + 1, at);
    }

    static string Reason(string text, int at, JsonException problem)
    {
        if (text.AsSpan(Math.Min(at, text.Length)).IsWhiteSpace()) return "it ends too early.";
        if (problem.Message.Contains("maximum configured depth", StringComparison.Ordinal)) return $"it is nested more than {Deepest} deep.";
        return $"'{Printable.Line(text[at].ToString())}' was not expected there.";
    }

    static string Mend(string text, int at)
    {
        ReadOnlySpan<char> rest = text.AsSpan(Math.Min(at, text.Length));
        if (rest.StartsWith("'")) return "JSON takes double quotation marks: \"data\", not 'data'.";
        if (rest.StartsWith("NaN") || rest.StartsWith("Infinity") || rest.StartsWith("-Infinity")) return "JSON has no NaN and no infinity; leave the key out to take the default.";
        if (rest.StartsWith("True") || rest.StartsWith("False") || rest.StartsWith("None")) return "JSON writes true, false and null.";
        return rest.Length > 0 && char.IsLetter(rest[0]) ? "Keys and texts stand in double quotation marks." : LikelyMend;
    }
}
