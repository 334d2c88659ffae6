using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hebb.Generators;

/// <summary>
/// Finds tensors that the Forward of a module stores in a field, or adds to a list in one, without Keep (HEBB005): the trainer runs every step in a Memory.Scope(), and what was made in it ends with it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeptTensorAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.NotKept];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationBlockAction(Look);
    }

    static void Look(OperationBlockAnalysisContext context)
    {
        if (context.OwningSymbol is not IMethodSymbol { Name: "Forward" } method || !HebbTypes.DerivesFromModule(method.ContainingType)) return;
        foreach (IOperation block in context.OperationBlocks)
        {
            foreach ((ISymbol member, IOperation value) in block.Descendants().SelectMany(Stores))
            {
                if (Lives(value, block, depth: 4)) continue;
                string text = Plain(value).Syntax.ToString();
                if (text.Length > 30 || text.Contains('\n')) text = "value";
                context.ReportDiagnostic(Diagnostic.Create(Rules.NotKept, value.Syntax.GetLocation(), member.Name, $"{method.ContainingType.Name}.Forward", $"{text}.Detach().Keep()"));
            }
        }
    }

    // What an operation stores, and in which field or property.
    static IEnumerable<(ISymbol Member, IOperation Value)> Stores(IOperation operation) => operation switch
    {
        IDeconstructionAssignmentOperation { Target: ITupleOperation targets } assignment => Plain(assignment.Value) is ITupleOperation values && values.Elements.Length == targets.Elements.Length
            ? targets.Elements.SelectMany((target, i) => Store(target, values.Elements[i]))
            : targets.Elements.SelectMany(target => Store(target, assignment.Value)),
        IAssignmentOperation assignment => Store(assignment.Target, assignment.Value),
        IInvocationOperation { Instance: { } list, TargetMethod.Name: "Add" or "Enqueue" or "Push" or "Insert" or "AddLast" } call when Member(list) is { } collection =>
            call.Arguments.Where(argument => HebbTypes.IsTensor(argument.Value.Type)).Select(argument => (collection, argument.Value)),
        _ => [],
    };

    static IEnumerable<(ISymbol Member, IOperation Value)> Store(IOperation target, IOperation value) => HebbTypes.IsTensor(target.Type) && Member(target) is { } member ? [(member, value)] : [];

    // The field or property that is stored into; null for variables.
    static ISymbol? Member(IOperation target) => target switch
    {
        IConversionOperation conversion => Member(conversion.Operand),
        IArrayElementReferenceOperation element => Member(element.ArrayReference),
        IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } list } => Member(list),
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation or null } field => field.Field,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation or null } property => property.Property,
        _ => null,
    };

    // Whether a value outlives the scope: what was kept, what a field held before, and what is no tensor of this step.
    static bool Lives(IOperation value, IOperation block, int depth)
    {
        if (depth == 0) return true;
        return Plain(value) switch
        {
            { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => true,
            IInvocationOperation call => call.TargetMethod.Name is "Keep" or "Buffer" or "AddBuffer" || !HebbTypes.IsTensor(call.Type),
            IFieldReferenceOperation or IPropertyReferenceOperation => true,
            IConditionalOperation { WhenFalse: { } no } either => Lives(either.WhenTrue, block, depth - 1) && Lives(no, block, depth - 1),
            ICoalesceOperation either => Lives(either.Value, block, depth - 1) && Lives(either.WhenNull, block, depth - 1),
            ISwitchExpressionOperation cases => cases.Arms.All(arm => Lives(arm.Value, block, depth - 1)),
            IAssignmentOperation inner => Lives(inner.Value, block, depth - 1),
            IThrowOperation => true,
            ILocalReferenceOperation local => IsKept(local.Local, block, depth),
            IParameterReferenceOperation or IBinaryOperation or IUnaryOperation or IObjectCreationOperation => false,
            _ => true,
        };
    }

    // A variable lives if it is kept somewhere, or if all that is assigned to it does.
    static bool IsKept(ILocalSymbol local, IOperation block, int depth)
    {
        bool isAssigned = false, lives = true;
        foreach (IOperation operation in block.Descendants())
        {
            IOperation? value = operation switch
            {
                IVariableDeclaratorOperation declarator when Is(declarator.Symbol) => declarator.Initializer?.Value,
                IAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Is(target.Local) => assignment.Value,
                IInvocationOperation { TargetMethod.Name: "Keep", Instance: ILocalReferenceOperation kept } call when Is(kept.Local) => call,
                _ => null,
            };
            if (value is IInvocationOperation { TargetMethod.Name: "Keep" }) return true;
            if (value is null) continue;
            isAssigned = true;
            lives &= Lives(value, block, depth - 1);
        }

        return !isAssigned || lives;

        bool Is(ILocalSymbol other) => SymbolEqualityComparer.Default.Equals(local, other);
    }

    static IOperation Plain(IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Plain(conversion.Operand),
        IParenthesizedOperation inner => Plain(inner.Operand),
        _ => operation,
    };
}
