using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Hebb.Generators;

/// <summary>How a member's parts are registered; the names are those of MemberRegistration's methods.</summary>
enum MemberKind
{
    Module,
    Parameter,
    Modules,
    Parameters,

    /// <summary>Holds modules or parameters in a form that cannot be registered, such as a dictionary.</summary>
    Other,
}

/// <summary>A field, or a property with a field behind it, whose type says that it holds modules or parameters.</summary>
readonly struct ModuleMember
{
    ModuleMember(ISymbol symbol, ITypeSymbol type, MemberKind kind, string? stateName)
    {
        Symbol = symbol;
        Type = type;
        Kind = kind;
        StateName = stateName ?? string.Empty;
    }

    public ISymbol Symbol { get; }

    public ITypeSymbol Type { get; }

    public MemberKind Kind { get; }

    public string StateName { get; }

    /// <summary>The members of a class itself, not of its bases, in the order of declaration, without those that are marked [NotRegistered].</summary>
    public static List<ModuleMember> Of(INamedTypeSymbol type)
    {
        var found = new List<ModuleMember>();
        var behind = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol { AssociatedSymbol: IPropertySymbol property }) behind.Add(property);
        }

        foreach (ISymbol member in type.GetMembers())
        {
            if (member.IsStatic) continue;
            ITypeSymbol? of = member switch
            {
                IFieldSymbol { IsImplicitlyDeclared: false } field => field.Type,
                IPropertySymbol { GetMethod: not null, ExplicitInterfaceImplementations.IsEmpty: true } property when behind.Contains(property) => property.Type,
                _ => null,
            };
            if (of is null || KindOf(of) is not { } kind || Attribute(type, member, "NotRegisteredAttribute") is not null) continue;
            AttributeData? named = Attribute(type, member, "StateNameAttribute");
            found.Add(new ModuleMember(member, of, kind, named is { ConstructorArguments.Length: 1 } ? named.ConstructorArguments[0].Value as string : StateNames.Of(member.Name)));
        }

        return found;
    }

    /// <summary>What a member, parameter or variable of a type holds; null for what holds no modules and no parameters.</summary>
    public static MemberKind? KindOf(ITypeSymbol type)
    {
        if (HebbTypes.IsModule(type)) return MemberKind.Module;
        if (HebbTypes.IsParameter(type)) return MemberKind.Parameter;
        if (ElementOf(type) is { } element)
        {
            if (HebbTypes.IsModule(element)) return MemberKind.Modules;
            if (HebbTypes.IsParameter(element)) return MemberKind.Parameters;
        }

        return HoldsParts(type, depth: 3) ? MemberKind.Other : null;
    }

    // [field: StateName("fc")] stands on the field behind a property.
    static AttributeData? Attribute(INamedTypeSymbol type, ISymbol member, string name)
    {
        if (HebbTypes.Attribute(member, name) is { } own) return own;
        if (member is not IPropertySymbol) return null;
        foreach (ISymbol other in type.GetMembers())
        {
            if (other is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, member)) return HebbTypes.Attribute(field, name);
        }

        return null;
    }

    // The element of an array or of an IReadOnlyList<T> that is an object.
    static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array) return array.Rank == 1 ? array.ElementType : null;
        if (!type.IsReferenceType) return null;
        if (IsReadOnlyList(type)) return ((INamedTypeSymbol)type).TypeArguments[0];
        foreach (INamedTypeSymbol face in type.AllInterfaces)
        {
            if (IsReadOnlyList(face)) return face.TypeArguments[0];
        }

        return null;
    }

    static bool IsReadOnlyList(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IReadOnlyList_T;

    // Collections and tuples of modules, of their collections, and so on.
    static bool HoldsParts(ITypeSymbol type, int depth)
    {
        if (depth == 0) return false;
        if (type is IArrayTypeSymbol array) return IsPart(array.ElementType, depth);
        if (type is not INamedTypeSymbol { IsGenericType: true } named || !(named.IsTupleType || named.Name == "KeyValuePair" || IsCollection(named))) return false;
        foreach (ITypeSymbol argument in named.TypeArguments)
        {
            if (IsPart(argument, depth)) return true;
        }

        return false;
    }

    static bool IsPart(ITypeSymbol type, int depth) => HebbTypes.IsModule(type) || HebbTypes.IsParameter(type) || HoldsParts(type, depth - 1);

    static bool IsCollection(INamedTypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Collections_IEnumerable || type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) return true;
        foreach (INamedTypeSymbol face in type.AllInterfaces)
        {
            if (face.SpecialType == SpecialType.System_Collections_IEnumerable) return true;
        }

        return false;
    }
}
