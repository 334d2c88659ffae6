namespace Hebb.Vision.Insight;

/// <summary>The size of one parameter's gradient.</summary>
/// <param name="Name">Its state name: "features.0.weight".</param>
/// <param name="Count">How many values it has.</param>
/// <param name="Mean">mean |g|.</param>
/// <param name="Maximum">max |g|; NaN or infinite if a value is.</param>
/// <param name="Norm">√Σg².</param>
/// <param name="WeightNorm">√Σw² of the parameter itself.</param>
public readonly record struct ParameterGradient(string Name, int Count, double Mean, double Maximum, double Norm, double WeightNorm);
