using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hebb.Generators;

/// <summary>Finds modules and parameters that a module holds and does not register (HEBB001, HEBB002), and state names that cannot be (HEBB003).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegistrationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.NotRegistered, Rules.Collection, Rules.StateName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolStartAction(Start, SymbolKind.NamedType);
    }

    static void Start(SymbolStartAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!HebbTypes.DerivesFromModule(type)) return;
        List<ModuleMember> members = ModuleMember.Of(type);
        var registrations = new Registrations(type);
        context.RegisterOperationBlockAction(registrations.Read);
        context.RegisterSymbolEndAction(end => Report(end, type, members, registrations));
    }

    static void Report(SymbolAnalysisContext context, INamedTypeSymbol type, List<ModuleMember> members, Registrations registrations)
    {
        if (ModuleClass.IsByHand(type)) return;
        string? hindrance = ModuleClass.Hindrance(type, context.CancellationToken);
        var names = new Dictionary<string, ISymbol>(System.StringComparer.Ordinal);
        for (INamedTypeSymbol? parent = type.BaseType; parent is not null && HebbTypes.DerivesFromModule(parent); parent = parent.BaseType)
        {
            if (parent.DeclaringSyntaxReferences.IsEmpty || ModuleClass.IsByHand(parent) || ModuleClass.Hindrance(parent, context.CancellationToken) is not null) continue;
            foreach (ModuleMember member in ModuleMember.Of(parent)) names[member.StateName] = member.Symbol;
        }

        foreach (ModuleMember member in members)
        {
            bool isAdded = registrations.Has(member.Symbol);
            if (member.Kind == MemberKind.Other)
            {
                if (!isAdded) Report(Rules.Collection, member.Symbol, member.Symbol.Name, member.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
            }
            else if (hindrance is not null)
            {
                if (!isAdded) Report(Rules.NotRegistered, member.Symbol, member.Symbol.Name, What(member.Kind), type.Name, $"{hindrance}, or register it in the constructor with {Method(member.Kind)}");
            }
            else if (!StateNames.IsValid(member.StateName))
            {
                Report(Rules.StateName, member.Symbol, member.StateName, member.Symbol.Name, member.StateName.Length == 0 ? "is empty." : "has a dot, which separates modules in state names.");
            }
            else if (!isAdded && names.TryGetValue(member.StateName, out ISymbol? other) && !Overrides(member.Symbol, other))
            {
                Report(Rules.StateName, member.Symbol, member.StateName, member.Symbol.Name, $"is that of '{other.Name}' too. Give one of them another: [StateName(\"…\")].");
            }
            else
            {
                names[member.StateName] = member.Symbol;
            }
        }

        // A parameter of the class itself that its methods use is a field without a name.
        foreach (IParameterSymbol captured in registrations.Captured)
        {
            if (ModuleMember.KindOf(captured.Type) is not { } kind || registrations.Has(captured)) continue;
            if (kind == MemberKind.Other) Report(Rules.Collection, captured, captured.Name, captured.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
            else Report(Rules.NotRegistered, captured, captured.Name, What(kind), type.Name, $"Hold it in a field of a partial class: readonly {captured.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {captured.Name} = {captured.Name}");
        }

        void Report(DiagnosticDescriptor rule, ISymbol at, params object[] words) => context.ReportDiagnostic(Diagnostic.Create(rule, at.Locations[0], words));
    }

    static bool Overrides(ISymbol member, ISymbol other)
    {
        for (IPropertySymbol? at = (member as IPropertySymbol)?.OverriddenProperty; at is not null; at = at.OverriddenProperty)
        {
            if (SymbolEqualityComparer.Default.Equals(at, other)) return true;
        }

        return false;
    }

    static string What(MemberKind kind) => kind switch
    {
        MemberKind.Module => "a module",
        MemberKind.Parameter => "a parameter",
        MemberKind.Modules => "modules",
        _ => "parameters",
    };

    static string Method(MemberKind kind) => kind is MemberKind.Module or MemberKind.Modules ? "Add" : "AddParameter";
}
