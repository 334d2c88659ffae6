using System.Text;
using System.Text.RegularExpressions;

namespace Hebb.Tests;

/// <summary>
/// A page whose code is compiled and run. <c>&lt;!-- runs --&gt;</c> on the line before a C# block says that it is part of the page's program, which goes through the whole page; before a block
/// of commands, that the program runs them there; what they print is not compared.
/// <c>&lt;!-- prints --&gt;</c> before a text block says that this is what the program has printed since the last such block;
/// <c>&lt;!-- compiles --&gt;</c> before a C# block says that it wants data or time that a test has not, and is only compiled.
/// </summary>
sealed partial class RunnablePage
{
    const string Mark = "\u0001";

    RunnablePage(string name, string code, IReadOnlyList<string> prints) => (Name, Code, Prints) = (name, code, prints);

    public string Name { get; }

    /// <summary>A C# file with the class Pages.NAME.Page and its method RunPage.</summary>
    public string Code { get; }

    public IReadOnlyList<string> Prints { get; }

    public string Class => $"Pages.{Name.Replace('-', '_')}.Page";

    /// <summary>All pages of the repository that have such blocks.</summary>
    public static IReadOnlyList<RunnablePage> All { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "README.md")).Order(StringComparer.Ordinal)
            .Select(file => Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))).OfType<RunnablePage>(),
    ];

    /// <summary>What the program printed, as it stands in the page's text blocks.</summary>
    public static string[] Parts(string output) => [.. output.ReplaceLineEndings("\n").Split(Mark)[..^1].Select(Trimmed)];

    static RunnablePage? Read(string name, string page)
    {
        StringBuilder usings = new(), types = new(), steps = new();
        var prints = new List<string>();
        MatchCollection blocks = Blocks().Matches(page);
        if (blocks.Count != Comments().Count(page)) throw new InvalidOperationException($"{name}.md: a comment <!-- runs --> stands right before a csharp or sh block, <!-- compiles --> before a csharp block, <!-- prints --> before a text block; one does not.");
        foreach (Match match in blocks)
        {
            string text = match.Groups["text"].Value;
            string kind = match.Groups["kind"].Value;
            if (kind == "runs" && match.Groups["language"].Value == "sh")
            {
                foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)) steps.Append($"Commands.Run(\"{line}\");\n");
            }
            else if (kind == "runs")
            {
                Sort(text, usings, types, steps);
            }
            else if (kind == "compiles")
            {
                var unrun = new StringBuilder();
                Sort(text, usings, types, unrun);
                types.Append($"static class Unrun{match.Index}\n{{\n    public static void OnlyCompiled()\n    {{\n{unrun}\n    }}\n}}\n");
            }
            else
            {
                prints.Add(Trimmed(text));
                steps.Append("Console.Write(\"\\u0001\");\n");
            }
        }

        if (steps.Length == 0) return null;
        string code = $"{usings}\nnamespace Pages.{name.Replace('-', '_')};\n\n{types}\nstatic class Page\n{{\n    public static void RunPage()\n    {{\n{steps}\n    }}\n}}\n";
        return new RunnablePage(name, code, prints);
    }

    // C# wants usings first and types outside of methods; a page may have them where they are explained.
    static void Sort(string text, StringBuilder usings, StringBuilder types, StringBuilder steps)
    {
        bool isType = false;
        foreach (string line in text.Split('\n'))
        {
            if (Using().IsMatch(line))
            {
                if (!usings.ToString().Contains(line, StringComparison.Ordinal)) usings.Append(line).Append('\n');
                continue;
            }

            bool begins = TypeHead().IsMatch(line);
            (isType || begins ? types : steps).Append(line).Append('\n');
            if (begins) isType = !line.EndsWith(';');
            else if (isType && line is "}") isType = false;
        }
    }

    static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).Trim('\n');

    [GeneratedRegex("^<!-- *(runs?|prints?|compiles?)\\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex("^<!-- (?<kind>runs|prints|compiles) -->\n```(?<language>csharp|text|sh)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^using [\w.]+;$", RegexOptions.None, 1000)]
    private static partial Regex Using();

    [GeneratedRegex(@"^((public|internal|sealed|static|abstract|readonly|partial) )*(class|record|struct|interface|enum) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeHead();
}
