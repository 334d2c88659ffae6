using System.Reflection.Metadata;

namespace Hebb.Tests.Floors;

/// <summary>Where the types, methods and fields of an assembly stand, from the symbols inside it.</summary>
sealed class SourceMap
{
    // Which documents hold a type without a line of code: an enum, an interface, a delegate. From the portable PDB's specification.
    static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    readonly MetadataReader code, symbols;
    readonly string folder;
    readonly Dictionary<DocumentHandle, string?> paths = [];
    readonly Dictionary<MethodDefinitionHandle, Place> methods = [];
    readonly Dictionary<TypeDefinitionHandle, string?> homes = [];
    readonly ILookup<TypeDefinitionHandle, string> documents;

    /// <param name="code">The metadata.</param>
    /// <param name="symbols">The symbols.</param>
    /// <param name="folder">The project's folder, from the root of the repository.</param>
    public SourceMap(MetadataReader code, MetadataReader symbols, string folder)
    {
        (this.code, this.symbols, this.folder) = (code, symbols, folder);
        foreach (MethodDebugInformationHandle handle in symbols.MethodDebugInformation)
        {
            if (First(handle.ToDefinitionHandle()) is not { } place) continue;
            methods[handle.ToDefinitionHandle()] = place;

            // An async method's or an iterator's own body is the compiler's; its lines stand in the state machine.
            MethodDefinitionHandle written = symbols.GetMethodDebugInformation(handle).GetStateMachineKickoffMethod();
            if (!written.IsNil) methods[written] = place;
        }

        documents = (from handle in symbols.CustomDebugInformation
                     let information = symbols.GetCustomDebugInformation(handle)
                     where information.Parent.Kind == HandleKind.TypeDefinition && symbols.GetGuid(information.Kind) == TypeDefinitionDocuments
                     from path in Documents(information.Value)
                     select ((TypeDefinitionHandle)information.Parent, path)).ToLookup(p => p.Item1, p => p.path);
    }

    /// <summary>Where the main declaration of a type stands: in the file that is named like it, else where most of its methods are; null for what the compiler made alone.</summary>
    public Place? Of(TypeDefinitionHandle handle)
    {
        if (!homes.TryGetValue(handle, out string? home)) homes[handle] = home = Home(handle);
        return home is null ? null : new Place(home, 0);
    }

    /// <summary>Where a method begins; the type's place for one without a body or without lines of its own.</summary>
    public Place? Of(MethodDefinitionHandle handle)
    {
        if (methods.TryGetValue(handle, out Place place)) return place;
        MethodDefinition method = code.GetMethodDefinition(handle);
        return Extension(method) ?? Of(method.GetDeclaringType());
    }

    /// <summary>The place of a property that the compiler keeps a field for, else the type's: symbols tell nothing about a field.</summary>
    public Place? Of(FieldDefinitionHandle handle)
    {
        FieldDefinition field = code.GetFieldDefinition(handle);
        TypeDefinitionHandle type = field.GetDeclaringType();
        string name = code.GetString(field.Name);
        int end = name.IndexOf(">k__BackingField", StringComparison.Ordinal);
        return (end > 0 ? Named(type, "get_" + name[1..end]) : null) ?? Of(type);
    }

    /// <summary>The place of one instruction: a constructor runs the initialisers of every file of a partial class.</summary>
    public Place? Of(MethodDefinitionHandle handle, int offset)
    {
        Place? place = null;
        foreach (SequencePoint point in symbols.GetMethodDebugInformation(handle).GetSequencePoints())
        {
            if (point.Offset > offset && place is not null) break;
            if (!point.IsHidden && Path(point.Document) is { } path) place = new Place(path, point.StartLine);
        }

        return place ?? Of(handle);
    }

    Place? First(MethodDefinitionHandle handle)
    {
        foreach (SequencePoint point in symbols.GetMethodDebugInformation(handle).GetSequencePoints())
        {
            if (!point.IsHidden && Path(point.Document) is { } path) return new Place(path, point.StartLine);
        }

        return null;
    }

    string? Home(TypeDefinitionHandle handle)
    {
        TypeDefinition type = code.GetTypeDefinition(handle);
        string name = Library.Simple(code.GetString(type.Name));
        List<string> files = Files(handle);
        return files.FirstOrDefault(f => System.IO.Path.GetFileName(f) == name + ".cs")
            ?? files.FirstOrDefault(f => System.IO.Path.GetFileName(f).StartsWith(name + ".", StringComparison.Ordinal))
            ?? files.CountBy(f => f).OrderByDescending(f => f.Value).Select(f => f.Key).FirstOrDefault()
            ?? (type.GetDeclaringType() is { IsNil: false } outer ? Of(outer)?.Path : null);
    }

    // A type that only holds others is known by them: the compiler notes nothing of it.
    List<string> Files(TypeDefinitionHandle handle)
    {
        TypeDefinition type = code.GetTypeDefinition(handle);
        List<string> own = [.. documents[handle]];
        foreach (MethodDefinitionHandle method in type.GetMethods())
        {
            if ((methods.TryGetValue(method, out Place place) ? place : Extension(code.GetMethodDefinition(method))) is { } there) own.Add(there.Path);
        }

        return own.Count > 0 ? own : [.. type.GetNestedTypes().SelectMany(Files)];
    }

    // An extension member is declared without a body in a type that the compiler nests; its code is a method of the same name outside.
    Place? Extension(MethodDefinition method)
    {
        TypeDefinition type = code.GetTypeDefinition(method.GetDeclaringType());
        return code.GetString(type.Name).StartsWith("<G>$", StringComparison.Ordinal) ? Named(type.GetDeclaringType(), code.GetString(method.Name)) : null;
    }

    Place? Named(TypeDefinitionHandle type, string method)
    {
        foreach (MethodDefinitionHandle handle in code.GetTypeDefinition(type).GetMethods())
        {
            if (code.StringComparer.Equals(code.GetMethodDefinition(handle).Name, method) && methods.TryGetValue(handle, out Place place)) return place;
        }

        return null;
    }

    List<string> Documents(BlobHandle value)
    {
        var found = new List<string>();
        BlobReader reader = symbols.GetBlobReader(value);
        while (reader.RemainingBytes > 0)
        {
            if (Path(System.Reflection.Metadata.Ecma335.MetadataTokens.DocumentHandle(reader.ReadCompressedInteger())) is { } path) found.Add(path);
        }

        return found;
    }

    // The builder's own folders in front are cut off; null for a file outside the project and for what generators write.
    string? Path(DocumentHandle handle)
    {
        if (handle.IsNil) return null;
        if (paths.TryGetValue(handle, out string? path)) return path;
        string full = symbols.GetString(symbols.GetDocument(handle).Name).Replace('\\', '/');
        int start = full.LastIndexOf($"/{folder}/", StringComparison.Ordinal);
        return paths[handle] = start < 0 || full.IndexOf("/obj/", start, StringComparison.Ordinal) >= 0 ? null : full[(start + 1)..];
    }
}
