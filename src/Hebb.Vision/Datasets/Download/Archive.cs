using System.Formats.Tar;
using System.IO.Compression;
using Hebb.Formats;

namespace Hebb.Vision.Datasets.Download;

/// <summary>
/// Unpacks zip and tar.gz archives (told apart by their content) without trusting them: names that climb out of the folder, absolute names, links and devices are refused by name, and so is more
/// content than was allowed for. Either everything is unpacked or nothing.
/// </summary>
internal static class Archive
{
    const int MaxEntries = 1_000_000;

    /// <summary>Unpacks an archive into a folder. What is there under the same names is replaced.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="folder">Where to; it is made if it is not there.</param>
    /// <param name="mostBytes">The most bytes that the content may have.</param>
    /// <param name="stop">Stops it; nothing is left then.</param>
    /// <exception cref="FormatErrorException">The archive is damaged, of another format, or holds what is refused.</exception>
    /// <exception cref="IOException">The disk is full, or another error of the file system.</exception>
    public static void Unpack(string path, string folder, long mostBytes, CancellationToken stop = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Directory.CreateDirectory(folder);
        string beside = Path.Combine(folder, $".unpacking-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(beside);
        try
        {
            var target = new Target(path, beside, mostBytes, stop);
            using FileStream stream = InputFile.Open(path);
            try
            {
                Span<byte> mark = stackalloc byte[2];
                int read = stream.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
                stream.Position = 0;
                if (read == mark.Length && mark.SequenceEqual("PK"u8)) Zip(stream, target);
                else if (read == mark.Length && mark[0] == 0x1F && mark[1] == 0x8B) Tar(stream, target);
                else throw new FormatErrorException(path, 0, "a zip or a tar.gz archive was expected; it begins as neither", "Was an error page saved instead of the archive?");
            }
            catch (Exception problem) when (problem is InvalidDataException or FormatException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException)
            {
                throw new FormatErrorException(path, 0, $"the archive is damaged: {problem.Message.TrimEnd('.')}", "Download it again.", problem);
            }

            foreach (string item in Directory.GetFileSystemEntries(beside)) Place(item, Path.Combine(folder, Path.GetFileName(item)));
        }
        finally
        {
            Directory.Delete(beside, recursive: true);
        }
    }

    static void Zip(FileStream stream, Target target)
    {
        const int TypeMask = 0xF000, Link = 0xA000;
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (((entry.ExternalAttributes >> 16) & TypeMask) == Link) throw target.Refuse(entry.FullName, "it is a link");
            if (entry.FullName.EndsWith('/'))
            {
                target.Folder(entry.FullName);
                continue;
            }

            using Stream content = entry.Open();
            target.File(entry.FullName, content);
        }
    }

    static void Tar(FileStream stream, Target target)
    {
        using var unpacked = new GZipStream(stream, CompressionMode.Decompress);
        using var reader = new TarReader(unpacked);
        bool isEmpty = true;
        while (reader.GetNextEntry() is { } entry)
        {
            isEmpty = false;
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    target.Folder(entry.Name);
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    target.File(entry.Name, entry.DataStream ?? Stream.Null);
                    break;
                case TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    throw target.Refuse(entry.Name, entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink ? $"it is a link to '{entry.LinkName}'" : $"it is a {entry.EntryType}");
            }
        }

        if (isEmpty) throw new InvalidDataException("it holds nothing.");
        unpacked.CopyTo(Stream.Null); // to the checksum at the end, which the archive's own end mark may stand before
    }

    // A folder that is there already keeps what the archive does not have.
    static void Place(string from, string to)
    {
        if (File.Exists(from)) File.Move(from, to, overwrite: true);
        else if (!Path.Exists(to)) Directory.Move(from, to);
        else foreach (string item in Directory.GetFileSystemEntries(from)) Place(item, Path.Combine(to, Path.GetFileName(item)));
    }

    sealed class Target(string archive, string folder, long mostBytes, CancellationToken stop)
    {
        readonly byte[] buffer = new byte[1 << 16];
        long bytes;
        int entries;

        public void Folder(string name) => Directory.CreateDirectory(Safe(name));

        public void File(string name, Stream content)
        {
            string path = Safe(name);
            if (Path.Exists(path)) throw Refuse(name, "the same name comes twice");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            while (content.Read(buffer) is > 0 and int read)
            {
                stop.ThrowIfCancellationRequested();
                bytes += read;
                if (bytes > mostBytes) throw Refuse(name, $"with it the content has more than the {mostBytes:N0} bytes allowed");
                file.Write(buffer, 0, read);
            }
        }

        public FormatErrorException Refuse(string name, string reason) => new(archive, 0, $"the archive holds '{name}', which is refused: {reason}", "Do not use this archive; nothing of it was unpacked.");

        string Safe(string name)
        {
            if (++entries > MaxEntries) throw Refuse(name, $"there are more than {MaxEntries:N0} entries");

            // Backslashes and colons are separators and drives on Windows; no data set has them in its names.
            if (name.Length == 0 || name.AsSpan().ContainsAny('\\', ':', '\0')) throw Refuse(name, "its name has characters that no path should have");
            if (Path.IsPathRooted(name)) throw Refuse(name, "its name is absolute");
            string[] steps = [.. name.Split('/').Where(step => step is not ("" or "."))];
            if (steps.Contains("..")) throw Refuse(name, "its name climbs out of the folder");
            return Path.Combine([folder, .. steps]);
        }
    }
}
