using System.Security.Cryptography;
using Hebb.Formats;
using Hebb.Nn;

namespace Hebb.Vision.Classification;

/// <summary>The weights of a saved network, which its card names by their hash: so no card is ever taken for that of other weights.</summary>
static class WeightsFile
{
    /// <summary>Writes them.</summary>
    /// <param name="path">The file; replaced in one go.</param>
    /// <param name="model">The network.</param>
    /// <returns>Their SHA-256 for the card, which is to be written after them, and their size in bytes.</returns>
    public static (string Hash, long Length) Write(string path, Module model)
    {
        var notes = new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" };
        using var weights = new MemoryStream();
        Safetensors.Save(weights, model.StateDict(), notes);
        ReadOnlyMemory<byte> bytes = weights.GetBuffer().AsMemory(0, (int)weights.Length);
        AtomicFile.Write(path, stream => stream.Write(bytes.Span));
        return (HashOf(bytes.Span), weights.Length);
    }

    /// <summary>Makes sure that weights are those that a card names.</summary>
    /// <exception cref="HebbException">They are others.</exception>
    public static void Require(ReadOnlySpan<byte> bytes, string hash, string card, string weights, string help)
    {
        if (!string.Equals(HashOf(bytes), hash, StringComparison.OrdinalIgnoreCase))
            throw new HebbException($"{card} does not belong to {weights}: the weights are not those that were saved with it (their SHA-256 differs).", help);
    }

    static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
