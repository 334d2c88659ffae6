namespace Hebb.Formats;

/// <summary>Tells the errors of damaged compression from those of the disk.</summary>
static class DamagedCompression
{
    /// <summary>Whether an exception says that compressed data are damaged. One of the two that .NET throws is a kind of IOException that it does not make public.</summary>
    public static bool Is(Exception problem) => problem is InvalidDataException || (problem is IOException && problem.GetType().Name == "ZLibException");
}
