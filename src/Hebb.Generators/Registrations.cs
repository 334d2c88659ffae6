using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hebb.Generators;

/// <summary>
/// What the code of one module class does with its parts: which it hands to Add, AddParameter, a container or the base class, directly or over a variable, and which parameters of the class its
/// methods capture. It errs on the side of silence.
/// </summary>
sealed class Registrations(INamedTypeSymbol type)
{
    readonly object gate = new();
    readonly HashSet<ISymbol> registered = new(SymbolEqualityComparer.Default);
    readonly HashSet<IParameterSymbol> captured = new(SymbolEqualityComparer.Default);
    readonly List<(ISymbol To, ISymbol From)> copies = [];

    /// <summary>The parameters of the class itself that its methods use and no field or property holds.</summary>
    public IEnumerable<IParameterSymbol> Captured => captured
        .Where(p => !copies.Exists(c => c.To is IFieldSymbol or IPropertySymbol && SymbolEqualityComparer.Default.Equals(c.From, p))).OrderBy(p => p.Ordinal);

    /// <summary>Whether a field, property or parameter is registered somewhere.</summary>
    public bool Has(ISymbol symbol)
    {
        // A copy of what is registered is registered, and what is copied to it.
        for (int before = -1; before != registered.Count;)
        {
            before = registered.Count;
            foreach ((ISymbol to, ISymbol from) in copies)
            {
                if (registered.Contains(from)) registered.Add(to);
                else if (registered.Contains(to) && to is ILocalSymbol or IParameterSymbol) registered.Add(from);
            }
        }

        return registered.Contains(symbol);
    }

    /// <summary>Reads one body or initialiser of the class.</summary>
    public void Read(OperationBlockAnalysisContext context)
    {
        if (!SymbolEqualityComparer.Default.Equals(context.OwningSymbol.ContainingType, type)) return;
        bool isInitializer = context.OwningSymbol is IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Constructor };
        lock (gate)
        {
            foreach (IOperation block in context.OperationBlocks)
            {
                if (isInitializer && Target(context.OwningSymbol) is { } initialised) Assign([initialised], block);
                foreach (IOperation operation in block.DescendantsAndSelf())
                {
                    if (operation is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } owner } parameter }
                        && !isInitializer && SymbolEqualityComparer.Default.Equals(owner.ContainingType, type)) captured.Add(parameter);
                    else Read(operation, isInitializer);
                }
            }
        }
    }

    void Read(IOperation operation, bool isConstructing)
    {
        switch (operation)
        {
            case IInvocationOperation call when Registers(call, isConstructing):
                foreach (IArgumentOperation argument in call.Arguments) registered.UnionWith(Symbols(argument));
                break;
            case IInvocationOperation { Instance: { } list } call when Root(list) is { } root:
                foreach (IArgumentOperation argument in call.Arguments) Assign([root], argument);
                break;
            case IObjectCreationOperation { Type: { } made } creation when HebbTypes.IsModule(made):
                registered.UnionWith(Symbols(creation));
                break;
            case IDeconstructionAssignmentOperation { Target: ITupleOperation targets, Value: var value }:
                if (Unconverted(value) is ITupleOperation values && values.Elements.Length == targets.Elements.Length)
                {
                    for (int i = 0; i < targets.Elements.Length; i++) Assign(Roots(targets.Elements[i]), values.Elements[i]);
                }
                else
                {
                    Assign(targets.Elements.SelectMany(Roots), value);
                }

                break;
            case IAssignmentOperation assignment:
                Assign(Roots(assignment.Target), assignment.Value);
                break;
            case IVariableDeclaratorOperation { Initializer: { } initializer } declarator:
                Assign([declarator.Symbol], initializer);
                break;
        }
    }

    // What comes out of a method of the module may have been registered there; what comes from elsewhere has not.
    void Assign(IEnumerable<ISymbol> targets, IOperation value)
    {
        bool comesFromSelf = value.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call => call.Instance is IInstanceReferenceOperation);
        foreach (ISymbol target in targets)
        {
            if (comesFromSelf) registered.Add(target);
            else copies.AddRange(Symbols(value).Select(from => (target, from)));
        }
    }

    // Add, AddParameter and the like of this module or of a container; in constructors also methods of the module itself, which may call those, and the base class.
    static bool Registers(IInvocationOperation call, bool isConstructing) =>
        call.TargetMethod.MethodKind == MethodKind.Constructor
        || (call.Instance?.Type is { } type && HebbTypes.IsModule(type)
            && (call.TargetMethod.Name.StartsWith("Add", System.StringComparison.Ordinal) || (isConstructing && call.Instance is IInstanceReferenceOperation)));

    static ISymbol? Target(ISymbol owner) => owner is IFieldSymbol { AssociatedSymbol: { } property } ? property : owner is IFieldSymbol or IPropertySymbol ? owner : null;

    static IEnumerable<ISymbol> Roots(IOperation target) =>
        Unconverted(target) is ITupleOperation tuple ? tuple.Elements.SelectMany(Roots) : Root(target) is { } root ? [root] : [];

    // The field, property or variable that an element, or a conversion, belongs to.
    static ISymbol? Root(IOperation operation) => Unconverted(operation) switch
    {
        IArrayElementReferenceOperation element => Root(element.ArrayReference),
        IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } list } => Root(list),
        IMemberReferenceOperation member => member.Member,
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    static IEnumerable<ISymbol> Symbols(IOperation operation) => operation.DescendantsAndSelf().Select(part => part switch
    {
        IMemberReferenceOperation member and not IMethodReferenceOperation => member.Member,
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => (ISymbol)parameter.Parameter,
        _ => null,
    }).OfType<ISymbol>();

    static IOperation Unconverted(IOperation operation) => operation is IConversionOperation conversion ? Unconverted(conversion.Operand) : operation;
}
