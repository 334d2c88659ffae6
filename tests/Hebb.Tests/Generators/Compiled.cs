using System.Collections.Immutable;
using Hebb.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hebb.Tests;

/// <summary>A small program, compiled with the generator and the analyzers for modules.</summary>
sealed class Compiled
{
    const string Usings = "using System; using System.Collections.Generic; using System.Linq; using Hebb; using Hebb.Nn;\n";

    static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "Hebb.dll" or "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Collections.dll" or "System.Linq.dll" or "System.Collections.Immutable.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp14);

    static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new RegistrationAnalyzer(), new ForwardAnalyzer(), new KeptTensorAnalyzer()];

    Compiled(CSharpCompilation before, GeneratorDriver driver, Compilation after) => (Before, Driver, After) = (before, driver, after);

    CSharpCompilation Before { get; }

    GeneratorDriver Driver { get; }

    Compilation After { get; }

    /// <summary>What the generator wrote.</summary>
    public IEnumerable<string> Generated => Driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString());

    public static Compiled Of(string source)
    {
        CSharpCompilation before = CSharpCompilation.Create("Small", [Tree(source)], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return Run(before, CSharpGeneratorDriver.Create([new ModuleGenerator().AsSourceGenerator()], parseOptions: Parsing, driverOptions: new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true)));
    }

    /// <summary>The same after somebody has typed something else.</summary>
    public Compiled Typed(string source) => Run(Before.ReplaceSyntaxTree(Before.SyntaxTrees[0], Tree(source)), Driver);

    /// <summary>Why the generator's steps ran in the last pass, without repetition.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons => Driver.GetRunResult().Results.Single().TrackedSteps["Modules"].SelectMany(step => step.Outputs).Select(output => output.Reason);

    /// <summary>The errors of the compiler and the messages of the analyzers: "HEBB001 hidden", the rule and the code that it marks.</summary>
    public async Task<string[]> Says() => [.. (await Diagnostics()).Select(d => $"{d.Id} {d.Location.SourceTree?.GetText().ToString(d.Location.SourceSpan)}")];

    /// <summary>The same as whole messages.</summary>
    public async Task<string[]> Messages() => [.. (await Diagnostics()).Select(d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];

    async Task<IEnumerable<Diagnostic>> Diagnostics() =>
        (await After.WithAnalyzers(Analyzers).GetAllDiagnosticsAsync()).Where(d => d.Severity == DiagnosticSeverity.Error || d.Id.StartsWith("HEBB", StringComparison.Ordinal)).OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal);

    static SyntaxTree Tree(string source) => CSharpSyntaxTree.ParseText(Usings + source, Parsing, "Small.cs");

    static Compiled Run(CSharpCompilation before, GeneratorDriver driver)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(before, out Compilation after, out ImmutableArray<Diagnostic> problems);
        Assert.Empty(problems);
        return new Compiled(before, driver, after);
    }
}
