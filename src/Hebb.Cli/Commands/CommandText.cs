using System.CommandLine;

namespace Hebb.Cli.Commands;

/// <summary>A command line as it could be typed again.</summary>
static class CommandText
{
    public static string Of(ParseResult result) => string.Join(' ', result.Tokens.Select(token => Quoted(token.Value)).Prepend("hebb"));

    static string Quoted(string word) => word.Length > 0 && !word.Any(c => char.IsWhiteSpace(c) || c is '"' or '\'' or '$' or '*' or '?' or '&' or '|' or ';') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
