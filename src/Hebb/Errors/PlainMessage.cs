namespace Hebb;

/// <summary>The message of an argument that is out of range, without what the framework appends for programmers.</summary>
static class PlainMessage
{
    public static string Of(ArgumentException problem)
    {
        string message = problem.Message;
        if (problem.ParamName is { } name) message = message.Replace($" (Parameter '{name}')", string.Empty, StringComparison.Ordinal);
        return message.ReplaceLineEndings("\n").Replace("\nActual value was", " It was", StringComparison.Ordinal);
    }
}
