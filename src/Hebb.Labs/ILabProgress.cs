namespace Hebb.Labs;

/// <summary>Shows how a lab is getting on. The command line draws it; a test may listen. Called from the thread that runs the lab.</summary>
internal interface ILabProgress
{
    /// <summary>A line to keep: a value, a heading, an explanation.</summary>
    /// <param name="line">Plain text, without a line break at its end.</param>
    void Say(string line);

    /// <summary>How far a long piece of work has come; each report takes the place of the last of the same name.</summary>
    /// <param name="work">What is being done.</param>
    /// <param name="done">How many parts of it are done.</param>
    /// <param name="total">How many parts there are.</param>
    /// <param name="figure">A figure of the moment, such as "loss 0.31".</param>
    void Report(string work, int done, int total, string? figure = null);
}
