namespace Hebb.Data;

/// <summary>
/// Batches that can be gone through again from the middle of an epoch, with the same bits: what a training needs to resume after it was killed. A batch may be made in
/// the reader's <see cref="Memory.Scope()"/>; an implementation that holds on to tensors from batch to batch keeps them (<c>Keep()</c>).
/// </summary>
public interface IResumableBatches : IEnumerable<Batch>
{
    /// <summary>The number of batches in an epoch, or null if it is not known before its end.</summary>
    int? BatchCount { get; }

    /// <summary>
    /// The generators that decide about an epoch. With each of them put back to where it stood before the epoch began, <see cref="From"/> gives the same batches.
    /// Whatever an epoch draws from them it draws before <see cref="From"/> returns; later draws come from a fork (<see cref="Generator.Fork"/>).
    /// </summary>
    IEnumerable<Generator> Generators { get; }

    /// <summary>Begins an epoch as <c>foreach</c> does, but gives its batches from the one with this number on.</summary>
    /// <param name="batch">0 … the number of batches of the epoch; that number itself gives none.</param>
    IEnumerator<Batch> From(int batch);
}
