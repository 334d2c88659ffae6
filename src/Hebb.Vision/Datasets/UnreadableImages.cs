namespace Hebb.Vision.Datasets;

/// <summary>What to do about files that should be pictures and cannot be read.</summary>
public enum UnreadableImages
{
    /// <summary>Nothing is read when the folder is opened; the first batch with such a picture fails and names the file.</summary>
    Refuse,

    /// <summary>Every picture is read once when the folder is opened; those that cannot be read are left out and listed in <see cref="ImageFiles.Unreadable"/>.</summary>
    Skip,
}
