using System.Reflection.Metadata;

namespace Hebb.Tests.Floors;

/// <summary>
/// Finds everything in a library that names a part of it or of another: in code, signatures, fields, base types, constraints, attributes. (A constant's value and nameof leave no trace in an assembly.)
/// </summary>
sealed class NamingReader
{
    readonly Library library;
    readonly Resolver resolver;
    readonly HashSet<Naming> seen = [];

    NamingReader(Library library, Resolver resolver) => (this.library, this.resolver) = (library, resolver);

    MetadataReader Metadata => library.Metadata;

    /// <summary>Every naming in the libraries, each once; parts of other assemblies are not looked at.</summary>
    /// <param name="libraries">All of them, so that names across their borders are understood.</param>
    /// <param name="wanted">Which types to read, by full name.</param>
    public static List<Naming> Read(IReadOnlyCollection<Library> libraries, Func<string, bool>? wanted = null)
    {
        var found = new List<Naming>();
        foreach (Library one in libraries)
        {
            var reader = new NamingReader(one, new Resolver(one, libraries));
            foreach (TypeDefinitionHandle type in one.Metadata.TypeDefinitions)
            {
                if (wanted?.Invoke(Library.FullName(one.Metadata, type)) != false) reader.Read(type);
            }

            found.AddRange(reader.seen);
        }

        // Two overloads that name one thing, or a property's two accessors, are one naming: the first in the file.
        return [.. found.GroupBy(n => (n.Who, n.At.Path, n.Named, n.Stands.Path)).Select(g => g.MinBy(n => n.At.Line))];
    }

    void Read(TypeDefinitionHandle handle)
    {
        TypeDefinition type = Metadata.GetTypeDefinition(handle);
        if (library.Sources.Of(handle) is not { } place) return;
        string who = MemberNames.Of(Metadata, handle);
        Note(who, place, type.BaseType);
        foreach (InterfaceImplementationHandle one in type.GetInterfaceImplementations()) Note(who, place, Metadata.GetInterfaceImplementation(one).Interface);
        Read(who, place, type.GetGenericParameters());
        Read(who, place, type.GetCustomAttributes());
        foreach (FieldDefinitionHandle one in type.GetFields()) Read(handle, one);
        foreach (MethodDefinitionHandle one in type.GetMethods()) Read(handle, one);
        foreach (MethodImplementationHandle one in type.GetMethodImplementations()) Note(who, place, Metadata.GetMethodImplementation(one).MethodDeclaration);
        foreach (PropertyDefinitionHandle one in type.GetProperties())
        {
            PropertyDefinition property = Metadata.GetPropertyDefinition(one);
            PropertyAccessors accessors = property.GetAccessors();
            MethodDefinitionHandle accessor = accessors.Getter.IsNil ? accessors.Setter : accessors.Getter;
            Read(MemberNames.Of(Metadata, handle, Metadata.GetString(property.Name)), library.Sources.Of(accessor) ?? place, property.GetCustomAttributes());
        }

        foreach (EventDefinitionHandle one in type.GetEvents())
        {
            EventDefinition definition = Metadata.GetEventDefinition(one);
            Read(MemberNames.Of(Metadata, handle, Metadata.GetString(definition.Name)), library.Sources.Of(definition.GetAccessors().Adder) ?? place, definition.GetCustomAttributes());
        }
    }

    void Read(TypeDefinitionHandle type, FieldDefinitionHandle handle)
    {
        // Where the compiler keeps its delegates, for all files of a partial class; the methods that fill them name the same types.
        if (Metadata.GetString(Metadata.GetTypeDefinition(type).Name) is "<>c" or "<>O") return;
        FieldDefinition field = Metadata.GetFieldDefinition(handle);
        if (library.Sources.Of(handle) is not { } place) return;
        string who = MemberNames.Of(Metadata, type, Metadata.GetString(field.Name));
        Note(who, place, resolver.Types(types => field.DecodeSignature(types, 0)));
        Read(who, place, field.GetCustomAttributes());
    }

    void Read(TypeDefinitionHandle type, MethodDefinitionHandle handle)
    {
        MethodDefinition method = Metadata.GetMethodDefinition(handle);
        if (library.Sources.Of(handle) is not { } place) return;
        string who = MemberNames.Of(Metadata, type, Metadata.GetString(method.Name));
        Note(who, place, resolver.Types(types => method.DecodeSignature(types, 0)));
        Read(who, place, method.GetGenericParameters());
        Read(who, place, method.GetCustomAttributes());
        foreach (ParameterHandle parameter in method.GetParameters()) Read(who, place, Metadata.GetParameter(parameter).GetCustomAttributes());
        if (library.Body(method) is not { } body) return;
        if (!body.LocalSignature.IsNil) Note(who, place, resolver.Targets(body.LocalSignature));
        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            if (region.Kind == ExceptionRegionKind.Catch) Note(who, library.Sources.Of(handle, region.HandlerOffset) ?? place, region.CatchType);
        }

        foreach ((int offset, EntityHandle named) in Operands.Of(body.GetILReader()))
        {
            List<Target> targets = resolver.Targets(named);
            if (targets.Count > 0) Note(who, library.Sources.Of(handle, offset) ?? place, targets);
        }
    }

    void Read(string who, Place place, GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameterHandle handle in parameters)
        {
            GenericParameter parameter = Metadata.GetGenericParameter(handle);
            Read(who, place, parameter.GetCustomAttributes());
            foreach (GenericParameterConstraintHandle constraint in parameter.GetConstraints()) Note(who, place, Metadata.GetGenericParameterConstraint(constraint).Type);
        }
    }

    void Read(string who, Place place, CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle attribute in attributes) Note(who, place, resolver.Targets(Metadata.GetCustomAttribute(attribute)));
    }

    void Note(string who, Place at, EntityHandle named)
    {
        if (!named.IsNil) Note(who, at, resolver.Targets(named));
    }

    void Note(string who, Place at, List<Target> targets)
    {
        foreach (Target target in targets) seen.Add(new Naming(who, at, target.Name, target.Place));
    }
}
