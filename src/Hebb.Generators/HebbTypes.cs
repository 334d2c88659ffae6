using Microsoft.CodeAnalysis;

namespace Hebb.Generators;

/// <summary>The types of Hebb that the generator and the analyzers know, found by name: they run where Hebb is a reference, and where it is the project itself.</summary>
static class HebbTypes
{
    /// <summary>Whether a value of the type is always a module: the class Module, what derives from it, or a type parameter with such a constraint.</summary>
    public static bool IsModule(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (ITypeSymbol constraint in parameter.ConstraintTypes)
            {
                if (IsModule(constraint)) return true;
            }

            return false;
        }

        for (ITypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (Is(at, "Module", "Nn")) return true;
        }

        return false;
    }

    /// <summary>Whether a class derives from Module.</summary>
    public static bool DerivesFromModule(INamedTypeSymbol type) => type.TypeKind == TypeKind.Class && type.BaseType is { } parent && IsModule(parent);

    public static bool IsParameter(ITypeSymbol type) => Is(type, "Parameter", "Nn");

    public static bool IsTensor(ITypeSymbol? type) => type is not null && Is(type, "Tensor", "Hebb");

    /// <summary>The attribute of a field, or of a property or the field behind it.</summary>
    public static AttributeData? Attribute(ISymbol member, string name)
    {
        foreach (AttributeData attribute in member.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && Is(type, name, "Nn")) return attribute;
        }

        return null;
    }

    // The namespace is given by its last part: Hebb, or Hebb.Nn.
    static bool Is(ITypeSymbol type, string name, string space) =>
        type.Name == name && type.ContainingType is null && type.ContainingNamespace is { } at && at.Name == space
        && (space == "Hebb" ? at : at.ContainingNamespace) is { Name: "Hebb", ContainingNamespace.IsGlobalNamespace: true };
}
