namespace Hebb.Bench;

/// <summary>The program to compare with is missing or failed.</summary>
sealed class PeerException(string message, Exception? inner = null) : Exception(message, inner);
