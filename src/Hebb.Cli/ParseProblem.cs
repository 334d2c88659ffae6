using System.CommandLine;
using System.CommandLine.Parsing;

namespace Hebb.Cli;

/// <summary>Says in our words what the parser did not understand.</summary>
static class ParseProblem
{
    /// <summary>The error to show for a command line that did not parse.</summary>
    public static UsageException Explain(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        if (AfterDashes(result) is { } late) return late;
        if (result.UnmatchedTokens.Count > 0) return Unknown(result.UnmatchedTokens[0], command);
        foreach (SymbolResult part in result.CommandResult.Children)
        {
            if (part is OptionResult { Implicit: false } option && option.Tokens.Count == 0 && option.Option.Arity.MinimumNumberOfValues > 0)
                return new UsageException($"The option {option.Option.Name} needs a value: {option.Option.Name} {option.Option.HelpName}.", SeeHelp(command));
        }

        foreach (Argument argument in command.Arguments)
        {
            if (argument.Arity.MinimumNumberOfValues > 0 && result.GetResult(argument) is null or { Tokens.Count: 0 })
                return new UsageException($"'{HelpPage.Path(command)}' needs {argument.HelpName}: {argument.Description?.TrimEnd('.')}.", SeeHelp(command));
        }

        if (command.Subcommands.Count > 0 && command.Action is null)
            return new UsageException($"'{HelpPage.Path(command)}' needs to know what: {Listed(command.Subcommands.Select(c => c.Name))}.", $"{HelpPage.Path(command)} {command.Subcommands[0].Name}");
        string[] parts = result.Errors[0].Message.Split("\n  help: ", 2);
        return new UsageException(parts[0], parts.Length > 1 ? parts[1] : SeeHelp(command));
    }

    // Behind "--" everything is a name, also what looks like an option.
    static UsageException? AfterDashes(ParseResult result) =>
        result.UnmatchedTokens.Count > 0 && result.UnmatchedTokens[0].StartsWith('-') && result.Tokens.Any(token => token.Type == TokenType.DoubleDash)
            ? new UsageException($"'{HelpPage.Path(result.CommandResult.Command)}' does not take '{result.UnmatchedTokens[0]}' behind '--', where options are names.", "Leave '--' out, or put options before it.")
            : null;

    /// <summary>The error for a word that means nothing to a command.</summary>
    public static UsageException Unknown(string token, Command command)
    {
        string path = HelpPage.Path(command);
        bool isOption = token.StartsWith('-');
        IEnumerable<string> known = isOption ? AllOptions(command) : command.Subcommands.Select(c => c.Name);
        string kind = isOption ? "option" : command.Subcommands.Count > 0 && (command.Arguments.Count == 0 || Suggestion.Nearest(token, known) is not null) ? "command" : "argument";
        string place = command is RootCommand ? string.Empty : $" of '{path}'";
        string word = isOption ? token.Split('=')[0] : token;
        string help = Suggestion.Nearest(word, known) is { } near
            ? $"Did you mean {(isOption ? near : $"'{path} {near}'")}?"
            : SeeHelp(command);
        return kind == "argument"
            ? new UsageException($"'{path}' does not take '{token}'.", help)
            : new UsageException($"There is no {kind} '{word}'{place}.", help);
    }

    static string SeeHelp(Command command) => $"See {HelpPage.Path(command)} --help.";

    static string Listed(IEnumerable<string> words) => string.Join(", ", words);

    static IEnumerable<string> AllOptions(Command command)
    {
        IEnumerable<string> above = command.Parents.OfType<Command>().SelectMany(AllOptions);
        return command.Options.Where(o => !o.Hidden).SelectMany(o => o.Aliases.Append(o.Name)).Concat(above);
    }
}
