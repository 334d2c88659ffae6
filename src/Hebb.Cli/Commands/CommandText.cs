using System.CommandLine;
using System.Text;

namespace Hebb.Cli.Commands;

/// <summary>Command lines as text that can be typed or pasted: every word that a shell would take apart or change is quoted. The one home of all commands that are printed.</summary>
static class CommandText
{
    /// <summary>The command line that was given.</summary>
    public static string Of(ParseResult result) => Of([.. result.Tokens.Select(token => token.Value)]);

    /// <summary>A command line of hebb.</summary>
    /// <param name="words">Its words, such as <c>train</c>, a folder, <c>--epochs</c>, <c>3</c>. All are real: what is printed can be pasted as it is.</param>
    public static string Of(params ReadOnlySpan<string> words)
    {
        var line = new StringBuilder("hebb");
        foreach (string word in words) line.Append(' ').Append(Quoted(word));
        return line.ToString();
    }

    /// <summary>A path as a word of a command line: quoted, and not taken for an option if it begins with a dash.</summary>
    public static string Path(string path) => Quoted(Word(path));

    /// <summary>A path as a word that is no option.</summary>
    public static string Word(string path) => path.StartsWith('-') ? $".{System.IO.Path.DirectorySeparatorChar}{path}" : path;

    /// <summary>A word as the shell of this system reads it.</summary>
    public static string Quoted(string word) => OperatingSystem.IsWindows() ? QuotedForWindows(word) : QuotedForPosix(word);

    /// <summary>For sh and its like: single quotes, or <c>$'…'</c> where there are characters that break or steer the line.</summary>
    public static string QuotedForPosix(string word)
    {
        if (word.Length > 0 && word.All(IsPlain)) return word;
        if (string.Equals(Printable.Line(word), word, StringComparison.Ordinal)) return $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
        string printable = Printable.Line(word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal));
        return $"$'{printable}'";
    }

    /// <summary>For cmd and PowerShell: double quotes; no name on Windows holds one.</summary>
    public static string QuotedForWindows(string word) => word.Length > 0 && word.All(c => IsPlain(c) || c is '\\') ? word : $"\"{Printable.Line(word).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    static bool IsPlain(char c) => char.IsLetterOrDigit(c) || c is '_' or '@' or '%' or '+' or '=' or ':' or ',' or '.' or '/' or '-';
}
