using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Hebb.Tests.Floors;

/// <summary>One assembly: its metadata, its code, and where in the sources each part of it stands.</summary>
sealed class Library : IDisposable
{
    readonly PEReader file;
    readonly MetadataReaderProvider symbols;
    readonly Dictionary<string, TypeDefinitionHandle> types = new(StringComparer.Ordinal);

    /// <param name="path">The assembly, with its symbols inside.</param>
    /// <param name="folder">The project's folder, from the root of the repository.</param>
    public Library(string path, string folder)
    {
        file = new PEReader(File.OpenRead(path));
        Metadata = file.GetMetadataReader();
        symbols = file.ReadEmbeddedPortablePdbDebugDirectoryData(file.ReadDebugDirectory().Single(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb));
        Sources = new SourceMap(Metadata, symbols.GetMetadataReader(), folder);
        Name = Metadata.GetString(Metadata.GetAssemblyDefinition().Name);
        foreach (TypeDefinitionHandle type in Metadata.TypeDefinitions) types[FullName(Metadata, type)] = type;
    }

    public string Name { get; }

    public MetadataReader Metadata { get; }

    public SourceMap Sources { get; }

    /// <summary>A type by its full name, "Hebb.Tensor" or "Hebb.Ops+AddOperationGradient".</summary>
    public TypeDefinitionHandle? Find(string type) => types.TryGetValue(type, out TypeDefinitionHandle handle) ? handle : null;

    public MethodBodyBlock? Body(MethodDefinition method) => method.RelativeVirtualAddress == 0 ? null : file.GetMethodBody(method.RelativeVirtualAddress);

    public void Dispose()
    {
        symbols.Dispose();
        file.Dispose();
    }

    internal static string FullName(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer) return $"{FullName(reader, outer)}+{name}";
        return type.Namespace.IsNil ? name : $"{reader.GetString(type.Namespace)}.{name}";
    }

    internal static string FullName(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference) return $"{FullName(reader, (TypeReferenceHandle)type.ResolutionScope)}+{name}";
        return type.Namespace.IsNil ? name : $"{reader.GetString(type.Namespace)}.{name}";
    }

    /// <summary>A name without the number of its type parameters: "Node`1" is "Node".</summary>
    internal static string Simple(string name) => name.Split('`')[0];
}
