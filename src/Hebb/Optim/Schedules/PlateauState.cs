namespace Hebb.Optim;

/// <summary>What a <see cref="ReduceLROnPlateau"/> remembers: plain numbers for a checkpoint.</summary>
/// <param name="Best">The best number so far.</param>
/// <param name="BadCount">How many steps brought nothing better since.</param>
/// <param name="Cooldown">How many steps are still not counted.</param>
public readonly record struct PlateauState(double Best, int BadCount, int Cooldown);
