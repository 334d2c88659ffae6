namespace Hebb.Formats;

/// <summary>Part of a file is valid and not supported. Caught by the reader that lists the file, which tells of it by name and goes on.</summary>
sealed class UnsupportedPartException(string reason) : Exception(reason);
