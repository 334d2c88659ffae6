using System.Reflection;
using System.Text;

namespace Hebb.Tests;

/// <summary>The public names of each library, so that a change of them shows in review. HEBB_UPDATE_SNAPSHOTS=1 writes them anew.</summary>
public sealed class PublicSurfaceTests
{
    [Theory]
    [InlineData(typeof(Tensor))]
    [InlineData(typeof(Formats.Safetensors))]
    [InlineData(typeof(Images.Image))]
    [InlineData(typeof(Vision.Datasets.Digits))]
    [InlineData(typeof(Hebb.Plots.Figure))]
    [InlineData(typeof(Hebb.Tracking.RunStore))]
    public void IsAsItWasReviewed(Type inside)
    {
        ArgumentNullException.ThrowIfNull(inside);
        string name = inside.Assembly.GetName().Name!;
        Snapshot.Match(Describe(inside.Assembly), $"PublicSurface/{name}.txt");
    }

    [Theory]
    [InlineData(typeof(Labs.Lab))]
    [InlineData(typeof(Cli.Commands.LabCommand))]
    public void WhatIsNoLibraryOffersNothing(Type inside)
    {
        ArgumentNullException.ThrowIfNull(inside);
        Assert.Empty(inside.Assembly.GetExportedTypes());
    }

    static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().Where(t => !t.Name.StartsWith('<') && t.DeclaringType?.Name.StartsWith('<') != true).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName).Append('\n');
            const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            IEnumerable<string> members = type.GetMembers(all)
                .Where(IsVisible)
                .Select(m => $"    {m}")
                .Order(StringComparer.Ordinal);
            foreach (string member in members) text.Append(member).Append('\n');
        }

        return text.ToString();
    }

    static bool IsVisible(MemberInfo member) => member switch
    {
        MethodInfo m => (m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly) && !(m.IsSpecialName && (m.Name.StartsWith("get_", StringComparison.Ordinal) || m.Name.StartsWith("set_", StringComparison.Ordinal))) && !m.Name.Contains('<', StringComparison.Ordinal),
        ConstructorInfo c => c.IsPublic || c.IsFamily || c.IsFamilyOrAssembly,
        FieldInfo f => (f.IsPublic || f.IsFamily) && !f.IsSpecialName,
        PropertyInfo p => p.GetAccessors(nonPublic: true).Any(a => a.IsPublic || a.IsFamily || a.IsFamilyOrAssembly),
        _ => false,
    };
}
