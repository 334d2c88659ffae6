using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Hebb.Tests;

/// <summary>The code of all pages in one program, compiled once against the libraries under test.</summary>
public sealed class PageProgram : IAsyncLifetime
{
    static readonly string Folder = Path.Combine(Repository.Root, "tests", "Hebb.Tests", "obj", "pages");

    static readonly string[] Libraries = ["Hebb", "Hebb.Formats", "Hebb.Images", "Hebb.Plots", "Hebb.Tracking", "Hebb.Vision", "Microsoft.Data.Sqlite", "SixLabors.ImageSharp", "SQLitePCLRaw.batteries_v2", "SQLitePCLRaw.core", "SQLitePCLRaw.provider.e_sqlite3", "System.Numerics.Tensors"];

    /// <summary>What the compiler said; empty if it had nothing to complain about.</summary>
    public string Problems { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);

        // The house's analyzers are for the house; a page shows code as a reader would write it.
        await Write("Directory.Build.props", "<Project />");
        await Write("Directory.Packages.props", "<Project />");
        await Write("Pages.csproj", Project());
        await Write("Program.cs", Program());
        await Write("Commands.cs", Commands());
        foreach (RunnablePage page in RunnablePage.All) await Write($"Page.{page.Name}.cs", page.Code);
        (int exit, string output) = await Run(["build", "-c", "Release", "-v", "quiet", "--nologo", "Pages.csproj"], Folder, TimeSpan.FromMinutes(3));
        if (exit != 0) Problems = output;
    }

    /// <summary>Runs a page's program in a folder of its own, with the files that lie in Files/NAME for it.</summary>
    internal static async Task<(int ExitCode, string Output)> Run(RunnablePage page)
    {
        using var folder = new TemporaryFolder();
        string files = Path.Combine(Repository.Root, "tests", "Hebb.Tests", "Documents", "Files", page.Name);
        if (Directory.Exists(files))
        {
            foreach (string file in Directory.GetFiles(files)) File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        return await Run([Path.Combine(Folder, "bin", "Release", "net10.0", "Pages.dll"), page.Name], folder.Path, TimeSpan.FromMinutes(2));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static Task Write(string name, string text) => File.WriteAllTextAsync(Path.Combine(Folder, name), text);

    static string Project()
    {
        var references = new StringBuilder();
        foreach (string name in Libraries) references.Append($"    <Reference Include=\"{name}\" HintPath=\"{Path.Combine(AppContext.BaseDirectory, name)}.dll\" />\n");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <LangVersion>14</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <NoWarn>CS8321</NoWarn>
              </PropertyGroup>
              <ItemGroup>
            {references}    <Analyzer Include="{Path.Combine(AppContext.BaseDirectory, "Hebb.Generators.dll")}" />
                <None Include="{AppContext.BaseDirectory}/runtimes/{RuntimeInformation.RuntimeIdentifier}/native/*" Link="%(Filename)%(Extension)" CopyToOutputDirectory="PreserveNewest" />
              </ItemGroup>
            </Project>
            """;
    }

    static string Program()
    {
        var calls = new StringBuilder();
        foreach (RunnablePage page in RunnablePage.All) calls.Append($"    case \"{page.Name}\": {page.Class}.RunPage(); break;\n");
        return $"switch (args[0])\n{{\n{calls}    default: throw new ArgumentException(args[0]);\n}}\n";
    }

    // A page's commands are those of the tool, without quotation marks.
    static string Commands() => $$"""
        static class Commands
        {
            public static void Run(string line)
            {
                string[] words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words[0] != "hebb") throw new InvalidOperationException($"A page runs commands of hebb only: {line}");
                var start = new System.Diagnostics.ProcessStartInfo("dotnet", [@"{{Path.Combine(AppContext.BaseDirectory, "Hebb.Cli.dll")}}", .. words[1..]]) { RedirectStandardOutput = true };
                using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
                Console.Error.Write(process.StandardOutput.ReadToEnd());
                process.WaitForExit();
                if (process.ExitCode != 0) throw new InvalidOperationException($"'{line}' ended with exit code {process.ExitCode}.");
            }
        }
        """;

    static async Task<(int ExitCode, string Output)> Run(string[] arguments, string folder, TimeSpan limit)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || k.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None), error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"dotnet {string.Join(' ', arguments)} did not end within {limit.TotalSeconds} s.");
        }

        return (process.ExitCode, await output + await error);
    }
}
