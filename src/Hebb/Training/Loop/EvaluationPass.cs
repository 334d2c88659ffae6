using Hebb.Data;
using Hebb.Nn;

namespace Hebb.Training;

/// <summary>A model that goes through a data set in evaluation mode: nothing is recorded, nothing about the model changes, and no batch outlives its turn.</summary>
static class EvaluationPass
{
    /// <summary>Gives out the batches, each inside its memory scope.</summary>
    /// <param name="model">In evaluation mode meanwhile; afterwards in the modes that it had.</param>
    /// <param name="data">The batches.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Asked before every batch.</param>
    /// <param name="take">Gets every batch.</param>
    /// <returns>Whether it came to its end; false if it was cancelled.</returns>
    public static bool Run(Module model, BatchSource data, int most, CancellationToken cancel, Action<Batch> take)
    {
        using var modes = new ModuleModes(model);
        using var noGrad = Autograd.NoGrad();
        model.Eval();
        using IEnumerator<Batch> pass = data.From(0);
        for (int i = 0; i < most; i++)
        {
            if (cancel.IsCancellationRequested) return false;
            if (!data.IsScoped && !pass.MoveNext()) break;
            using MemoryScope scope = Memory.Scope();
            if (data.IsScoped && !pass.MoveNext()) break;
            take(pass.Current);
        }

        return true;
    }
}
