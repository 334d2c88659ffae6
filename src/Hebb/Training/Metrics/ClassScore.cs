namespace Hebb.Training;

/// <summary>How well one class, or several on average, are found.</summary>
/// <param name="Precision">The share of what was called so that is so; 0 where nothing was called so.</param>
/// <param name="Recall">The share of what is so that was called so; 0 where nothing is so.</param>
/// <param name="F1">Their harmonic mean 2pr/(p + r); 0 where both are 0. (An average is that of the classes' F1.)</param>
/// <param name="Support">How often it is a label.</param>
public readonly record struct ClassScore(double Precision, double Recall, double F1, long Support);
