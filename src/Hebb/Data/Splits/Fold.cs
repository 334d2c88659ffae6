namespace Hebb.Data;

/// <summary>One fold of cross-validation: what to train on, and what to validate on. Over all folds every sample is validated on once.</summary>
/// <param name="Number">Which fold, from 0.</param>
/// <param name="Train">All samples but those of <paramref name="Validation"/>.</param>
/// <param name="Validation">The samples held back.</param>
public readonly record struct Fold(int Number, Subset Train, Subset Validation);
