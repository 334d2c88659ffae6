namespace Hebb.Vision.Insight;

/// <summary>How likely a model finds a class.</summary>
/// <param name="Class">The class's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Probability">0 … 1.</param>
public readonly record struct ClassProbability(int Class, string Name, double Probability);
