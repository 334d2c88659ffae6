namespace Hebb.Formats;

/// <summary>Tells what a zip archive is that holds no tensors in a form that is read, by the files that other programs put into theirs.</summary>
static class ZipKinds
{
    static readonly (string Mark, string Kind)[] Known =
    [
        ("[Content_Types].xml", "an Office document (.xlsx, .docx)"),
        ("META-INF/MANIFEST.MF", "a Java archive"),
        ("serialized_exported_program.json", "a program of torch.export (.pt2)"),
        ("models/model.json", "a program of torch.export (.pt2)"),
        (".data/extern_modules", "a package of torch.package"),
        ("MAR-INF/MANIFEST.json", "a model archive of TorchServe (.mar)"),
        ("Manifest.json", "a Core ML package"),
        ("AndroidManifest.xml", "an Android program"),
    ];

    /// <summary>Says what it is, or what lies in it.</summary>
    public static string Describe(IReadOnlyList<ZipEntry> entries)
    {
        foreach ((string mark, string kind) in Known)
        {
            if (entries.Any(entry => entry.Name == mark || entry.Name.EndsWith($"/{mark}", StringComparison.Ordinal))) return $"this zip archive is {kind}, which is not read";
        }

        return $"a zip archive of tensors holds .npy files (NumPy) or a data.pkl (PyTorch); this one holds {string.Join(", ", entries.Take(3).Select(file => $"'{file.Name}'"))}{(entries.Count > 3 ? ", …" : string.Empty)}";
    }
}
