namespace Hebb.Formats;

/// <summary>One message of an object header.</summary>
/// <param name="Type">What it tells.</param>
/// <param name="IsShared">Whether its content is only a pointer to the real message.</param>
/// <param name="Content">Its bytes.</param>
sealed record Hdf5Message(int Type, bool IsShared, Hdf5Cursor Content)
{
    public const int Space = 0x01, LinkInfo = 0x02, DataType = 0x03, OldFill = 0x04, Fill = 0x05, Link = 0x06, ExternalFiles = 0x07, Layout = 0x08,
        GroupInfo = 0x0A, Filters = 0x0B, Attribute = 0x0C, Continuation = 0x10, SymbolTable = 0x11;

    /// <summary>The content from its beginning.</summary>
    public Hdf5Cursor Open() => Content.FromStart();
}
