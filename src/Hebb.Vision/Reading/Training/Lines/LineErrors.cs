using Hebb.Training;
using Hebb.Vision.Reading.Language;
using Hebb.Vision.Reading.Lines;

namespace Hebb.Vision.Reading.Training;

/// <summary>Character error rates of a line reader on pen strokes, drawn with pens and papers by chance, always the same.</summary>
static class LineErrors
{
    const ulong Seed = 20_250;

    /// <summary>The error rate on words, then on lines, 0 to 1, case and spaces counted; NaN where there are none.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="items">Words and lines.</param>
    /// <param name="model">The language model, or null.</param>
    /// <param name="options">Weight, bonus and beams.</param>
    /// <param name="each">Hears each item, what was read and at what distance from the truth.</param>
    public static (double Words, double Lines) Of(LineReader reader, IReadOnlyList<PenItem> items, ILanguageModel? model = null, LineReaderOptions? options = null, Action<PenItem, LineReading, int>? each = null)
    {
        int wordErrors = 0, wordLength = 0, lineErrors = 0, lineLength = 0;
        for (int i = 0; i < items.Count; i++)
        {
            PenItem item = items[i];
            LineReading reading = reader.Read(LineDrawing.ToMeasure(item, new Generator(Seed).Fork((ulong)i)), model: model, options: options);
            int distance = EditDistance.Between<char>(reading.Text, item.Text);
            each?.Invoke(item, reading, distance);
            if (item.IsLine) (lineErrors, lineLength) = (lineErrors + distance, lineLength + item.Text.Length);
            else (wordErrors, wordLength) = (wordErrors + distance, wordLength + item.Text.Length);
        }

        return (wordErrors / (double)wordLength, lineErrors / (double)lineLength);
    }
}
