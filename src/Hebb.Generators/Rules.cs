using Microsoft.CodeAnalysis;

namespace Hebb.Generators;

/// <summary>What the analyzers say; docs/modules.md explains each.</summary>
static class Rules
{
    public static readonly DiagnosticDescriptor NotRegistered = Rule(
        "HEBB001",
        "A module or parameter is held but not registered",
        "'{0}' holds {1}, which {2} does not register: it is computed with, but neither trained nor saved nor switched by Train and Eval. {3}; [NotRegistered] says that it is meant.");

    public static readonly DiagnosticDescriptor Collection = Rule(
        "HEBB002",
        "A collection of modules or parameters cannot be registered",
        "'{0}' holds modules or parameters in a {1}, which gives them no names: they are neither trained nor saved. Hold an array, a List<…>, a ModuleList<…> or a ModuleDict<…>; [NotRegistered] says that it is meant.");

    public static readonly DiagnosticDescriptor StateName = Rule(
        "HEBB003",
        "A state name is not valid or is taken",
        "The state name \"{0}\" of '{1}' {2}",
        DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor ForwardNotReached = Rule(
        "HEBB004",
        "A Forward is never reached",
        "{0} {1}");

    public static readonly DiagnosticDescriptor NotKept = Rule(
        "HEBB005",
        "A tensor is stored in a field without Keep",
        "'{0}' outlives the training step, the tensor that {1} stores in it does not: its buffer goes back at the end of the step's Memory.Scope(). Store {2}, or use a local variable.");

    static DiagnosticDescriptor Rule(string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Warning) =>
        new(id, title, message, "Modules", severity, isEnabledByDefault: true);
}
