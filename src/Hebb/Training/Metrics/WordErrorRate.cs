namespace Hebb.Training;

/// <summary>Words to put in, take out or replace, over the words that stand there. Words are what white space parts.</summary>
public sealed class WordErrorRate : TextErrorRate
{
    /// <inheritdoc/>
    public override string Name => "word error rate";

    private protected override (int Errors, int Length) Compare(string prediction, string target)
    {
        string[] right = Words(target);
        return (EditDistance.Between<string>(Words(prediction), right), right.Length);
    }

    static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
