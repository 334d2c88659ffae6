namespace Hebb.Tracking;

/// <summary>What is wrong with a database of runs.</summary>
public enum RunStoreProblem
{
    /// <summary>It cannot be opened or written: no such folder, no permission.</summary>
    Unreachable,

    /// <summary>Another program holds it longer than this one would wait.</summary>
    Locked,

    /// <summary>It is no SQLite database, or a damaged one.</summary>
    Corrupt,

    /// <summary>It is a sound database of something else.</summary>
    Foreign,

    /// <summary>A newer Hebb made it.</summary>
    Newer,

    /// <summary>It holds no such run, or several that could be meant.</summary>
    NoSuchRun,

    /// <summary>It cannot grow: the disk is full or fails, or a file may not be larger.</summary>
    Full,
}
