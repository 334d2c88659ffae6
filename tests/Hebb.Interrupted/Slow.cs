using Hebb.Training;

namespace Hebb.Interrupted;

/// <summary>Stretches a training, so that it can be killed in all of its places.</summary>
sealed class Slow : Callback
{
    public override void OnStepEnd(TrainingState state) => Thread.Sleep(2);
}
