namespace Hebb.Vision.Datasets.Folders;

/// <summary>
/// Finds the images of class folders, also in folders within them. Links are followed, but no folder is walked twice for a class, and none that leads back up. What is really
/// there comes before what a link leads to, so that an image belongs to the class where it lies.
/// </summary>
/// <param name="root">The folder that holds the class folders.</param>
/// <param name="endings">The extensions of images.</param>
sealed class ClassFolderWalk(string root, string[] endings)
{
    readonly string realRoot = RealPath.Of(root) ?? Path.GetFullPath(root);
    readonly List<(string Path, int Class, bool ByLink)> found = [];

    /// <summary>Files and folders that were left out, each with the reason.</summary>
    public List<KeyValuePair<string, string>> LeftOut { get; } = [];

    /// <summary>The names of the class folders: all but those that are none.</summary>
    public string[] Classes()
    {
        var names = new List<string>();
        foreach (DirectoryInfo folder in Entries(root).OfType<DirectoryInfo>())
        {
            if (OtherFolders.Are(folder)) continue;
            if (folder.LinkTarget is not null && Up(folder.LinkTarget, RealPath.Of(folder.FullName), realRoot) is { } reason) LeftOut.Add(KeyValuePair.Create(Path.Combine(root, folder.Name), reason));
            else names.Add(folder.Name);
        }

        return [.. names.Order(ClassNameOrder.Instance)];
    }

    /// <summary>The images of all classes: each real file once, class by class, in the order of their names.</summary>
    public (List<string> Paths, List<int> Labels) Images(IReadOnlyList<string> classes)
    {
        for (int i = 0; i < classes.Count; i++) Walk(Path.Combine(root, classes[i]), i);
        (string Path, int Class, bool ByLink)[] ordered = [.. found.OrderBy(file => file.ByLink).ThenBy(file => file.Class).ThenBy(file => file.Path, StringComparer.Ordinal)];
        int[] first = SameFile.First([.. ordered.Select(file => file.Path)]);
        var kept = new List<(string Path, int Class, bool ByLink)>();
        for (int i = 0; i < ordered.Length; i++)
        {
            if (first[i] == i) kept.Add(ordered[i]);
            else LeftOut.Add(KeyValuePair.Create(ordered[i].Path, $"it is another name of '{ordered[first[i]].Path}'"));
        }

        kept = [.. kept.OrderBy(file => file.Class).ThenBy(file => file.Path, StringComparer.Ordinal)];
        return (kept.ConvertAll(file => file.Path), kept.ConvertAll(file => file.Class));
    }

    void Walk(string folder, int label)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var plain = new Queue<(string Path, string Real, bool ByLink)>();
        var links = new Queue<(string Path, string From)>();
        if (new DirectoryInfo(folder).LinkTarget is not null) links.Enqueue((folder, realRoot));
        else plain.Enqueue((folder, Path.Combine(realRoot, Path.GetFileName(folder)), ByLink: false));
        while (true)
        {
            if (plain.TryDequeue(out (string Path, string Real, bool ByLink) next))
            {
                if (seen.Add(next.Real)) Look(next.Path, next.Real, next.ByLink, label, plain, links);
            }
            else if (links.TryDequeue(out (string Path, string From) link))
            {
                string? target = RealPath.Of(link.Path);
                if (Up(new DirectoryInfo(link.Path).LinkTarget, target, link.From) is { } reason) LeftOut.Add(KeyValuePair.Create(link.Path, reason));
                else plain.Enqueue((link.Path, target!, ByLink: true));
            }
            else
            {
                return;
            }
        }
    }

    void Look(string folder, string real, bool byLink, int label, Queue<(string Path, string Real, bool ByLink)> plain, Queue<(string Path, string From)> links)
    {
        foreach (FileSystemInfo entry in Entries(folder))
        {
            string path = Path.Combine(folder, entry.Name);
            bool isLink = entry.LinkTarget is not null;
            if (entry is DirectoryInfo below)
            {
                if (OtherFolders.Are(below)) continue;
                if (isLink) links.Enqueue((path, real));
                else plain.Enqueue((path, Path.Combine(real, entry.Name), byLink));
            }
            else if (!OtherFolders.IsHidden(entry) && endings.Contains(entry.Extension, StringComparer.OrdinalIgnoreCase))
            {
                found.Add((path, label, byLink || isLink));
            }
        }
    }

    static FileSystemInfo[] Entries(string folder)
    {
        try
        {
            FileSystemInfo[] entries = new DirectoryInfo(folder).GetFileSystemInfos();

            // Bytes that are no UTF-8 come as replacement characters, by which nothing can be opened.
            return Array.Find(entries, entry => entry.Name.Contains('\uFFFD', StringComparison.Ordinal) && !Path.Exists(entry.FullName)) is not { } foreign ? entries
                : throw new HebbException($"In the folder '{folder}' the name '{Printable.Line(foreign.Name)}' is no text in UTF-8, so it cannot be opened.", "Rename it.");
        }
        catch (UnauthorizedAccessException problem)
        {
            // Images that are silently missing would be worse.
            throw new UnauthorizedAccessException($"The folder '{folder}' cannot be read: permission is denied.", problem);
        }
    }

    // Why a link is not followed; null if it is.
    string? Up(string? text, string? target, string from) => target is null ? "it is a link that leads in a circle"
        : RealPath.Holds(target, from) || RealPath.Holds(target, realRoot) ? $"it is a link to '{text}', which leads back up" : null;
}
