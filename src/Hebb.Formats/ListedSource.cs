namespace Hebb.Formats;

/// <summary>A source that lists everything when it is opened. Closes its stream with itself.</summary>
abstract class ListedSource(Stream stream, TensorListing listing) : TensorSource
{
    private protected readonly Stream stream = stream;
    private protected readonly TensorListing listing = listing;

    public sealed override IReadOnlyList<TensorEntry> Entries => listing.Entries;

    public sealed override IReadOnlyList<KeyValuePair<string, object?>> Values => listing.Values;

    public sealed override IReadOnlyList<SkippedEntry> Skipped => listing.Skipped;

    public override Tensor Load(int index) => listing.Load(index);

    public sealed override void Dispose() => stream.Dispose();
}
