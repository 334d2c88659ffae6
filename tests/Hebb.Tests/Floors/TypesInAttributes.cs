using System.Reflection.Metadata;

namespace Hebb.Tests.Floors;

/// <summary>Reads an attribute's arguments; a type is its name, as the compiler writes it.</summary>
sealed class TypesInAttributes(Func<string, PrimitiveTypeCode?> underlying) : ICustomAttributeTypeProvider<string>
{
    /// <summary>The names of the types among the arguments, those in generic arguments too.</summary>
    public static IEnumerable<string> Of(CustomAttributeValue<string> value) =>
        value.FixedArguments.Select(a => (a.Type, a.Value)).Concat(value.NamedArguments.Select(a => (a.Type, a.Value)))
            .SelectMany(a => Texts(a.Type, a.Value)).SelectMany(name => name.Split(['[', ']', ',', ' '], StringSplitOptions.RemoveEmptyEntries));

    static IEnumerable<string> Texts(string type, object? value) => value switch
    {
        System.Collections.Immutable.ImmutableArray<CustomAttributeTypedArgument<string>> several => several.SelectMany(a => Texts(a.Type, a.Value)),
        string name when type == SystemType => [name],
        _ => [type], // a number of an enum names the enum
    };

    const string SystemType = "System.Type";

    public string GetSystemType() => SystemType;

    public bool IsSystemType(string type) => type == SystemType;

    public string GetTypeFromSerializedName(string name) => name;

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Library.FullName(reader, handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Library.FullName(reader, handle);

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSZArrayType(string elementType) => elementType;

    public PrimitiveTypeCode GetUnderlyingEnumType(string type) =>
        underlying(type) ?? (Type.GetType(type) is { IsEnum: true } known ? Enum.Parse<PrimitiveTypeCode>(known.GetEnumUnderlyingType().Name) : PrimitiveTypeCode.Int32);
}
