using System.Text;

namespace Hebb.Nn;

/// <content>Going through the parts of a module, and printing them.</content>
public abstract partial class Module
{
    /// <summary>This module (its name is empty) and all below it, each once, parents before children; names are joined with dots: "features.0".</summary>
    public IEnumerable<KeyValuePair<string, Module>> NamedModules() => Walk(this, string.Empty, new HashSet<Module>(ReferenceEqualityComparer.Instance));

    /// <summary>All parameters of this module and those below it, each once.</summary>
    public IEnumerable<Parameter> Parameters()
    {
        foreach ((string _, Parameter p) in NamedParameters()) yield return p;
    }

    /// <summary>All parameters of this module and those below it with their state names ("features.0.weight"); a shared parameter only under its first name.</summary>
    /// <exception cref="InvalidOperationException">A lazy module has not seen an input yet.</exception>
    public IEnumerable<KeyValuePair<string, Parameter>> NamedParameters()
    {
        var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
        foreach ((string path, Module module) in NamedModules())
        {
            module.CheckMaterialized(path);
            IReadOnlyList<KeyValuePair<string, Parameter>> own = module.OwnParameters;
            for (int i = 0; i < own.Count; i++)
            {
                if (seen.Add(own[i].Value)) yield return new(Join(path, own[i].Key), own[i].Value);
            }
        }
    }

    /// <summary>All buffers of this module and those below it with their state names ("bn1.running_mean").</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> NamedBuffers()
    {
        foreach ((string path, Module module) in NamedModules())
        {
            foreach (Slot slot in module.buffers) yield return new(Join(path, slot.Name), slot.Value);
        }
    }

    /// <summary>
    /// The module as a tree, in the form in which PyTorch prints one: the class with its settings in brackets, its parts indented below it.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Print(text, 0);
        return text.ToString();
    }

    /// <summary>The module's settings for <see cref="ToString"/>, in PyTorch's words: <c>in_features=784, out_features=256, bias=True</c>.</summary>
    protected virtual string Describe() => string.Empty;

    /// <summary>The class without the mark of its type parameters: "ModuleList", not "ModuleList`1".</summary>
    internal string TypeName => GetType().Name.Split('`')[0];

    /// <summary>Throws while the parameters of a lazy module do not exist.</summary>
    private protected virtual void CheckMaterialized(string path)
    {
    }

    void Print(StringBuilder text, int depth)
    {
        string settings = Describe();
        IReadOnlyList<KeyValuePair<string, Module>> parts = Children;
        text.Append(TypeName).Append('(');
        if (settings.Length > 0 && parts.Count > 0) text.Append('\n').Append(' ', 2 * (depth + 1));
        text.Append(settings);
        if (parts.Count > 0)
        {
            foreach ((string name, Module child) in parts)
            {
                text.Append('\n').Append(' ', 2 * (depth + 1)).Append('(').Append(name).Append("): ");
                child.Print(text, depth + 1);
            }

            text.Append('\n').Append(' ', 2 * depth);
        }

        text.Append(')');
    }

    static IEnumerable<KeyValuePair<string, Module>> Walk(Module module, string path, HashSet<Module> seen)
    {
        if (!seen.Add(module)) yield break;
        yield return new(path, module);
        IReadOnlyList<KeyValuePair<string, Module>> parts = module.Children;
        for (int i = 0; i < parts.Count; i++)
        {
            foreach (KeyValuePair<string, Module> below in Walk(parts[i].Value, Join(path, parts[i].Key), seen)) yield return below;
        }
    }

    static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
