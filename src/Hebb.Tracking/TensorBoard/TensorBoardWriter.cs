using System.Globalization;
using System.Text;
using Hebb.Formats;

namespace Hebb.Tracking.TensorBoard;

/// <summary>
/// Writes an event file that TensorBoard reads (<c>tensorboard --logdir FOLDER</c>): scalars, images and histograms. Each record is complete in itself, so a file that was
/// cut loses only its last one. Safe for use from several threads.
/// </summary>
public sealed class TensorBoardWriter : IDisposable
{
    static int files;

    readonly Lock gate = new();
    readonly FileStream stream;
    readonly ProtobufWriter message = new();

    /// <summary>Begins an event file.</summary>
    /// <param name="folder">The folder of the run; made if it is not there. TensorBoard calls the run by this folder's name.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public TensorBoardWriter(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);

        // TensorBoard looks for this name, and reads several files of a folder in the order of their names.
        string name = string.Create(
            CultureInfo.InvariantCulture, $"events.out.tfevents.{DateTimeOffset.UtcNow.ToUnixTimeSeconds():D10}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref files)}");
        Path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name));
        stream = new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        message.Double(1, Now());
        message.Text(3, "brain.Event:2");
        WriteRecord();
    }

    /// <summary>The event file, as a full path.</summary>
    public string Path { get; }

    /// <summary>Writes a value of a curve.</summary>
    /// <param name="step">The step or epoch.</param>
    /// <param name="tag">The curve; a part before a slash groups curves: <c>loss/train</c>.</param>
    /// <param name="value">The value; TensorBoard keeps it in single precision.</param>
    /// <param name="time">When it was measured; null for now.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Scalar(long step, string tag, double value, DateTimeOffset? time = null) => WriteSummary(step, tag, time, v => v.Float(2, (float)value));

    /// <summary>Writes an image.</summary>
    /// <param name="step">The step or epoch.</param>
    /// <param name="tag">Its name.</param>
    /// <param name="image">
    /// [channels, height, width] with 1 channel (grey), 2 (grey and opacity), 3 (red, green, blue) or 4 (and opacity); UInt8 from 0 to 255, or Float32 or Float64 from 0 to 1,
    /// beyond which values are cut.
    /// </param>
    /// <exception cref="ShapeException">The tensor is no image.</exception>
    /// <exception cref="DTypeException">The type is another.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Image(long step, string tag, Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Rank != 3 || image.Shape[0] is < 1 or > 4 || image.Count == 0)
            throw new ShapeException($"An image has the shape [channels, height, width] with 1 to 4 channels; it got {image.Shape}.", image.Rank == 4 ? "Write one image of the batch: images[0]." : null);
        if (image.DType is not (DType.UInt8 or DType.Float32 or DType.Float64)) throw new DTypeException($"An image is UInt8 from 0 to 255, or Float32 or Float64 from 0 to 1; it got {image.DType}.");
        byte[] png = Images.Image.FromTensor(image).Encode("png");
        WriteSummary(step, tag, time: null, v => v.Message(4, summary =>
        {
            summary.Integer(1, image.Shape[1]);
            summary.Integer(2, image.Shape[2]);
            summary.Integer(3, image.Shape[0]);
            summary.Bytes(4, png);
        }));
    }

    /// <summary>Writes how values are spread. Values that are no finite numbers are left out.</summary>
    /// <param name="step">The step or epoch.</param>
    /// <param name="tag">Its name.</param>
    /// <param name="values">The values, such as the weights of a layer.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Histogram(long step, string tag, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Histogram(step, tag, values.Detach().To(DType.Float64).ToArray<double>());
    }

    /// <summary>Writes how values are spread. Values that are no finite numbers are left out.</summary>
    /// <param name="step">The step or epoch.</param>
    /// <param name="tag">Its name.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Histogram(long step, string tag, ReadOnlySpan<double> values)
    {
        ExponentialHistogram spread = ExponentialHistogram.Of(values);
        WriteSummary(step, tag, time: null, v => v.Message(5, h =>
        {
            h.Double(1, spread.Min);
            h.Double(2, spread.Max);
            h.Double(3, spread.Count);
            h.Double(4, spread.Sum);
            h.Double(5, spread.SumOfSquares);
            h.Packed(6, spread.Limits);
            h.Packed(7, spread.Counts);
        }));
    }

    /// <summary>Hands what was written to the system, so that TensorBoard sees it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Flush()
    {
        lock (gate) Write(stream.Flush);
    }

    /// <summary>Writes what is left and closes the file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Dispose()
    {
        lock (gate) Write(stream.Dispose);
    }

    static double Now() => Seconds(DateTimeOffset.UtcNow);

    static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    void WriteSummary(long step, string tag, DateTimeOffset? time, Action<ProtobufWriter> value)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        lock (gate)
        {
            message.Double(1, time is { } given ? Seconds(given) : Now());
            message.Integer(2, step);
            message.Message(5, summary => summary.Message(1, one =>
            {
                one.Text(1, tag);
                value(one);
            }));
            WriteRecord();
        }
    }

    void WriteRecord()
    {
        Write(() => TensorRecord.Write(stream, message.Written));
        message.Clear();
    }

    void Write(Action write)
    {
        try
        {
            write();
        }
        catch (Exception problem)
        {
            if (DiskProblem.Explain(Path, problem) is { } explained) throw explained;
            throw;
        }
    }
}
