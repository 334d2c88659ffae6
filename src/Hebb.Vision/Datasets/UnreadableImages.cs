namespace Hebb.Vision.Datasets;

/// <summary>What to do about files that should be images and cannot be read.</summary>
public enum UnreadableImages
{
    /// <summary>Nothing is read when the folder is opened; the first batch with such an image fails and names the file.</summary>
    Refuse,

    /// <summary>Every image is read once when the folder is opened; those that cannot be read are left out and listed in <see cref="ImageFiles.Unreadable"/>.</summary>
    Skip,
}
