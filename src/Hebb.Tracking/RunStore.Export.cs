using System.Globalization;
using System.Text;
using Hebb.Formats;
using Hebb.Tracking.TensorBoard;

namespace Hebb.Tracking;

public sealed partial class RunStore
{
    /// <summary>
    /// Writes the metrics of a run as comma-separated values: a row for each step, a column for each metric, an empty field where a metric has no value at a step, and
    /// <c>NaN</c> for a value that is no number. Numbers keep every digit.
    /// </summary>
    /// <param name="key">Which run: see <see cref="Get"/>.</param>
    /// <param name="path">The file; an old one is replaced whole or not at all.</param>
    /// <exception cref="RunStoreException">There is no such run, or the database cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void ExportCsv(string key, string path)
    {
        RunRecord run = Get(key);
        var rows = new SortedDictionary<long, double?[]>();
        for (int column = 0; column < run.Metrics.Count; column++)
        {
            foreach (MetricPoint point in Metric(run.Id, run.Metrics[column].Name))
            {
                if (!rows.TryGetValue(point.Step, out double?[]? row)) rows[point.Step] = row = new double?[run.Metrics.Count];
                row[column] = point.Value;
            }
        }

        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(string.Join(',', run.Metrics.Select(m => Quoted(m.Name)).Prepend("step")));
            foreach ((long step, double?[] row) in rows)
            {
                writer.Write(step.ToString(CultureInfo.InvariantCulture));
                foreach (double? value in row) writer.Write("," + value?.ToString("R", CultureInfo.InvariantCulture));
                writer.WriteLine();
            }
        });
    }

    /// <summary>Writes the metrics of a run as an event file for TensorBoard.</summary>
    /// <param name="key">Which run: see <see cref="Get"/>.</param>
    /// <param name="folder">The folder to write it into; made if it is not there.</param>
    /// <returns>The event file.</returns>
    /// <exception cref="RunStoreException">There is no such run, or the database cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public string ExportTensorBoard(string key, string folder)
    {
        RunRecord run = Get(key);
        using var writer = new TensorBoardWriter(folder);
        foreach (MetricSummary metric in run.Metrics)
            foreach (MetricPoint point in Metric(run.Id, metric.Name)) writer.Scalar(point.Step, metric.Name, point.Value, point.Time);
        return writer.Path;
    }

    static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
