using System.Reflection.Metadata;

namespace Hebb.Tests.Floors;

/// <summary>A part of a library that something names, and where it stands.</summary>
readonly record struct Target(string Name, Place Place);

/// <summary>Follows what one library's metadata names to the parts of the libraries that it means; names of anything else lead nowhere.</summary>
sealed class Resolver
{
    readonly Library library;
    readonly Dictionary<string, Library> libraries;
    readonly Dictionary<EntityHandle, List<Target>> known = [];
    readonly TypesInAttributes arguments;

    public Resolver(Library library, IEnumerable<Library> libraries)
    {
        this.library = library;
        this.libraries = libraries.ToDictionary(l => l.Name, StringComparer.Ordinal);
        arguments = new TypesInAttributes(Underlying);
    }

    MetadataReader Metadata => library.Metadata;

    /// <summary>All that a handle names: for a member the member itself, and the types that are put in for type parameters.</summary>
    public List<Target> Targets(EntityHandle handle)
    {
        if (!known.TryGetValue(handle, out List<Target>? targets)) known[handle] = targets = Follow(handle);
        return targets;
    }

    /// <summary>The constructor of an attribute, and the types and enums among its arguments.</summary>
    public List<Target> Targets(CustomAttribute attribute)
    {
        List<Target> targets = [.. Targets(attribute.Constructor)];
        foreach (string name in TypesInAttributes.Of(attribute.DecodeValue(arguments)))
        {
            foreach (Library one in libraries.Values)
            {
                if (one.Find(name) is { } type) targets.AddRange(Type(one, type));
            }
        }

        return targets;
    }

    /// <summary>The types that a signature names.</summary>
    public List<Target> Types(Action<TypesInSignatures> decode) => [.. Handles(decode).SelectMany(Targets)];

    static List<EntityHandle> Handles(Action<TypesInSignatures> decode)
    {
        var found = new List<EntityHandle>();
        decode(new TypesInSignatures(found));
        return found;
    }

    List<Target> Follow(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return Type(library, (TypeDefinitionHandle)handle);
            case HandleKind.TypeReference:
                return Definition(handle) is { } type ? Type(type.Library, type.Type) : [];
            case HandleKind.TypeSpecification:
                return Types(types => Metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(types, 0));
            case HandleKind.MethodDefinition:
                return Method(library, (MethodDefinitionHandle)handle);
            case HandleKind.FieldDefinition:
                return Field(library, (FieldDefinitionHandle)handle);
            case HandleKind.MemberReference:
                return Member(Metadata.GetMemberReference((MemberReferenceHandle)handle));
            case HandleKind.MethodSpecification:
                MethodSpecification method = Metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                return [.. Targets(method.Method), .. Types(types => method.DecodeSignature(types, 0))];
            case HandleKind.StandaloneSignature:
                StandaloneSignature signature = Metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle);
                return signature.GetKind() == StandaloneSignatureKind.LocalVariables
                    ? Types(types => signature.DecodeLocalSignature(types, 0))
                    : Types(types => signature.DecodeMethodSignature(types, 0));
            default:
                return [];
        }
    }

    List<Target> Member(MemberReference member)
    {
        // The parent of a member of Lanes<Tensor> is a signature: Lanes first, then what is put in.
        List<EntityHandle> parts = member.Parent.Kind == HandleKind.TypeSpecification
            ? Handles(types => Metadata.GetTypeSpecification((TypeSpecificationHandle)member.Parent).DecodeSignature(types, 0))
            : [member.Parent];
        if (parts.Count == 0) return [];
        List<Target> targets = [.. parts[1..].SelectMany(Targets)];
        if (parts[0].Kind == HandleKind.MethodDefinition) return [.. targets, .. Targets(parts[0])];
        if (Definition(parts[0]) is not { } owner) return targets;
        return [.. targets, .. Member(owner.Library, owner.Type, member)];
    }

    List<Target> Member(Library owner, TypeDefinitionHandle handle, MemberReference member)
    {
        TypeDefinition type = owner.Metadata.GetTypeDefinition(handle);
        string name = Metadata.GetString(member.Name);
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            FieldDefinitionHandle field = type.GetFields().FirstOrDefault(f => owner.Metadata.StringComparer.Equals(owner.Metadata.GetFieldDefinition(f).Name, name));
            return field.IsNil ? Type(owner, handle) : Field(owner, field);
        }

        int count = Parameters(Metadata, member.Signature);
        MethodDefinitionHandle[] overloads = [.. type.GetMethods().Where(m => owner.Metadata.StringComparer.Equals(owner.Metadata.GetMethodDefinition(m).Name, name))];
        MethodDefinitionHandle method = overloads.FirstOrDefault(m => Parameters(owner.Metadata, owner.Metadata.GetMethodDefinition(m).Signature) == count, overloads.FirstOrDefault());
        return method.IsNil ? Type(owner, handle) : Method(owner, method);
    }

    static int Parameters(MetadataReader reader, BlobHandle signature)
    {
        BlobReader blob = reader.GetBlobReader(signature);
        if (blob.ReadSignatureHeader().IsGeneric) blob.ReadCompressedInteger();
        return blob.ReadCompressedInteger();
    }

    (Library Library, TypeDefinitionHandle Type)? Definition(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeDefinition) return (library, (TypeDefinitionHandle)handle);
        if (handle.Kind != HandleKind.TypeReference) return null;
        var reference = (TypeReferenceHandle)handle;
        EntityHandle scope = handle;
        while (scope.Kind == HandleKind.TypeReference) scope = Metadata.GetTypeReference((TypeReferenceHandle)scope).ResolutionScope;
        if (scope.Kind != HandleKind.AssemblyReference) return null;
        string assembly = Metadata.GetString(Metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name);
        return libraries.TryGetValue(assembly, out Library? other) && other.Find(Library.FullName(Metadata, reference)) is { } type ? (other, type) : null;
    }

    PrimitiveTypeCode? Underlying(string type)
    {
        foreach (Library one in libraries.Values)
        {
            if (one.Find(type.Split(',')[0]) is not { } handle) continue;
            FieldDefinition value = one.Metadata.GetTypeDefinition(handle).GetFields().Select(one.Metadata.GetFieldDefinition).First(f => one.Metadata.StringComparer.Equals(f.Name, "value__"));
            BlobReader signature = one.Metadata.GetBlobReader(value.Signature);
            signature.ReadSignatureHeader();
            return (PrimitiveTypeCode)signature.ReadByte();
        }

        return null;
    }

    static List<Target> Type(Library owner, TypeDefinitionHandle type) => Found(MemberNames.Of(owner.Metadata, type), owner.Sources.Of(type));

    static List<Target> Method(Library owner, MethodDefinitionHandle handle)
    {
        MethodDefinition method = owner.Metadata.GetMethodDefinition(handle);
        return Found(MemberNames.Of(owner.Metadata, method.GetDeclaringType(), owner.Metadata.GetString(method.Name)), owner.Sources.Of(handle));
    }

    static List<Target> Field(Library owner, FieldDefinitionHandle handle)
    {
        FieldDefinition field = owner.Metadata.GetFieldDefinition(handle);
        return Found(MemberNames.Of(owner.Metadata, field.GetDeclaringType(), owner.Metadata.GetString(field.Name)), owner.Sources.Of(handle));
    }

    static List<Target> Found(string name, Place? place) => place is { } there ? [new Target(name, there)] : [];
}
