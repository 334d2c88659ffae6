using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hebb.Generators;

/// <summary>Whether the generator can write into a class, and what hinders it.</summary>
static class ModuleClass
{
    /// <summary>The name of the method that the generator writes.</summary>
    public const string Method = "RegisterMembers";

    /// <summary>Whether the class has the method already, written by hand: then it says itself what is registered.</summary>
    public static bool IsByHand(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers(Method))
        {
            if (member is IMethodSymbol { IsOverride: true } method && !IsGenerated(method)) return true;
        }

        return false;
    }

    /// <summary>What has to be done before the generator can write into the class; null if it can.</summary>
    public static string? Hindrance(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type.IsFileLocal) return "A class that is local to its file cannot be written into: drop the word \"file\"";
        if (!IsPartial(type, cancellation)) return $"Make {type.Name} partial, so that its members are registered";
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal) return $"{type.Name} is inside {outer.Name}, which is local to its file: drop the word \"file\"";
            if (!IsPartial(outer, cancellation)) return $"{type.Name} is inside {outer.Name}: make that partial too, so that the members of {type.Name} are registered";
        }

        return null;
    }

    static bool IsGenerated(IMethodSymbol method)
    {
        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "GeneratedCodeAttribute") return true;
        }

        return false;
    }

    static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)) return true;
        }

        return false;
    }
}
