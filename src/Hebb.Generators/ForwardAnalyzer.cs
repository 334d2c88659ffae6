using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hebb.Generators;

/// <summary>Finds a Forward that containers, hooks and the trainer never call (HEBB004): it hides the inherited one, or the one that they do call only throws.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForwardAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.ForwardNotReached];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Look, SymbolKind.NamedType);
    }

    static void Look(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!HebbTypes.DerivesFromModule(type)) return;
        ImmutableArray<ISymbol> own = type.GetMembers("Forward");
        bool overrides = false;
        foreach (ISymbol member in own) overrides |= member is IMethodSymbol { IsOverride: true } method && IsForward(method);
        foreach (ISymbol member in own)
        {
            if (member is not IMethodSymbol { IsStatic: false, IsOverride: false, ExplicitInterfaceImplementations.IsEmpty: true } method) continue;
            string name = method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
            if (IsForward(method))
                Report(method, name, "hides the Forward of its base class instead of overriding it; Sequential, hooks and Trainer call that one. Write override.");
            else if (!overrides && Inherited(type) is { } inherited && OnlyThrows(inherited, context.CancellationToken))
                Report(method, name, $"is an overload: Sequential, hooks and Trainer call Forward(Tensor), which {type.Name} inherits from {inherited.ContainingType.Name} and which only throws. Override Forward(Tensor) too, or give this method a name of its own.");
        }

        void Report(IMethodSymbol at, string name, string text) => context.ReportDiagnostic(Diagnostic.Create(Rules.ForwardNotReached, at.Locations[0], name, text));
    }

    static bool IsForward(IMethodSymbol method) => method is { Parameters.Length: 1, Arity: 0 } && method.Parameters[0].RefKind == RefKind.None && HebbTypes.IsTensor(method.Parameters[0].Type);

    static IMethodSymbol? Inherited(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type.BaseType; at is not null; at = at.BaseType)
        {
            foreach (ISymbol member in at.GetMembers("Forward"))
            {
                if (member is IMethodSymbol { IsAbstract: false } method && IsForward(method)) return method;
            }
        }

        return null;
    }

    // Of the library's own classes two kinds only throw; of others it shows in their source.
    static bool OnlyThrows(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.ContainingType.Name is "ModuleList" or "ModuleDict" && method.ContainingNamespace.Name == "Nn") return true;
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is MethodDeclarationSyntax declaration
                && (declaration.ExpressionBody?.Expression is ThrowExpressionSyntax || (declaration.Body is { Statements.Count: 1 } body && body.Statements[0] is ThrowStatementSyntax))) return true;
        }

        return false;
    }
}
