namespace Hebb.Formats;

/// <summary>A link of a group.</summary>
/// <param name="Name">Its name in the group.</param>
/// <param name="Address">Of a hard link, the object that it leads to; -1 of others.</param>
/// <param name="Path">Of a soft or external link, the path that it leads to; else null.</param>
/// <param name="OtherFile">Of an external link, the file that it leads to; else null.</param>
/// <param name="Kind">The number of its kind: 0 hard, 1 soft, 64 external, from 65 on kinds of other programs.</param>
readonly record struct Hdf5Link(string Name, long Address, string? Path = null, string? OtherFile = null, int Kind = Hdf5Link.Hard)
{
    public const int Hard = 0, Soft = 1, External = 64;

    /// <summary>Whether it leads to an object of this file at once.</summary>
    public bool IsHard => Kind == Hard;
}
