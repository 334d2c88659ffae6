using System.Reflection.Metadata;
using System.Text.RegularExpressions;

namespace Hebb.Tests.Floors;

/// <summary>Members as a reader of the sources calls them: what the compiler made of a lambda or an async method has the name of the method that holds it.</summary>
static partial class MemberNames
{
    public static string Of(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = Library.Simple(reader.GetString(type.Name));
        if (type.GetDeclaringType() is not { IsNil: false } outer) return name;
        return name.Contains('<', StringComparison.Ordinal) ? Of(reader, outer) : $"{Of(reader, outer)}.{name}";
    }

    public static string Of(MetadataReader reader, TypeDefinitionHandle handle, string member)
    {
        string type = reader.GetString(reader.GetTypeDefinition(handle).Name);
        bool isMethod = type.StartsWith('<') && !type.Contains(">$", StringComparison.Ordinal); // A state machine or a closure has its method's name, an extension block has none.
        Match written = Written().Match(isMethod ? $"{type}.{member}" : member);
        if (written.Success) member = written.Groups["name"].Value;
        string shown = member switch
        {
            ".ctor" => "new",
            ".cctor" => "static",
            _ when Accessor().Match(member) is { Success: true } accessor => accessor.Groups["name"].Value,
            _ => member,
        };
        return $"{Of(reader, handle)}.{shown}";
    }

    [GeneratedRegex("<(?<name>[^<>]+)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written();

    [GeneratedRegex("^(get|set|add|remove)_(?<name>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Accessor();
}
