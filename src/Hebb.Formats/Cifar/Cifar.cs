namespace Hebb.Formats;

/// <summary>
/// Reads the binary batches of CIFAR-10 and CIFAR-100: records of one label (CIFAR-100: a coarse and a fine one) and 3,072 bytes of an image of 32x32 pixels, first all red,
/// then all green, then all blue, each row by row. The file has no mark: its length and its labels tell it. Safe from several threads at once.
/// </summary>
/// <remarks>Source: the description of the data set by Krizhevsky, Nair and Hinton.</remarks>
public static class Cifar
{
    /// <summary>The format for <see cref="TensorFile"/>.</summary>
    internal static TensorFormat Format { get; } = new("CIFAR batch", head => CifarRecord.Of(head) is not null, (stream, path) => new CifarSource(stream, path));

    /// <summary>Reads a batch.</summary>
    /// <param name="path">The file, such as data_batch_1.bin or train.bin.</param>
    /// <returns>"labels" of shape [n] and "data" of shape [n, 3072], both UInt8; for CIFAR-100 also "coarse_labels".</returns>
    /// <exception cref="FormatErrorException">The length does not fit, or a label is out of range; the message names the record.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example><code>
    /// Tensor images = Cifar.Load("data_batch_1.bin")["data"].Reshape(-1, 3, 32, 32);
    /// </code></example>
    public static Dictionary<string, Tensor> Load(string path) => FormatFile.LoadAll(Format, path);
}
