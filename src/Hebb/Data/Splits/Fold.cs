namespace Hebb.Data;

/// <summary>One turn of cross-validation: what to learn from, and what to judge by. Over all turns every sample is judged by once.</summary>
/// <param name="Number">Which turn, from 0.</param>
/// <param name="Train">All samples but those of <paramref name="Validation"/>.</param>
/// <param name="Validation">The samples held back.</param>
public readonly record struct Fold(int Number, Subset Train, Subset Validation);
