using Hebb.Data;

namespace Hebb.Training;

/// <summary>Anything that gives batches, with what the loop wants to know of it.</summary>
abstract class BatchSource
{
    /// <summary>The number of batches in an epoch, if it is known.</summary>
    public abstract int? Count { get; }

    /// <summary>Whether a batch may be asked for inside the step's memory scope. Unknown sources may hold on to what they made.</summary>
    public virtual bool IsScoped => true;

    public virtual Generator[] Generators => [];

    public abstract IEnumerator<Batch> From(int batch);

    public static BatchSource Of(IEnumerable<Batch> batches) => batches is IResumableBatches resumable ? new Resumable(resumable) : new Plain(batches);

    /// <summary>The first batches of a source, held for good.</summary>
    public BatchSource First(int count)
    {
        var taken = new List<Batch>();
        using IEnumerator<Batch> pass = From(0);
        while (taken.Count < count && pass.MoveNext()) taken.Add(new Batch([.. pass.Current.Tensors.Select(t => t.Keep())]));
        return new Fixed(taken);
    }

    sealed class Resumable(IResumableBatches batches) : BatchSource
    {
        public override int? Count => batches.BatchCount;

        public override Generator[] Generators { get; } = [.. batches.Generators];

        public override IEnumerator<Batch> From(int batch) => batches.From(batch);
    }

    sealed class Plain(IEnumerable<Batch> batches) : BatchSource
    {
        public override int? Count => batches.TryGetNonEnumeratedCount(out int count) ? count : null;

        public override bool IsScoped => false;

        public override IEnumerator<Batch> From(int batch)
        {
            IEnumerator<Batch> pass = batches.GetEnumerator();
            for (int i = 0; i < batch && pass.MoveNext(); i++)
            {
            }

            return pass;
        }
    }

    sealed class Fixed(List<Batch> batches) : BatchSource
    {
        public override int? Count => batches.Count;

        public override IEnumerator<Batch> From(int batch) => batches.Skip(batch).GetEnumerator();
    }
}
